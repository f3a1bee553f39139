import type { Campaign } from '../../callEvent/callEvent';
import type { Choice } from '../parameter';

interface CampaignStatus extends Choice {
	value: number;
	/** The state of the call event's campaign. */
	state: NonNullable<Campaign['state']>;
}

/** What a list can be narrowed to and what an answer says (reference/huawei §2.3). */
export const CAMPAIGN_STATUSES = [
	{
		value: 2,
		label: 'Started',
		description: 'Running, waiting for its begin time, or all numbers called',
		state: 'running',
	},
	{ value: 3, label: 'Paused', state: 'paused' },
	{ value: 4, label: 'Completed', description: 'Its end time is over', state: 'completed' },
] as const satisfies readonly CampaignStatus[];

/** Statuses of a campaign template, whose numbers are others (reference/huawei §2.3). */
export const TEMPLATE_STATUSES = [
	{ value: 1, label: 'Draft' },
	{ value: 9, label: 'Published' },
	{ value: 3, label: 'Paused' },
] as const satisfies readonly Choice[];
