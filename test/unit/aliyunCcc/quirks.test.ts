import { toCallEvents } from '../../../lib/aliyunCcc/toCallEvents';
import { withPrivacy } from '../../../lib/callEvent/privacy';
import {
	AGENT,
	CONTACT,
	CUSTOMER,
	CUSTOMER_CHANNEL,
	DIALECT_1,
	DIALECT_2,
	LINE,
	TIME,
	type Fields,
} from '../../fixtures/aliyunCcc/events';
import { RECEIVED, context, readEvent } from './readEvent';

const push1 = (name: string) => DIALECT_1[name]?.push ?? {};
const push2 = (name: string) => DIALECT_2[name]?.push ?? {};
const with1 = (name: string, change: Fields) => readEvent({ ...push1(name), ...change });
const with2 = (name: string, change: Fields) => readEvent({ ...push2(name), ...change });

/** All of a call event but what differs by the spelling of the push: its identity and `raw`. */
function told(event: unknown) {
	const { id: _id, raw: _raw, ...rest } = readEvent(event);
	return rest;
}

const respelled = (push: Fields, spell: (key: string) => string) =>
	Object.fromEntries(Object.entries(push).map(([key, value]) => [spell(key), value]));

describe('1: keys match without regard to case', () => {
	const pascal = (key: string) => key.charAt(0).toUpperCase() + key.slice(1);

	it.each(Object.entries(DIALECT_2))('%s in capitals and in small letters', (_name, { push }) => {
		expect(told(respelled(push, (key) => key.toUpperCase()))).toEqual(told(push));
		expect(told(respelled(push, (key) => key.toLowerCase()))).toEqual(told(push));
	});

	it.each(Object.entries(DIALECT_1))('%s of 1.0 in Pascal case', (_name, { push }) => {
		expect(told(respelled(push, pascal))).toEqual(told(push));
	});

	it('of two spellings the first that is set counts', () => {
		const { recording } = with2('RecordingReady', {
			FileName: 'second.wav',
			downloadURL: '',
			DownloadURL: 'https://example-oss.invalid/b',
		});
		expect(recording?.fileName).toBe('job-1.wav');
		expect(recording?.url).toBe('https://example-oss.invalid/b');
	});
});

describe('2, 3: skill groups', () => {
	it('skillGrou is skillGroupId', () => {
		expect(with1('AssignAgent', { skillGrou: 'sg-9' }).queue).toEqual({ id: 'sg-9', name: null });
	});

	it.each<[string, Fields, Fields]>([
		['one in the list', { skillGroupIds: 'sg-1' }, { id: 'sg-1', name: null }],
		['one in an array', { skillGroupIds: ['sg-1'] }, { id: 'sg-1', name: null }],
		['blanks and an empty member', { skillGroupIds: ' sg-1 , ' }, { id: 'sg-1', name: null }],
		['several: none of them is the one', { skillGroupIds: 'sg-1,sg-2' }, { id: null, name: null }],
		[
			'skillGroupId wins',
			{ skillGroupId: 'sg-3', skillGroupIds: 'sg-1' },
			{ id: 'sg-3', name: null },
		],
	])('%s', (_title, change, queue) => {
		expect(with1('AgentReady', change).queue).toEqual(queue);
	});

	it('in the record of 1.0 the list holds names, in that of 2.0 ids', () => {
		expect(with1('CDRReady', { SkillGroupIds: '售后组' }).queue).toEqual({
			id: null,
			name: '售后组',
		});
		expect(with2('CDRReady', { skillGroupIds: 'a@acme' }).queue).toEqual({
			id: 'a@acme',
			name: null,
		});
	});

	it('a record of 1.0 that has a skillGroupId (the older document) names it by id', () => {
		expect(with1('CDRReady', { skillGroupId: 'sg-1', SkillGroupIds: '' }).queue.id).toBe('sg-1');
	});
});

describe('4: result', () => {
	it.each([['0'], [0], [null], [''], [undefined]])('%j: the change took place', (result) => {
		const { agent, warnings } = with1('AgentReady', { result });
		expect(agent.state).toBe('available');
		expect(warnings).toEqual([]);
	});

	it.each([
		['AgentReady', '1'],
		['AgentReady', 1],
		['AgentACW', '3'],
		['AgentBreak', 'x'],
	])('%s with result %j: it failed, the state is not known', (name, result) => {
		const { agent, warnings } = with1(name, { result, remark: 'state conflict' });
		expect(agent.state).toBeNull();
		expect(agent.stateDetail).toEqual({ code: name, text: 'The change failed: state conflict' });
		expect(warnings).toEqual([`${name} failed with result ${result}`]);
	});

	it('without a remark', () => {
		expect(with1('AgentReady', { result: 1 }).agent.stateDetail.text).toBe('The change failed');
	});
});

describe('5, 6: recordings', () => {
	it('the older address stands in where the new one is missing', () => {
		expect(with1('RecordingReady', { DownloadURL: '' }).recording?.url).toBe(
			'https://example-oss.invalid/old',
		);
	});

	it.each([
		['?Expires=1777708800&Signature=x', '2026-05-02T08:00:00.000Z'],
		[
			'?x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-date=20260501T080000Z&x-oss-expires=3600',
			'2026-05-01T09:00:00.000Z',
		],
		['?x-oss-date=20260501T080000Z', null],
		['?Expires=soon', null],
		['', null],
	])('a link with %s ends at %s', (query, expiry) => {
		const url = `https://example-oss.invalid/a.wav${query}`;
		expect(with2('RecordingReady', { downloadURL: url }).recording).toMatchObject({
			url,
			urlExpiresAt: expiry,
		});
	});

	it.each<[unknown, number | null]>([
		[48, 48],
		['48', 48],
		[48.6, 49],
		[-1, 90],
		[undefined, 90],
		['long', 90],
	])('duration %j: %j s, else from start to end', (duration, seconds) => {
		expect(with2('RecordingReady', { duration }).recording?.durationSeconds).toBe(seconds);
	});

	it('segments and all else nobody described stay in raw', () => {
		const segments = [{ any: [1, { thing: null }] }];
		expect(with1('RecordingReady', { segments, other: 7 }).raw).toMatchObject({
			segments,
			other: 7,
		});
	});
});

describe('7: agentId and agentIds', () => {
	it('of several agents of a call the last one, with a warning; each is a leg', () => {
		const { agent, call, warnings } = with2('CDRReady', { agentIds: 'li@acme, wang@acme' });
		expect(agent.id).toBe('wang@acme');
		expect(call.legs.map(({ index, agentId }) => [index, agentId])).toEqual([
			[0, 'li@acme'],
			[1, 'wang@acme'],
		]);
		expect(warnings).toEqual(['agentIds names 2 agents; the last one is taken as the agent']);
	});

	it('as an array', () => {
		expect(with2('RecordingReady', { agentIds: [AGENT] }).agent.id).toBe(AGENT);
	});

	it('agentId wins', () => {
		const { agent, warnings } = with2('CDRReady', { agentId: 'wu@acme', agentIds: 'a@x,b@x' });
		expect(agent.id).toBe('wu@acme');
		expect(warnings).toEqual([]);
	});
});

describe('8: abandonPhase', () => {
	it.each([
		['IVR', 'abandoned_ivr'],
		['Queuing', 'abandoned_queue'],
		['Ring', 'abandoned_ringing'],
		['Ringing', 'abandoned_ringing'],
		['RINGING', 'abandoned_ringing'],
	])('%s: %s, missed when the customer called', (abandonPhase, outcome) => {
		expect(with2('Abandoned', { abandonPhase }).call).toMatchObject({ outcome, isMissed: true });
		expect(with2('Abandoned', { abandonPhase, callType: 'PREDICTIVE' }).call).toMatchObject({
			outcome,
			isMissed: false,
		});
	});

	it('a phase nobody knows', () => {
		const { call, warnings } = with2('Abandoned', { abandonPhase: 'Parking' });
		expect(call).toMatchObject({
			status: 'ended',
			outcome: 'unknown',
			outcomeDetail: { code: 'Parking', text: null },
		});
		expect(warnings).toEqual(['abandonPhase "Parking" is not known']);
	});
});

describe('9: an empty text is "not set"', () => {
	it('establishedTime of a call that was not answered', () => {
		const { call } = with2('CDRReady', { establishedTime: '', dispositionCode: 'NoAnswer' });
		expect(call).toMatchObject({ answeredAt: null, talkSeconds: 0, outcome: 'missed' });
	});

	it.each(['', '   '])('all members %j: only what is needed is left', (blank) => {
		const push = Object.fromEntries(Object.keys(push2('Established')).map((key) => [key, blank]));
		const event = readEvent({ ...push, eventType: 'Established' });
		expect(event).toMatchObject({
			id: expect.stringMatching(/^aliyun-ccc:-:[0-9a-f]{64}$/),
			source: '//aliyun-ccc/unknown',
			subject: null,
			call: { callId: null, legId: null, direction: 'unknown', instanceId: null },
			customer: { number: null },
			line: { number: null },
			agent: { id: null },
		});
	});
});

describe('10: finished', () => {
	it.each([
		[0, false],
		[1, true],
		['0', false],
		['1', true],
		[false, false],
		[true, true],
		['TRUE', true],
		['', null],
		[2, null],
	])('%j: %j', (finished, isFinal) => {
		expect(with2('TextStream', { finished }).transcript?.isFinal).toBe(isFinal);
	});

	it('channelType tells who speaks, else whose channel it is', () => {
		const speaker = (change: Fields) => with2('TextStream', change).transcript?.speaker;
		expect(speaker({ channelType: 'AGENT' })).toBe('agent');
		expect(speaker({ channelType: '', channelId: CUSTOMER_CHANNEL })).toBe('customer');
		expect(speaker({ channelType: '', channelId: 'c-1' })).toBeNull();
	});
});

describe('11: what nobody knows is kept', () => {
	it('an event nobody knows', () => {
		const push = { ...push2('Established'), eventType: 'Teleported', speed: { c: 0.9 } };
		const event = readEvent(push, { id: 'm1' });
		expect(event).toMatchObject({
			id: 'aliyun-ccc:acme:m1',
			type: 'unknown',
			time: TIME,
			subject: CONTACT,
			call: { callId: CONTACT, status: null, outcome: null, direction: 'inbound' },
			customer: { number: { e164: '+8613800000001' } },
			agent: { id: AGENT },
			warnings: ['eventType "Teleported" is not known'],
			raw: push,
		});
	});

	it.each(['constructor', '__proto__', 'toString'])('%s is no event, no type, no code', (word) => {
		expect(with2('Established', { eventType: word }).type).toBe('unknown');
		expect(with2('Established', { callType: word }).call.direction).toBe('unknown');
		expect(with2('CDRReady', { dispositionCode: word }).call.outcome).toBe('unknown');
		expect(with2('Released', { earlyMediaState: word, releaseReason: word }).call.outcome).toBe(
			'unknown',
		);
		expect(with2('Released', { releaseInitiator: word }).call.hangupBy).toBe('unknown');
		expect(with2('Established', { mediaType: word }).call.channel).toBe('voice');
	});

	it('a warning is no place for a novel', () => {
		const { warnings } = with2('Established', { eventType: 'x'.repeat(5000) });
		expect(warnings[0]?.length).toBeLessThan(80);
	});

	it.each(['Dialing ', ' dialing', 'DIALING'])('eventType %j is Dialing', (eventType) => {
		expect(with2('Dialing', { eventType })).toMatchObject({ type: 'call.created', warnings: [] });
	});
});

describe('times (reference/aliyun §1.2)', () => {
	it.each([
		['2021-04-14T02:34:00.447Z', '2021-04-14T02:34:00.447Z'],
		['2021-04-14T01:56:55Z', '2021-04-14T01:56:55.000Z'],
		['2021-04-14T09:56:55+08:00', '2021-04-14T01:56:55.000Z'],
		['2021-04-14T09:56:55+0800', '2021-04-14T01:56:55.000Z'],
		['2021-04-14T01:56:55', '2021-04-14T01:56:55.000Z'],
		['2021-04-14 01:56:55', '2021-04-14T01:56:55.000Z'],
		[1532448000123, '2018-07-24T16:00:00.123Z'],
		['1532448000123', '2018-07-24T16:00:00.123Z'],
		[1532448000, '2018-07-24T16:00:00.000Z'],
		['1532448000', '2018-07-24T16:00:00.000Z'],
	])('%j', (eventTime, time) => {
		const event = with2('Established', { eventTime });
		expect(event).toMatchObject({ time, warnings: [], call: { answeredAt: time } });
		expect(Math.floor(event.sequence / 100)).toBe(Date.parse(time));
	});

	it.each(['yesterday', '2021-13-45T00:00:00Z', -5, 1e300, 8e15, '0000'])(
		'%j is no time: the time it was published, else received',
		(eventTime) => {
			const push = { ...push2('Established'), eventTime };
			const published = Date.parse('2026-05-01T08:00:00.500Z');
			expect(readEvent(push, { publishedAt: published })).toMatchObject({
				time: '2026-05-01T08:00:00.500Z',
				warnings: [`eventTime "${eventTime}" is not a time; the time it was published is used`],
			});
			expect(readEvent(push)).toMatchObject({
				time: RECEIVED,
				warnings: [`eventTime "${eventTime}" is not a time; the time it was received is used`],
			});
		},
	);

	it('no time at all', () => {
		expect(with2('Established', { eventTime: undefined })).toMatchObject({
			time: RECEIVED,
			warnings: ['The event has no eventTime; the time it was received is used'],
		});
	});
});

describe('types (reference/aliyun §1.3)', () => {
	it('numbers where texts are expected are texts', () => {
		expect(
			with1('CallEstablished', { contactId: 2402998811, connectId: 77120, caller: 13800000001 }),
		).toMatchObject({
			subject: '2402998811',
			call: { callId: '2402998811', legId: '77120' },
			customer: { number: { raw: '13800000001' } },
			warnings: [],
		});
	});

	it('what cannot be read is null, with a warning', () => {
		const event = with2('Established', {
			agentId: { id: 1 },
			caller: [],
			eventTime: true,
			tags: 7,
		});
		expect(event).toMatchObject({ agent: { id: null }, customer: { number: null } });
		expect(event.call.userData).toBe('7');
		expect(event.warnings).toEqual([
			'eventTime was ignored: expected another type, got boolean',
			'caller was ignored: expected string, got array',
			'agentId was ignored: expected string, got object',
			'The event has no eventTime; the time it was received is used',
		]);
	});

	it.each<[Fields, string | null]>([
		[{ tags: 'bizId=7' }, 'bizId=7'],
		[{ callVariables: '{"a":1}' }, '{"a":1}'],
		[{ callVariables: { a: 1 } }, '{"a":1}'],
		[{ tags: 't', callVariables: 'v' }, '{"tags":"t","callVariables":"v"}'],
		[{}, null],
	])('user data of %j', (change, userData) => {
		expect(with2('Established', change).call.userData).toBe(userData);
	});

	it.each<[unknown, unknown]>([
		['{"digits":"1"}', [{ key: '1', label: '按键' }]],
		[{ digits: '12#' }, [{ key: '12#', label: '按键' }]],
		[{ digits: 5 }, [{ key: '5', label: '按键' }]],
		[{ digits: '' }, []],
		['no JSON', []],
		['null', []],
		[null, []],
		[7, []],
	])('keys in nodeVariables %j', (nodeVariables, keys) => {
		expect(with2('IvrTracking', { nodeVariables }).call.ivrKeys).toEqual(keys);
	});

	it.each([
		['AUDIO', 'voice'],
		['Video', 'video'],
		['CHAT', 'chat'],
		['Ticket', 'ticket'],
		['', 'voice'],
	])('mediaType %j: %s', (mediaType, channel) => {
		expect(with2('Established', { mediaType })).toMatchObject({ call: { channel }, warnings: [] });
	});

	it('a survey in a chat, a rating that is no number', () => {
		const { call } = with2('SatisfactionSurveyResponse', {
			surveyChannel: '',
			mediaType: 'CHAT',
			rating: 'good',
			userInput: '',
		});
		expect(call.satisfaction).toEqual({
			score: null,
			label: null,
			channel: 'chat',
			keys: [{ key: 'good', label: null }],
		});
	});

	it('an agent who only calls out', () => {
		expect(with2('AgentReady', { outboundScenario: '1' }).agent).toMatchObject({
			state: 'available',
			stateDetail: { text: 'Ready for outbound calls only' },
		});
	});
});

describe('refused is only what has no identity', () => {
	const refused = (event: unknown) => {
		const [reading] = toCallEvents([{ id: null, event, publishedAt: null }], context);
		return reading?.ok === false ? [reading.field, reading.message] : 'read';
	};
	const way = 'Send the JSON object of a CCC event, with eventType (1.0: EventType).';
	let deep: unknown = {};
	for (let depth = 0; depth < 100; depth++) deep = { deep };

	it.each([
		['hello', 'data.body', 'data.body is a text that is not JSON.'],
		[null, '(event)', '(event) must be a JSON object.'],
		[7, '(event)', '(event) must be a JSON object.'],
		[[], '(event)', '(event) must be a JSON object.'],
		[{}, 'eventType', 'eventType is missing.'],
		[{ eventType: '' }, 'eventType', 'eventType is missing.'],
		[{ EventType: '  ', contactId: '1' }, 'eventType', 'eventType is missing.'],
		[{ eventType: {} }, 'eventType', 'eventType is missing.'],
		[{ eventType: 'Dialing', deep }, '(event)', '(event) is nested too deeply.'],
	])('%#', (event, field, message) => {
		expect(refused(event)).toEqual([field, `${message} ${way}`]);
	});

	it('one that is refused takes none of the others with it, and the order stays', () => {
		const deliveries = ['x', push2('Dialing'), {}, push2('Released')].map((event, index) => ({
			id: `m${index}`,
			event,
			publishedAt: null,
		}));
		const readings = toCallEvents(deliveries, context);
		expect(readings.map(({ id, key, ok }) => [id, key, ok])).toEqual([
			['m0', 'm0', false],
			['m1', 'm1', true],
			['m2', 'm2', false],
			['m3', 'm3', true],
		]);
	});
});

it.each([
	[-5, null],
	[1380.6, 1381],
	['0', 0],
	['soon', null],
])('beginOffsetMS %j: %j', (beginOffsetMS, offset) => {
	expect(with2('TextStream', { beginOffsetMS }).transcript?.offsetMilliseconds).toBe(offset);
});

describe('masked, numbers in free text go too', () => {
	const masked = (event: ReturnType<typeof readEvent>) => withPrivacy(event, { mode: 'masked' });

	it('what was said', () => {
		const { transcript } = masked(with2('TextStream', { text: `我的号码是${CUSTOMER}` }));
		expect(transcript?.text).toBe('我的号码是138****0001');
	});

	it('what an agent wrote', () => {
		const { agent } = masked(with1('AgentBreak', { breakReason: `回电 ${CUSTOMER}` }));
		expect(agent.stateDetail.text).toBe('回电 138****0001');
		const failed = masked(with1('AgentReady', { result: 1, remark: CUSTOMER }));
		expect(failed.agent.stateDetail.text).toBe('The change failed: 138****0001');
	});

	it('the step of an IVR', () => {
		const { call } = masked(with2('IvrTracking', { nodeName: CUSTOMER }));
		expect(call.ivrNode?.name).toBe('138****0001');
	});
});

it('numbers: what the operator says of prefixes counts', () => {
	const [reading] = toCallEvents(
		[{ id: null, event: { ...push2('Released'), callee: `9${CUSTOMER}` }, publishedAt: null }],
		{ ...context, phone: { outsideLinePrefixes: ['9'] } },
	);
	expect(reading?.ok && reading.event.customer.number?.e164).toBe('+8613800000001');
	expect(reading?.ok && reading.event.line.number?.raw).toBe(LINE);
});
