import fc from 'fast-check';

import { unwrap } from '../../../lib/aliyunCcc/envelope';
import { toCallEvents } from '../../../lib/aliyunCcc/toCallEvents';
import {
	EVENT,
	MESSAGE_ID,
	base64,
	bridged,
	eventBridge,
} from '../../fixtures/aliyunCcc/envelopes';
import {
	CUSTOMER,
	DIALECT_1,
	DIALECT_2,
	LINE,
	type EventCase,
	type Fields,
} from '../../fixtures/aliyunCcc/events';

interface Identity {
	key: string;
	id: string | null;
}

function identitiesOf(body: unknown, receivedAt = 1_800_000_000_000): Identity[] {
	const reading = unwrap(body);
	if (!reading.ok) throw new Error(reading.message);
	return toCallEvents(reading.deliveries, { receivedAt }).map((event) => ({
		key: event.key,
		id: event.ok ? event.event.id : null,
	}));
}

const json = JSON.stringify(EVENT);

it('the same RocketMQ message is the same event over the bridge, EventBridge and Function Compute', () => {
	const same = [{ key: MESSAGE_ID, id: `aliyun-ccc:acme:${MESSAGE_ID}` }];
	const ways: Record<string, unknown> = {
		bridge: [bridged(EVENT)],
		'a bus rule': eventBridge(json),
		'a body that is an object': eventBridge(EVENT),
		'a body that is base64': eventBridge(base64(EVENT)),
		'an event stream, with an id of its own for each try': [
			eventBridge(json, { id: 'second', time: '2026-05-01T08:05:00Z' }),
		],
		'the whole message without its CloudEvent': eventBridge(json)['data'],
	};
	for (const [way, body] of Object.entries(ways)) {
		expect([way, identitiesOf(body)]).toEqual([way, same]);
		expect([way, identitiesOf(body, 1)]).toEqual([way, same]);
	}
});

describe('without a message id', () => {
	it('the same event, however it is written, is the same one', () => {
		const turned = Object.fromEntries(Object.entries(EVENT).reverse());
		const [first, ...others] = [EVENT, turned, json, [turned], { data: EVENT }, { body: json }].map(
			(body) => identitiesOf(body),
		);
		for (const other of others) expect(other).toEqual(first);
		expect(first?.[0]?.key).toMatch(/^[0-9a-f]{64}$/);
		expect(first?.[0]?.id).toBe(`aliyun-ccc:acme:${first?.[0]?.key}`);
	});

	it('members of members in any order too', () => {
		const one = identitiesOf({ ...EVENT, x: { a: 1, b: [{ c: 1, d: 2 }] } });
		expect(identitiesOf({ x: { b: [{ d: 2, c: 1 }], a: 1 }, ...EVENT })).toEqual(one);
		expect(identitiesOf({ ...EVENT, x: { a: 1, b: [{ c: 1, d: 3 }] } })).not.toEqual(one);
	});

	it('every fixture has an id of its own', () => {
		const cases: EventCase[] = [...Object.values(DIALECT_1), ...Object.values(DIALECT_2)];
		const ids = cases.map(({ push }) => identitiesOf(push)[0]?.id);
		expect(new Set(ids).size).toBe(cases.length);
	});

	it('a change of any member is another event', () => {
		const key = (push: Fields) => identitiesOf(push)[0]?.key;
		for (const name of Object.keys(EVENT)) {
			expect(key({ ...EVENT, [name]: 'other' })).not.toBe(key(EVENT));
		}
	});

	it('an event that is refused has a key as well', () => {
		for (const body of [{ contactId: '1' }, { data: 'hello' }, { data: null }]) {
			expect(identitiesOf(body)).toEqual([
				{ key: expect.stringMatching(/^[0-9a-f]{64}$/), id: null },
			]);
		}
	});
});

it('no number of a person is in an id', () => {
	for (const { push } of [...Object.values(DIALECT_1), ...Object.values(DIALECT_2)]) {
		const { id } = identitiesOf(push)[0] as Identity;
		expect(id).not.toContain(CUSTOMER);
		expect(id).not.toContain(LINE);
	}
});

it('a hostile id or instance makes no id without end, and what differs stays different', () => {
	const long = (end: string) =>
		identitiesOf(bridged({ ...EVENT, instanceId: 'ä '.repeat(999) }, 'x'.repeat(9999) + end));
	expect(long('a')[0]?.id?.length).toBeLessThan(200);
	expect(long('a')).toEqual(long('a'));
	expect(long('a')).not.toEqual(long('b'));
});

it('whatever order the members come in, the id is the same', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (members) => {
			const event = { ...EVENT, ...members, eventType: 'Dialing' };
			const turned = Object.fromEntries(Object.entries(event).reverse());
			expect(identitiesOf([turned])).toEqual(identitiesOf([event]));
		}),
	);
});
