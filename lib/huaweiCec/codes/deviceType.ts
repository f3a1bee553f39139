import type { Choice } from '../parameter';

/** How a campaign calls; cannot be changed after creation (reference/huawei §2.2). */
export const DEVICE_TYPES = [
	{
		value: 1,
		label: 'Robot (Intelligent IVR)',
		description: 'Needs the intelligence feature of the SaaS',
	},
	{ value: 2, label: 'Predictive (Skill Queue)' },
	{ value: 3, label: 'Automatic (IVR)' },
	{ value: 5, label: 'Preview (Skill Queue)' },
	{ value: 6, label: 'Pre-Occupied (Skill Queue)' },
] as const satisfies readonly Choice[];
