import { callKeyOf } from '../../../lib/aliyunCcc/callKey';
import { AGENT, CONTACT, DIALECT_1, DIALECT_2, TIME } from '../../fixtures/aliyunCcc/events';
import { readEvent } from './readEvent';

it.each<[string, unknown, ReturnType<typeof callKeyOf>]>([
	[
		'the call',
		DIALECT_2['Established']?.push,
		{ key: CONTACT, time: Date.parse(TIME), instanceId: 'acme' },
	],
	[
		'else the agent',
		DIALECT_2['AgentReady']?.push,
		{ key: AGENT, time: Date.parse(TIME), instanceId: 'acme' },
	],
	[
		'1.0, in its own spelling',
		DIALECT_1['CDRReady']?.push,
		{ key: '2402998811', time: Date.parse(TIME), instanceId: 'a1b2c3d4' },
	],
	['neither', { eventType: 'CampaignPaused' }, { key: null, time: null, instanceId: null }],
	[
		'empty texts',
		{ contactId: '', agentId: ' a ', instanceId: '' },
		{ key: 'a', time: null, instanceId: null },
	],
	[
		'numbers',
		{ agentId: 5, contactId: 24, eventTime: 1532448000 },
		{ key: '24', time: 1532448000000, instanceId: null },
	],
	['a text', 'contactId', { key: null, time: null, instanceId: null }],
	['nothing', null, { key: null, time: null, instanceId: null }],
	['an array', [{ contactId: '1' }], { key: null, time: null, instanceId: null }],
	[
		'other types',
		{ contactId: {}, agentId: [], eventTime: {} },
		{ key: null, time: null, instanceId: null },
	],
])('%s', (_title, event, key) => {
	expect(callKeyOf(event)).toEqual(key);
});

it('is what the call event says of the same event', () => {
	for (const { push } of [...Object.values(DIALECT_1), ...Object.values(DIALECT_2)]) {
		const { call, time } = readEvent(JSON.parse(JSON.stringify(push)));
		const { key, ...rest } = callKeyOf(push);
		expect(rest).toEqual({ time: Date.parse(time), instanceId: call.instanceId });
		if (call.callId) expect(key).toBe(call.callId);
	}
});
