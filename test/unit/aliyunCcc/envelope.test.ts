import { unwrap, type Delivery } from '../../../lib/aliyunCcc/envelope';
import { toCallEvents } from '../../../lib/aliyunCcc/toCallEvents';
import {
	EVENT,
	MESSAGE_ID,
	PUBLISHED,
	base64,
	bridged,
	eventBridge,
} from '../../fixtures/aliyunCcc/envelopes';
import { DIALECT_1 } from '../../fixtures/aliyunCcc/events';
import { context } from './readEvent';

function deliveriesOf(body: unknown): Delivery[] {
	const reading = unwrap(body);
	if (!reading.ok) throw new Error(reading.message);
	return reading.deliveries;
}

const published = Date.parse(PUBLISHED);
const json = JSON.stringify(EVENT);
const bare: Delivery = { id: null, event: EVENT, publishedAt: null };
const message: Delivery = { id: MESSAGE_ID, event: EVENT, publishedAt: published };
const cloudEventId = '5f0c1d2e-0000-4000-8000-0000000000aa';
const withoutMessageId = { systemProperties: { KEYS: '' } };
const pushOf1 = DIALECT_1['AssignAgent']?.push;

describe('envelopes', () => {
	it.each<[string, unknown, Delivery[]]>([
		['a bare event: CCC webhook, or $.data.body', EVENT, [bare]],
		['a bare event of 1.0', pushOf1, [{ ...bare, event: pushOf1 }]],
		['an array of bare events', [EVENT, EVENT], [bare, bare]],
		['a bare event as a text', json, [bare]],
		['an empty array: the signed test of the bridge', [], []],
		['EventBridge, body a text', eventBridge(json), [message]],
		['EventBridge, body an object', eventBridge(EVENT), [message]],
		['EventBridge, body base64', eventBridge(base64(EVENT)), [message]],
		['EventBridge, body a text in a text', eventBridge(JSON.stringify(json)), [message]],
		[
			'an event stream, Function Compute',
			[eventBridge(json), eventBridge(EVENT)],
			[message, message],
		],
		['Function Compute, envelopes as texts', [JSON.stringify(eventBridge(json))], [message]],
		[
			'data is a text',
			{ ...eventBridge(json), data: JSON.stringify({ body: EVENT }) },
			[{ ...message, id: cloudEventId }],
		],
		[
			'data is the event',
			{ ...eventBridge(json), data: EVENT },
			[{ ...message, id: cloudEventId }],
		],
		[
			'data is the event as a text',
			{ ...eventBridge(json), data: json },
			[{ ...message, id: cloudEventId }],
		],
		[
			'data_base64',
			{ ...eventBridge(json), data: undefined, data_base64: base64(EVENT) },
			[{ ...message, id: cloudEventId }],
		],
		[
			'data_base64 around a message',
			{
				...eventBridge(json),
				data: undefined,
				data_base64: base64(eventBridge(json)['data']),
			},
			[message],
		],
		['only data: $.data', eventBridge(json)['data'], [{ ...message, publishedAt: null }]],
		[
			'the batch of the bridge',
			[bridged(EVENT), bridged(EVENT, 'm2')],
			[message, { ...message, id: 'm2' }],
		],
		[
			'all sorts',
			[EVENT, eventBridge(json), bridged(EVENT), pushOf1],
			[bare, message, message, { ...bare, event: pushOf1 }],
		],
		['a CloudEvent in a CloudEvent', bridged({ specversion: '1.0', data: EVENT }), [message]],
		['arrays in an array', [[EVENT], [[eventBridge(json)]]], [bare, message]],
		[
			'other spellings',
			{
				SpecVersion: '1.0',
				ID: 'e1',
				Time: PUBLISHED,
				Data: { SystemProperties: { uniq_key: MESSAGE_ID }, Body: EVENT },
			},
			[message],
		],
		[
			'no message id: the id of the CloudEvent',
			eventBridge(json, {}, withoutMessageId),
			[{ ...message, id: cloudEventId }],
		],
		['no id at all', eventBridge(json, { id: '' }, withoutMessageId), [{ ...message, id: null }]],
		[
			'msgId',
			eventBridge(json, {}, { ...withoutMessageId, msgId: 'M1' }),
			[{ ...message, id: 'M1' }],
		],
		['UNIQ_KEY before msgId', eventBridge(json, {}, { msgId: 'place-in-store' }), [message]],
		[
			'when it was born',
			eventBridge(
				json,
				{},
				{
					systemProperties: { UNIQ_KEY: MESSAGE_ID, BORN_TIMESTAMP: published - 100 },
				},
			),
			[{ ...message, publishedAt: published - 100 }],
		],
		[
			'a time that is none',
			{ ...bridged(EVENT), time: 'soon' },
			[{ ...message, publishedAt: null }],
		],
		[
			'two events in one envelope',
			eventBridge([EVENT, pushOf1]),
			[
				{ ...message, id: `${MESSAGE_ID}#0` },
				{ ...message, id: `${MESSAGE_ID}#1`, event: pushOf1 },
			],
		],
	])('%s', (_title, body, deliveries) => {
		expect(deliveriesOf(body)).toEqual(deliveries);
	});

	it('an event that has a member data or body of its own is still the event', () => {
		const event = { ...EVENT, data: 'x', body: '{}', id: 'own' };
		expect(deliveriesOf(event)).toEqual([{ ...bare, event }]);
	});

	it.each<[unknown]>([[undefined], [null], [7], [true], ['hello'], [''], ['"text"'], ['null']])(
		'a body %j is none',
		(body) => {
			expect(unwrap(body)).toEqual({
				ok: false,
				message: 'The body must be a JSON object or array of CCC events.',
			});
		},
	);
});

describe('what is in an envelope and is no event is refused later, by itself', () => {
	const refusals = (body: unknown) =>
		toCallEvents(deliveriesOf(body), context).map((reading) =>
			reading.ok ? 'read' : `${reading.id} ${reading.field}`,
		);

	it.each<[string, unknown, string]>([
		['a text that is not JSON', eventBridge('hello world'), `${MESSAGE_ID} data.body`],
		['half of an event', eventBridge(json.slice(0, 50)), `${MESSAGE_ID} data.body`],
		['base64 of no JSON', eventBridge(base64('hello world')), `${MESSAGE_ID} data.body`],
		['an empty body', eventBridge(''), `${MESSAGE_ID} data.body`],
		['no body', eventBridge(null), `${MESSAGE_ID} (event)`],
		['a number', eventBridge(5), `${MESSAGE_ID} (event)`],
		['a CloudEvent about nothing', bridged(null), `${MESSAGE_ID} (event)`],
		['an object without a type', bridged({ contactId: '1' }), `${MESSAGE_ID} eventType`],
		['a bare object without a type', { contactId: '1' }, 'null eventType'],
		['null in an array', [null], 'null (event)'],
	])('%s', (_title, body, refusal) => {
		expect(refusals(body)).toEqual([refusal]);
		expect(refusals([EVENT, body, bridged(EVENT)])).toEqual(['read', refusal, 'read']);
	});

	it('envelopes in envelopes without end', () => {
		let body: unknown = EVENT;
		for (let depth = 0; depth < 5000; depth++) body = { data: body };
		expect(refusals(body)).toHaveLength(1);
		expect(refusals(body)[0]).not.toBe('read');
	});

	it('brackets without end', () => {
		expect(refusals(eventBridge('['.repeat(20000) + ']'.repeat(20000)))).toHaveLength(1);
	});
});
