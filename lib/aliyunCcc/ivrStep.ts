import type { Call } from '../callEvent/callEvent';
import { ownEntry } from '../callEvent/ownEntry';
import { jsonObject, type EventFields } from './fields';

const ACTIONS: Record<string, 'enter' | 'leave'> = { enter: 'enter', leave: 'leave' };

/** The step of the IVR an IvrTracking is about, with the keys the caller pressed in it (§1.5). */
export function ivrStepOf(fields: EventFields): Pick<Call, 'ivrNode' | 'ivrKeys'> {
	const name = fields.nodeName ?? null;
	const key = digitsIn(fields.nodeVariables);
	return {
		ivrNode: {
			id: fields.nodeId ?? null,
			name,
			type: fields.nodeType ?? null,
			action: ownEntry(ACTIONS, fields.nodeAction?.toLowerCase() ?? '') ?? null,
			exitCode: fields.nodeExitCode ?? null,
		},
		ivrKeys: key === null ? [] : [{ key, label: name }],
	};
}

/** GATHER_INPUT leaves `{"digits":"1"}`; the variables may come as a text. */
function digitsIn(nodeVariables: unknown): string | null {
	const digits = jsonObject(nodeVariables)?.['digits'];
	if (typeof digits === 'number') return String(digits);
	return (typeof digits === 'string' && digits.trim()) || null;
}
