import type { INodePropertyOptions } from 'n8n-workflow';

import { ALIYUN_EVENTS, type EventGroup } from '../../lib/aliyunCcc/eventCatalogue';
import { catalogueEntryOf } from '../../lib/aliyunCcc/eventName';

interface Preset extends INodePropertyOptions {
	/** The groups of events in it; null for whatever there is. */
	groups: readonly EventGroup[] | null;
}

const UNKNOWN = 'unknown';

/** What most flows want, by groups of the catalogue. Live text is many events a second. */
const PRESETS: readonly Preset[] = [
	{
		name: 'Agents',
		value: 'agents',
		description: 'Agents check in and out, get ready, ring, talk, take a break',
		groups: ['agent'],
	},
	{
		name: 'Calls',
		value: 'calls',
		description: 'Each step of a call on each of its channels, from dialing to release',
		groups: ['call'],
	},
	{
		name: 'Everything',
		value: 'everything',
		description: 'Every event, live text included: several a second for each call',
		groups: null,
	},
	{
		name: 'Everything Except Live Text',
		value: 'exceptLiveText',
		description: 'Every event but TextStream and MediaStream, and whatever CCC may add',
		groups: null,
	},
	{
		name: 'IVR Tracking',
		value: 'ivr',
		description: 'Each step of the IVR and the keys that were pressed',
		groups: ['ivr'],
	},
	{
		name: 'Live Text',
		value: 'liveText',
		description: 'What is being said, while it is being said (TextStream)',
		groups: ['stream'],
	},
	{
		name: 'Queue',
		value: 'queue',
		description: 'Calls enter and leave queues and get an agent',
		groups: ['queue'],
	},
	{
		name: 'Recordings and Records',
		value: 'records',
		description:
			'A recording or voicemail can be fetched, the record of a call is there (CDRReady)',
		groups: ['recording'],
	},
];

export const DEFAULT_PRESET = 'exceptLiveText';

export const TRIGGER_ON: INodePropertyOptions[] = [
	...PRESETS.map(({ name, value, description = '' }) => ({ name, value, description })),
	{ name: 'Selected Events', value: 'selected', description: 'The ones you choose below' },
];

/** All known events by name, as n8n wants a list, and one for those nobody knows. */
export const EVENT_OPTIONS: INodePropertyOptions[] = [
	...ALIYUN_EVENTS.map(({ name, title }) => ({
		name,
		value: name,
		description: capitalized(title.slice(name.length + 2)),
	})),
	{
		name: 'Other',
		value: UNKNOWN,
		description: 'Anything CCC may send in the future, passed on as it is',
	},
].sort((a, b) => a.name.localeCompare(b.name));

function capitalized(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Whether an event CCC sent is among those chosen. */
export function isChosen(raw: unknown, triggerOn: string, selected: readonly string[]): boolean {
	const entry = catalogueEntryOf(raw);
	if (triggerOn === 'selected') return selected.includes(entry?.name ?? UNKNOWN);
	if (triggerOn === 'exceptLiveText') return entry?.group !== 'stream';
	const groups = PRESETS.find(({ value }) => value === triggerOn)?.groups;
	if (!groups) return true;
	return entry !== null && groups.includes(entry.group);
}
