import type { Call } from '../callEvent/callEvent';
import type { CdrPayload, ImcdrPayload, KeyPress } from './payload';

export type KeyPressed = Call['ivrKeys'][number];

/** Keys as {key, label}; an older sample writes the members in lower case (reference/tccc §1.13). */
export function keysOf(presses: readonly KeyPress[] | null | undefined): KeyPressed[] {
	return (presses ?? [])
		.filter((press) => press !== null)
		.map((press) => ({
			key: press.Key || press.key || null,
			label: press.Label || press.label || null,
		}))
		.filter(({ key, label }) => key !== null || label !== null);
}

/** What the caller pressed in the IVR: the labelled list, else the bare keys. */
export function ivrKeysOf(
	cdr: Pick<CdrPayload, 'IVRKeyPressed' | 'IVRKeyPressedEx'>,
): KeyPressed[] {
	const labelled = keysOf(cdr.IVRKeyPressedEx);
	if (labelled.length > 0) return labelled;
	return (cdr.IVRKeyPressed ?? [])
		.filter((key) => typeof key === 'string' && key !== '')
		.map((key) => ({ key: key as string, label: null }));
}

/** "Reached the survey, pressed nothing" (reference/tccc §1.3). */
const NO_INPUT = 'noInput';

/** The survey after a phone call: the first key is the answer, a key that is a number the score. */
export function phoneSatisfactionOf(
	presses: CdrPayload['PostIVRKeyPressed'],
): Call['satisfaction'] {
	const keys = keysOf(presses);
	const first = keys[0];
	if (!first) return null;
	return { score: scoreOf(first.key), label: first.label, channel: 'ivr', keys };
}

export function chatSatisfactionOf(
	satisfaction: ImcdrPayload['Satisfaction'],
): Call['satisfaction'] {
	const key = satisfaction?.id || null;
	const label = satisfaction?.content || null;
	if (key === null && label === null) return null;
	return { score: null, label, channel: 'chat', keys: [{ key, label }] };
}

function scoreOf(key: string | null): number | null {
	return key !== null && key !== NO_INPUT && /^\d{1,3}$/.test(key) ? Number(key) : null;
}
