import { callEventSchema } from '../../lib/callEvent/callEvent';
import { simplifiedSchema } from '../../lib/callEvent/simplified';
import {
	CUSTOMER,
	CUSTOMER_E164,
	DIALECT_1,
	DIALECT_2,
	LINE,
	type Fields,
} from '../fixtures/aliyunCcc/events';
import { SECRET, aliyunTrigger, happening, log, message, secretOf } from './aliyunCccHarness';

const EVENTS: Array<[string, Fields]> = [
	...Object.entries(DIALECT_2).map(([name, { push }]): [string, Fields] => [`2.0 ${name}`, push]),
	...Object.entries(DIALECT_1).map(([name, { push }]): [string, Fields] => [`1.0 ${name}`, push]),
];

/** The json of the one item an event starts the workflow with. */
async function outputOf(parameters: object, event: Fields, credential: object = {}) {
	const trigger = aliyunTrigger({
		parameters: { triggerOn: 'everything', ...parameters } as never,
		credential: { signingSecret: SECRET, ...credential },
	});
	const { items } = await trigger.deliver([message(event)]);
	expect(items).toHaveLength(1);
	return items?.[0]?.json ?? {};
}

describe.each(EVENTS)('%s', (_name, event) => {
	it('leaves in each output as the schemas say', async () => {
		const simplified = await outputOf({ output: 'simplified' }, event);
		expect(simplifiedSchema.strict().parse(simplified)).toEqual(simplified);
		expect(Object.keys(simplified)).toEqual(Object.keys(simplifiedSchema.shape));

		const callEvent = await outputOf({ output: 'callEvent' }, event);
		expect(callEventSchema.strict().parse(callEvent)).toEqual(callEvent);
		expect(callEvent).not.toHaveProperty('raw');

		const { _event, ...payload } = await outputOf({ output: 'vendorPayload' }, event);
		expect(payload).toEqual(event);
		expect(_event).toMatchObject({ id: expect.any(String), time: expect.any(String) });

		const { callEvent: inner, raw, ...flat } = await outputOf({ output: 'everything' }, event);
		expect(simplifiedSchema.strict().parse(flat)).toEqual(flat);
		expect(callEventSchema.strict().parse(inner)).toEqual(inner);
		expect(raw).toEqual(event);
	});

	it.each(['masked', 'hashed'])('leaves without a number, %s', async (privacy) => {
		for (const output of ['simplified', 'callEvent', 'vendorPayload', 'everything']) {
			const json = await outputOf({ output, options: { privacy } }, event);
			const told = JSON.stringify([json, log]);
			expect(told).not.toContain(CUSTOMER);
			expect(told).not.toContain(CUSTOMER_E164.slice(1));
			expect(json.raw).toBeUndefined();
		}
	});
});

it('is Simplified unless told otherwise', async () => {
	const json = await outputOf({}, happening('Released'));
	expect(Object.keys(json)).toEqual(Object.keys(simplifiedSchema.shape));
});

describe('privacy', () => {
	const customerOf = async (options: object, credential: object = {}) =>
		(await outputOf({ options }, happening('Established'), credential)).customerNumber;

	it('full leaves numbers as they are', async () => {
		expect(await customerOf({})).toBe(CUSTOMER_E164);
		expect(await customerOf({ privacy: 'full' })).toBe(CUSTOMER_E164);
	});

	it('masked shows which number it may be', async () => {
		expect(await customerOf({ privacy: 'masked' })).toMatch(/138\*+0001$/);
	});

	it('hashed depends on the key of the credential, and survives a change of the secret', async () => {
		const hash = await customerOf({ privacy: 'hashed' });
		expect(hash).toMatch(/^\S{16,}$/);
		const [old, next] = [SECRET, secretOf('n')];
		const changed = { signingSecret: next, previousSigningSecret: old };
		expect(await customerOf({ privacy: 'hashed' }, changed)).not.toBe(hash);
		const kept = await customerOf({ privacy: 'hashed' }, { hashSecret: 'key' });
		expect(kept).not.toBe(hash);
		expect(await customerOf({ privacy: 'hashed' }, { ...changed, hashSecret: 'key' })).toBe(kept);
	});

	it('hashed uses a key that was changed a moment ago', async () => {
		const trigger = aliyunTrigger({
			parameters: { options: { privacy: 'hashed' } },
			credential: { signingSecret: SECRET, hashSecret: 'old' },
		});
		const hash = async () => {
			const { items } = await trigger.deliver([message(happening('Established'))]);
			return items?.[0]?.json.customerNumber;
		};
		const before = await hash();
		trigger.changeCredential({ hashSecret: 'new' });
		expect(await hash()).not.toBe(before);
		expect(await hash()).toBe(await customerOf({ privacy: 'hashed' }, { hashSecret: 'new' }));
	});
});

describe('numbers', () => {
	const calledBy = (caller: string) => ({ ...DIALECT_2['Established']?.push, caller });

	it('get the area code of the site', async () => {
		const json = await outputOf({ options: { areaCode: '0571' } }, calledBy('86668888'));
		expect(json.customerNumber).toBe('+8657186668888');
	});

	it('lose the prefix of the outside line', async () => {
		const options = { outsideLinePrefixes: '9， 0' };
		const json = await outputOf({ options }, calledBy(`9${CUSTOMER}`));
		expect(json.customerNumber).toBe(CUSTOMER_E164);
	});

	it('that are none stay as they are', async () => {
		const json = await outputOf({}, calledBy(LINE));
		expect(json.customerNumber).toEqual(expect.any(String));
	});
});
