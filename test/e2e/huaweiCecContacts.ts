import { setTimeout as sleep } from 'node:timers/promises';

import { outputOf, type Execution } from '../../runtime/src/index.ts';
import { startHuaweiSimulator, type HuaweiSimulator } from '../../simulators/src/index.ts';
import { startContactCenter, type ContactCenter } from './contactCenter';
import { akSkCredential, type SavedCredential } from './huaweiCec';
import type { AddingFlow } from './huaweiCecCampaign';

export const CONTACTS_IN_A_CALL = 20;

export type Kind = 'valid' | 'blocklisted' | 'invalid';

/** A row of the table, and what is to become of it. */
export interface Customer {
	kind: Kind;
	phone: string;
}

/** One in a hundred each, in changing places of a chunk. */
function kindOf(index: number): Kind {
	const place = Math.floor(index / 100) % 20;
	if (index % 100 === place) return 'blocklisted';
	return index % 100 === 50 + place ? 'invalid' : 'valid';
}

/** As people type them: masked, with words, too long, nothing at all. */
const INVALID = ['138****0001', 'call after six', '1380000000012345678901234567890', ''];

/** Customers, 10,000 at most, 1 % of them blocklisted and 1 % with a number that is none. */
export const customers = (count: number): Customer[] =>
	Array.from({ length: count }, (_, index) => {
		const kind = kindOf(index);
		const number = `1380000${String(index).padStart(4, '0')}`;
		return { kind, phone: kind === 'invalid' ? String(INVALID[index % 4]) : number };
	});

export const countOf = (kind: Kind, among: readonly Customer[]) =>
	among.filter((customer) => customer.kind === kind).length;

/** A real n8n with a table of customers, and a CEC that has some of them on its blocklist. */
export interface ContactScene {
	center: ContactCenter;
	cec: HuaweiSimulator;
	credential: SavedCredential;
	tableId: string;
	stop(): Promise<void>;
}

export async function contactScene(
	all: readonly Customer[],
	addSpacingMs: number,
): Promise<ContactScene> {
	const cec = await startHuaweiSimulator({ addSpacingMs });
	for (const { kind, phone } of all) {
		if (kind === 'blocklisted') cec.state.blocklist.set(phone, { until: null });
	}
	const center = await startContactCenter();
	const credential = await akSkCredential(center.n8n, cec);
	const tableId = await fillTable(center, all);
	const stop = async () => {
		await center.stop();
		await cec.stop();
	};
	return { center, cec, credential, tableId, stop };
}

async function fillTable({ n8n }: ContactCenter, all: readonly Customer[]): Promise<string> {
	const columns = ['name', 'phone'].map((name) => ({ name, type: 'string' as const }));
	const { id } = await n8n.dataTable({ name: 'customers', columns });
	for (let first = 0; first < all.length; first += 1_000) {
		const rows = all.slice(first, first + 1_000);
		const data = rows.map(({ phone }, index) => ({ name: `Customer ${first + index}`, phone }));
		await n8n.insertRows(id, data);
	}
	return id;
}

/** The calls that add contacts, and were answered like this if a status is given. */
export const addCalls = ({ cec }: ContactScene, status?: number) =>
	cec.requests.all.filter(
		(call) =>
			call.endpoint.includes('/calldata/') && (status === undefined || call.status === status),
	);

/** The end of the n-th execution. n8n is asked seldom, so that it is not busy with the answers. */
export async function endOf(
	{ center }: ContactScene,
	{ workflowId }: AddingFlow,
	count: number,
): Promise<Execution> {
	const deadline = Date.now() + 140_000;
	while (Date.now() < deadline) {
		await sleep(1_000);
		// While n8n reads the fields of 10,000 items, it hears nobody.
		const executions = await center.n8n.executions({ workflowId }).catch(() => []);
		const last = executions[count - 1];
		if (last?.stoppedAt) return await center.n8n.execution(last.id);
	}
	throw new Error('The execution did not end');
}

/** How often each customer is in the campaign, by the id of the row. */
export function timesIn({ cec }: ContactScene, campaignId: number): Map<string, number> {
	const times = new Map<string, number>();
	for (const { sessionId } of cec.state.campaigns.get(campaignId)?.rows.values() ?? []) {
		times.set(sessionId, (times.get(sessionId) ?? 0) + 1);
	}
	return times;
}

/** Who should be in and is not, who is in more than once, and who should not be in at all. */
export function wrongIn(scene: ContactScene, campaignId: number, all: readonly Customer[]) {
	const times = timesIn(scene, campaignId);
	const expected = new Set(
		all.flatMap(({ kind }, index) => (kind === 'valid' ? [String(index + 1)] : [])),
	);
	return {
		missing: [...expected].filter((id) => !times.has(id)),
		twice: [...times].filter(([, count]) => count > 1),
		strangers: [...times.keys()].filter((id) => !expected.has(id)),
	};
}

export const ALL_ONCE = { missing: [], twice: [], strangers: [] };

const TITLES: Record<Exclude<Kind, 'valid'>, RegExp> = {
	blocklisted: /on the blocklist/,
	invalid: /was not sent/,
};

/** The items that do not say what they should of their own rows. */
export function wrongItems(
	execution: Execution,
	all: readonly Customer[],
	statuses: readonly string[] = ['added'],
) {
	const items = outputOf(execution, 'Add contacts');
	if (items.length !== all.length) return [`${items.length} items`];
	return items.filter(({ json, pairedItem }, index) => {
		if ((pairedItem as { item?: number }).item !== index) return true;
		const kind = all[index]?.kind ?? 'valid';
		if (kind === 'valid') {
			const isIn = statuses.includes(String(json['status'])) && json['error'] === undefined;
			return !(isIn && json['sessionId'] === String(index + 1));
		}
		const isRefused = json['status'] === 'refused' && TITLES[kind].test(String(json['error']));
		return !(isRefused && String(json['cause']).length > 0);
	});
}
