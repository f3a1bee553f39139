export interface CdrDevice {
	kind: 'queue' | 'agent' | 'ivr';
	text: string;
}

/** `device_type` of a CDR row: where the call was (reference/huawei §3.2). */
export const CDR_DEVICES: Readonly<Record<number, CdrDevice>> = {
	1: { kind: 'queue', text: 'Skill queue' },
	2: { kind: 'agent', text: 'Agent' },
	3: { kind: 'ivr', text: 'IVR' },
};
