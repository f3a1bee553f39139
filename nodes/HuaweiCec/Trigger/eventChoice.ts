import type { INodePropertyOptions } from 'n8n-workflow';

import type { CallEvent, EventType } from '../../../lib/callEvent/callEvent';
import { callbackKindOf, type CallbackKind } from '../../../lib/huaweiCec/callbacks/callbackKind';

/** What *Trigger On* offers, as n8n wants a list. */
export const EVENT_OPTIONS: Array<INodePropertyOptions & { value: CallbackKind }> = [
	{
		name: 'Campaign Result',
		value: 'campaignResult',
		description: 'A contact of a campaign has been called, one event for each attempt (CC-iSales)',
	},
	{
		name: 'File Ready',
		value: 'fileReady',
		description: 'A file of call records, recordings or agent operations can be fetched (CC-FS)',
	},
	{
		name: 'Other',
		value: 'unknown',
		description: 'Anything Huawei may post in the future, passed on as it is',
	},
	{
		name: 'Two-Way Call Connected',
		value: 'callConnected',
		description: 'Agent and customer of a two-way call are connected',
	},
	{
		name: 'Two-Way Call Released',
		value: 'callReleased',
		description: 'A two-way call is over: how it ended, when, and how long it was',
	},
	{
		name: 'Voice Notification',
		value: 'voiceNotification',
		description: 'A voice notification was played, or could not be',
	},
];

/** Where the type of an event alone tells which push it came with. */
const KIND_OF_TYPE: Partial<Record<EventType, CallbackKind>> = {
	'campaign.case_attempted': 'campaignResult',
	'records.ready': 'fileReady',
	'call.answered': 'callConnected',
	unknown: 'unknown',
};

export const isChosen = (event: CallEvent, chosen: readonly string[]) =>
	chosen.includes(KIND_OF_TYPE[event.type] ?? callbackKindOf(event.raw));
