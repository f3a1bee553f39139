import { callEventSchema } from '../../lib/callEvent/callEvent';
import { simplifiedSchema } from '../../lib/callEvent/simplified';
import {
	agentRecording,
	chatRecord,
	customerRecording,
	inboundTransferred,
	outboundEmptyNumber,
	voicemail,
} from '../fixtures/tencentCcc/pushes';
import { basic, log, tcccTrigger } from './triggerHarness';

const PUSHES: Array<[string, object]> = [
	['cdr', inboundTransferred],
	['cdr', outboundEmptyNumber],
	['record', customerRecording],
	['record', agentRecording],
	['voicemail', voicemail],
	['imcdr', chatRecord],
];
const credential = { username: 'tccc', password: 'correct horse battery' };

/** The json of the one item a push starts the workflow with. */
async function outputOf(parameters: object, [action, body]: [string, object], changes = {}) {
	const trigger = tcccTrigger({
		parameters: { ...parameters },
		credential: { ...credential, ...changes },
	});
	const headers = basic(credential.username, credential.password);
	const { items } = await trigger.push({ query: `action=${action}&version=1`, body, headers });
	expect(items).toHaveLength(1);
	return items?.[0]?.json ?? {};
}

describe.each(PUSHES)('%s', (action, body) => {
	const push: [string, object] = [action, body];

	it('Simplified is what the schema says, field by field and nothing else', async () => {
		const json = await outputOf({ output: 'simplified' }, push);
		expect(simplifiedSchema.strict().parse(json)).toEqual(json);
		expect(Object.keys(json)).toEqual(Object.keys(simplifiedSchema.shape));
	});

	it('Call Event is what the schema says, without the payload', async () => {
		const json = await outputOf({ output: 'callEvent' }, push);
		expect(callEventSchema.strict().parse(json)).toEqual(json);
		expect(json).not.toHaveProperty('raw');
	});

	it('Vendor Payload is unchanged, with what n8n knows beside it', async () => {
		const { _event, ...payload } = await outputOf({ output: 'vendorPayload' }, push);
		expect(payload).toEqual(body);
		expect(_event).toMatchObject({ id: expect.any(String), time: expect.any(String) });
	});

	it('Everything is the three together', async () => {
		const json = await outputOf({ output: 'everything' }, push);
		const { callEvent, raw, ...flat } = json;
		expect(simplifiedSchema.strict().parse(flat)).toEqual(flat);
		expect(callEventSchema.strict().parse(callEvent)).toEqual(callEvent);
		expect(raw).toEqual(body);
	});

	it('is Simplified unless told otherwise', async () => {
		expect(Object.keys(await outputOf({}, push))).toEqual(Object.keys(simplifiedSchema.shape));
	});
});

describe('privacy', () => {
	const NUMBERS = [/13800138\d{3}/, /88880001/];
	const outputs = ['simplified', 'callEvent', 'vendorPayload', 'everything'];
	const cases = ['masked', 'hashed'].flatMap((privacy) =>
		outputs.flatMap((output) => PUSHES.map((push) => [privacy, output, push] as const)),
	);

	it.each(cases)('%s, %s: no number is left (%j)', async (privacy, output, push) => {
		const json = await outputOf({ output, options: { privacy } }, [...push]);
		const told = JSON.stringify([json, log]);
		for (const number of NUMBERS) expect(told).not.toMatch(number);
		expect(json.raw).toBeUndefined();
	});

	it('full leaves them as they are', async () => {
		const json = await outputOf({ options: { privacy: 'full' } }, ['cdr', inboundTransferred]);
		expect(json.customerNumber).toBe('+8613800138001');
	});

	it('masked shows which number it may be', async () => {
		const json = await outputOf({ options: { privacy: 'masked' } }, ['cdr', inboundTransferred]);
		expect(json.customerNumber).toMatch(/138\*+8001$/);
	});

	describe('hashed', () => {
		const hashOf = async (push: [string, object], changes = {}) =>
			(await outputOf({ options: { privacy: 'hashed' } }, push, changes)).customerNumber;

		it('gives the same number the same hash, whichever push it is in', async () => {
			const hash = await hashOf(['cdr', inboundTransferred]);
			expect(hash).toMatch(/^\S{16,}$/);
			expect(await hashOf(['record', customerRecording])).toBe(hash);
			expect(await hashOf(['voicemail', voicemail])).not.toBe(hash);
		});

		it('depends on the key of the credential, and survives a change of the password', async () => {
			const push: [string, object] = ['cdr', inboundTransferred];
			const changed = { password: 'another password', previousPassword: credential.password };
			const hash = await hashOf(push);
			expect(await hashOf(push, changed)).not.toBe(hash);
			const kept = await hashOf(push, { hashSecret: 'key' });
			expect(kept).not.toBe(hash);
			expect(await hashOf(push, { ...changed, hashSecret: 'key' })).toBe(kept);
		});

		it('refuses a push when there is no key to hash with', async () => {
			const parameters = { authentication: 'none', options: { privacy: 'hashed' } };
			const answer = await tcccTrigger({ parameters }).push({ body: inboundTransferred });
			expect(answer).toMatchObject({ status: 500, body: { ErrCode: 500 }, items: null });
			expect(answer.body.ErrMsg).toMatch(/need a key/);
		});
	});
});

describe('numbers', () => {
	const dialled = (Caller: string): [string, object] => ['cdr', { ...inboundTransferred, Caller }];

	it('get the area code of the site', async () => {
		const json = await outputOf({ options: { areaCode: '0755' } }, dialled('86668888'));
		expect(json.customerNumber).toBe('+8675586668888');
	});

	it('lose the prefix of the outside line', async () => {
		const options = { outsideLinePrefixes: '9， 0' };
		const json = await outputOf({ options }, dialled('913800138001'));
		expect(json.customerNumber).toBe('+8613800138001');
	});
});
