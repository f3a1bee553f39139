import type { Campaign } from '../callEvent/callEvent';
import { ownEntry } from '../callEvent/ownEntry';
import type { EventFields } from './fields';

const STATES: Record<string, Campaign['state']> = {
	CampaignSubmitted: 'submitted',
	CampaignPaused: 'paused',
	CampaignResumed: 'running',
	CampaignAborted: 'aborted',
	CampaignCompleted: 'completed',
};

/**
 * The campaign of predictive dialling. The fields of these events are not documented
 * (reference/aliyun §6); the names read are those of the API.
 */
export function campaignOf(eventName: string, fields: EventFields): Campaign {
	return {
		id: fields.campaignId ?? null,
		name: fields.campaignName ?? null,
		state: ownEntry(STATES, eventName) ?? null,
		caseId: fields.caseId ?? null,
		attempt: Number.isSafeInteger(fields.attempt) ? (fields.attempt ?? null) : null,
	};
}
