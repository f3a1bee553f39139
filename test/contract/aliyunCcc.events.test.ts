import { ALIYUN_EVENTS, type EventGroup } from '../../lib/aliyunCcc/eventCatalogue';
import { DIALECT_1 } from '../fixtures/aliyunCcc/events';
import {
	aliyunTrigger,
	happening,
	message,
	nodeType,
	resultsIn,
	statusesIn,
	withOptions,
} from './aliyunCccHarness';

const ALL_NAMES = ALIYUN_EVENTS.map(({ name }) => name);
const NEW_EVENT = 'SomethingNew';

/** The names of the events that start the workflow, of all there are and one nobody knows. */
async function startedWith(parameters: object): Promise<string[]> {
	const trigger = aliyunTrigger({
		parameters: { output: 'vendorPayload', ...parameters } as never,
	});
	const messages = [...ALL_NAMES, NEW_EVENT].map((name) => message(happening(name)));
	const answer = await trigger.deliver(messages);
	expect(answer.status).toBe(200);
	expect(resultsIn(answer)).toHaveLength(messages.length);
	const accepted = resultsIn(answer).filter(({ status }) => status === 'accepted');
	const ignored = resultsIn(answer).filter(({ status }) => status === 'ignored');
	expect(accepted).toHaveLength((answer.items ?? []).length);
	expect(accepted.length + ignored.length).toBe(messages.length);
	return (answer.items ?? []).map(({ json }) => String(json.eventType)).toSorted();
}

const namesOf = (...groups: EventGroup[]) =>
	ALIYUN_EVENTS.filter(({ group }) => groups.includes(group))
		.map(({ name }) => name)
		.toSorted();

describe('Trigger On', () => {
	const presets: Array<[string, string[]]> = [
		['calls', namesOf('call')],
		['agents', namesOf('agent')],
		['queue', namesOf('queue')],
		['ivr', ['IvrTracking']],
		['liveText', ['MediaStream', 'TextStream']],
		['records', ['CDRReady', 'DualTrackRecordingReady', 'RecordingReady', 'VoicemailReady']],
		['everything', [...ALL_NAMES, NEW_EVENT].toSorted()],
	];

	it.each(presets)('%s', async (triggerOn, names) => {
		expect(names.length).toBeGreaterThan(0);
		expect(await startedWith({ triggerOn })).toEqual(names);
	});

	const exceptLiveText = [...ALL_NAMES, NEW_EVENT]
		.filter((name) => !['MediaStream', 'TextStream'].includes(name))
		.toSorted();

	it('exceptLiveText is the default', async () => {
		expect(await startedWith({ triggerOn: 'exceptLiveText' })).toEqual(exceptLiveText);
		expect(await startedWith({})).toEqual(exceptLiveText);
	});

	it('has a preset for each value that can be chosen', () => {
		const property = nodeType.description.properties.find(({ name }) => name === 'triggerOn');
		const values = (property?.options ?? []).map((option) => 'value' in option && option.value);
		expect(values.toSorted()).toEqual(
			[...presets.map(([value]) => value), 'exceptLiveText', 'selected'].toSorted(),
		);
	});

	it('exceptLiveText leaves out the live text of 1.0 as well, in any case', async () => {
		const messages = ['TEXTSTREAM', ' textStream '].map((eventType) =>
			message({ EventType: eventType }),
		);
		expect(statusesIn(await aliyunTrigger().deliver(messages))).toEqual(['ignored', 'ignored']);
	});
});

describe('selected events', () => {
	it('are those and no others', async () => {
		const events = ['Released', 'CDRReady', 'AgentACW'];
		expect(await startedWith({ triggerOn: 'selected', events })).toEqual(events.toSorted());
	});

	it('have "Other" for those nobody knows', async () => {
		const parameters = { triggerOn: 'selected', events: ['unknown', 'Ringing'] };
		expect(await startedWith(parameters)).toEqual(['Ringing', NEW_EVENT]);
	});

	it('are the recordings and records unless told otherwise', async () => {
		expect(await startedWith({ triggerOn: 'selected' })).toEqual(['CDRReady', 'RecordingReady']);
	});

	it.each([
		['Released', 'CallReleased'],
		['Abandoned', 'CallAbandoned'],
		['Established', 'CallEstablished'],
	])('%s is also what 1.0 calls %s', async (name, nameIn1) => {
		const trigger = aliyunTrigger({ parameters: { triggerOn: 'selected', events: [name] } });
		const answer = await trigger.deliver([message(DIALECT_1[nameIn1]?.push ?? {})]);
		expect(statusesIn(answer)).toEqual(['accepted']);
		const others = aliyunTrigger({ parameters: { triggerOn: 'selected', events: ['unknown'] } });
		const ignored = await others.deliver([message(DIALECT_1[nameIn1]?.push ?? {})]);
		expect(statusesIn(ignored)).toEqual(['ignored']);
	});

	it('can be chosen by every name there is, once', () => {
		const property = nodeType.description.properties.find(({ name }) => name === 'events');
		const options = (property?.options ?? []) as Array<{ name: string; value: string }>;
		const values = options.map(({ value }) => value);
		expect(values.toSorted()).toEqual([...ALL_NAMES, 'unknown'].toSorted());
		expect(options.map(({ name }) => name)).toEqual(
			options.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b)),
		);
	});
});

describe('the option Instance IDs', () => {
	const of = (instanceId: string | undefined) => message(happening('Released', 0, { instanceId }));

	it.each(['acme, acme-sales', 'acme-sales，acme', 'acme'])(
		'"%s" lets acme in',
		async (instanceIds) => {
			const answer = await withOptions({ instanceIds }).deliver([of('acme')]);
			expect(statusesIn(answer)).toEqual(['accepted']);
		},
	);

	it.each(['other', 'ACME', 'acme-sales'])(
		'"%s" ignores acme, with success',
		async (instanceIds) => {
			const answer = await withOptions({ instanceIds }).deliver([of('acme'), of(undefined)]);
			expect(answer).toMatchObject({ status: 200, items: null });
			expect(statusesIn(answer)).toEqual(['ignored', 'ignored']);
		},
	);

	it.each(['', ' , '])('"%s" lets all in', async (instanceIds) => {
		const answer = await withOptions({ instanceIds }).deliver([of('acme'), of(undefined)]);
		expect(statusesIn(answer)).toEqual(['accepted', 'accepted']);
	});
});
