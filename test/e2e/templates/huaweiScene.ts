import type { HuaweiSimulator } from '../../../simulators/src/index.ts';
import { akSkData } from '../huaweiCec';
import type { Binding, TemplateBench } from '../templateBench';

/** A real n8n, a simulated CEC, and the team's chat. */
export interface HuaweiScene {
	bench: TemplateBench;
	cec: HuaweiSimulator;
	/** The sub-workflow "contact-center", published, which posts to the team's chat. */
	contactCenterId: string;
}

export const CHAT = 'chat.example.com';

/** The credential of the Huawei nodes with these names. */
export function boundToCec(
	{ cec }: HuaweiScene,
	nodes: readonly string[],
): Record<string, Binding> {
	const binding: Binding = { type: 'huaweiCecAkSkApi', data: akSkData(cec) };
	return Object.fromEntries(nodes.map((node) => [node, binding]));
}

/** What "Tell the team" is set to. */
export const tellsTheTeam = ({ contactCenterId }: HuaweiScene) => ({
	'Tell the team': contactCenterId,
});

/** What the team was told, oldest first. */
export const told = ({ bench }: HuaweiScene): string[] =>
	bench.standIn.requestsTo(CHAT).map(({ json }) => (json as { text: string }).text);

/** What a template kept in the table of failures, oldest first. */
export const keptBy = async ({ bench }: HuaweiScene, slug: string) =>
	(await bench.rows('cc_failed_events')).filter(({ template }) => template === slug);

/** Yesterday on the wall of the call center: its first moment and its end, milliseconds since 1970. */
export function yesterday(): { day: string; from: number; to: number } {
	const hours = 3_600_000;
	const wall = new Date(Date.now() + 8 * hours - 24 * hours);
	const from = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate()) - 8 * hours;
	return { day: wall.toISOString().slice(0, 10), from, to: from + 24 * hours };
}
