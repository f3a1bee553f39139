import { ALIYUN_EVENTS, EVENT_NAMES } from '../../../lib/aliyunCcc/eventCatalogue';
import { DIALECT_1, DIALECT_2, TIME, type EventCase } from '../../fixtures/aliyunCcc/events';
import { RECEIVED, readEvent } from './readEvent';

/** As JSON would bring it: members that are undefined are not there. */
const pushed = (push: unknown): unknown => JSON.parse(JSON.stringify(push));

function expectEvent(name: string, { push, expected }: EventCase, instanceId: string) {
	const event = readEvent(pushed(push), { id: '7F0001' });
	const { more, ...told } = expected;
	expect({
		type: event.type,
		status: event.call.status,
		direction: event.call.direction,
		callId: event.call.callId,
		legId: event.call.legId,
		customer: event.customer.number?.e164 ?? null,
		line: event.line.number?.raw ?? null,
		agentId: event.agent.id,
		queueId: event.queue.id,
		subject: event.subject,
	}).toEqual(told);
	expect(event).toMatchObject({
		id: `aliyun-ccc:${instanceId}:7F0001`,
		source: `//aliyun-ccc/${instanceId}`,
		time: TIME,
		receivedAt: RECEIVED,
		call: { vendor: 'aliyun-ccc', instanceId, channel: 'voice' },
		warnings: [],
	});
	expect(event).toMatchObject(more ?? {});
	expect(event.raw).toEqual(pushed(push));
	expect(name).toBe(push['eventType'] ?? push['EventType']);
}

describe('dialect 2.0: every event (reference/aliyun §1.5)', () => {
	it.each(Object.entries(DIALECT_2))('%s', (name, eventCase) => {
		expectEvent(name, eventCase, 'acme');
	});

	it('the fixtures are whole: all names but AgentACW, which 2.0 has no more', () => {
		expect(Object.keys(DIALECT_2).sort()).toEqual(
			EVENT_NAMES.filter((name) => name !== 'AgentACW').sort(),
		);
	});
});

describe('dialect 1.0: every event (reference/aliyun §1.4)', () => {
	it.each(Object.entries(DIALECT_1))('%s', (name, eventCase) => {
		expectEvent(name, eventCase, 'a1b2c3d4');
	});

	it('the five names that 2.0 changed are the same events', () => {
		const aliases = ALIYUN_EVENTS.filter(({ alias }) => alias).map(({ name, alias }) => [
			alias,
			name,
		]);
		expect(aliases).toEqual([
			['CallEstablished', 'Established'],
			['CallHeld', 'Held'],
			['CallRetrieved', 'Retrieved'],
			['CallReleased', 'Released'],
			['CallAbandoned', 'Abandoned'],
		]);
	});
});
