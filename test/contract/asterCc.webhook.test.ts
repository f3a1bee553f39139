import { setTimeout as sleep } from 'node:timers/promises';

import { callEventSchema } from '../../lib/callEvent/callEvent';
import { simplifiedSchema } from '../../lib/callEvent/simplified';
import { formatBody } from '../../simulators/src/index.ts';
import { FORMAT_EXAMPLE, INBOUND, OUTBOUND, SAMPLES } from '../fixtures/asterCc/messages';
import {
	TOKEN,
	asterCcTrigger,
	expectNoSecretIn,
	jsonOf,
	log,
	told,
	type Answer,
	type Push,
} from './asterCcHarness';
import { pushHistory } from './pushHistory';

/** The page's invented number has a digit too many for a mobile number; this one is whole. */
const whole = (sample: string) => sample.replaceAll('0138888888888', '013800138000');
const RINGING = whole(OUTBOUND.坐席振铃);
const ENDED = OUTBOUND.通话整体结束事件;
const ACCEPTED = { status: 200, body: { code: 1, message: 'success' } };
const FORM = 'application/x-www-form-urlencoded';

const fieldsOf = (message: string) =>
	Object.fromEntries(
		message
			.split('&')
			.filter(Boolean)
			.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
	) as Record<string, string>;

const withSettings = (settings: object, parameters: object = {}) =>
	asterCcTrigger({ parameters: { settings, ...parameters } as never });
const started = ({ items }: Pick<Answer, 'items'>) => items?.length ?? 0;

function expectRefused(answer: Answer, status: number, message: RegExp): void {
	expect(answer).toMatchObject({ status, items: null });
	expect(answer.body).toEqual({ code: 2, status, message: expect.stringMatching(message) });
}

beforeEach(() => pushHistory.reset());

describe('the token', () => {
	const OLD = 'the-previous-token-of-32-signs-01';

	it('opens, and the answer is short and in the words of asterCC', async () => {
		const answer = await asterCcTrigger().message(RINGING);
		expect(answer.status).toBe(200);
		expect(answer.body).toEqual({ code: 1, message: 'success' });
		expect(answer.headers['content-type']).toContain('application/json');
		expect(started(answer)).toBe(1);
	});

	it.each([
		['?x', `token=${TOKEN}?x=1`],
		['&x', `token=${TOKEN}&x=1`],
		['an encoded &', `token=${TOKEN}%26x=1`],
		['another parameter before it', `x=1&token=${TOKEN}`],
		['blanks around it', `token=%20${TOKEN}%20`],
	])('opens with %s', async (_case, query) => {
		expect(await asterCcTrigger().message(RINGING, { query })).toMatchObject(ACCEPTED);
	});

	it.each([
		['a wrong one', 'token=a-guess-of-the-token', /not the push token/],
		['half of it', `token=${TOKEN.slice(0, 16)}`, /not the push token/],
		['it in another case', `token=${TOKEN.toUpperCase()}`, /not the push token/],
		['an empty one', 'token=', /missing.*\?token=/],
		['none', '', /missing.*\?token=/],
		['two', `token=${TOKEN}&token=${TOKEN}`, /missing/],
		['its name only', 'token', /missing/],
		['another name', `Token=${TOKEN}`, /missing/],
	])('refuses %s with 401', async (_case, query, message) => {
		const answer = await asterCcTrigger().message(RINGING, { query });
		expectRefused(answer, 401, message);
		expect(told(answer)).not.toContain('a-guess-of-the-token');
	});

	it('is not looked for in the body', async () => {
		const push = { query: '', rawBody: `token=${TOKEN}&${RINGING}`, contentType: FORM };
		expectRefused(await asterCcTrigger().push(push), 401, /missing/);
	});

	it('may be the previous one while the URL is being changed, and not an empty one', async () => {
		const rotating = asterCcTrigger({ credential: { pushToken: TOKEN, previousPushToken: OLD } });
		const withOld = { query: `token=${OLD}` };
		expect(await rotating.message(RINGING, withOld)).toMatchObject(ACCEPTED);
		expect(await rotating.message(ENDED)).toMatchObject(ACCEPTED);
		expectRefused(await asterCcTrigger().message(RINGING, withOld), 401, /not the push token/);
		const emptied = asterCcTrigger({ credential: { pushToken: TOKEN, previousPushToken: '' } });
		expectRefused(await emptied.message(RINGING, { query: 'token=' }), 401, /missing/);
	});

	it.each(['token=', '', `token=${TOKEN}`])(
		'lets nobody in while the credential has none (%s)',
		async (query) => {
			const trigger = asterCcTrigger({ credential: { pushToken: '', previousPushToken: ' ' } });
			expectRefused(await trigger.message(RINGING, { query }), 500, /has no push token/);
		},
	);

	it('lets nobody in while there is no credential', async () => {
		const trigger = asterCcTrigger({ credential: null });
		expectRefused(
			await trigger.message(RINGING),
			500,
			/credential of the trigger could not be read/,
		);
	});

	it('is checked before the body is read', async () => {
		const received = await asterCcTrigger().receive({ query: 'token=wrong', rawBody: RINGING });
		expect(received.bodyWasRead).toBe(false);
		expectRefused(received.n8nAnswers(), 401, /not the push token/);
	});

	it('that is changed opens at once', async () => {
		const trigger = asterCcTrigger({ credential: { pushToken: OLD } });
		expect((await trigger.message(RINGING, { query: `token=${OLD}` })).status).toBe(200);
		trigger.changeCredential({ pushToken: TOKEN });
		expect((await trigger.message(RINGING)).status).toBe(200);
	});

	it('stands in no answer and in no log line, whatever happens', async () => {
		const pushes: Push[] = [
			{ rawBody: RINGING },
			{ rawBody: RINGING },
			{ rawBody: '' },
			{ rawBody: 'rubbish' },
			{ rawBody: RINGING.replace('sessionid', 'sid') },
			{ rawBody: `[${JSON.stringify(fieldsOf(RINGING))},{"event":"ringing"}]` },
			{ rawBody: RINGING, query: `token=${TOKEN}x` },
			{ rawBody: 'x', contentType: 'multipart/form-data; boundary=y' },
			{ rawBody: RINGING, ip: '192.0.2.1' },
		];
		const answers = [];
		for (const ipAllowList of ['', '192.0.2.2', 'rubbish']) {
			const trigger = withSettings({ ipAllowList });
			for (const push of pushes) answers.push(await trigger.push(push));
		}
		const told = answers.map(({ status, headers, body }) => ({ status, headers, body }));
		expect(told).toHaveLength(27);
		expectNoSecretIn(
			told,
			answers.map(({ items }) => items),
		);
	});
});

describe('the IP allow list', () => {
	const ask = async (ipAllowList: string, ip: string | undefined) =>
		await withSettings({ ipAllowList }).message(RINGING, ip === undefined ? {} : { ip });

	it.each([
		['', '198.51.100.9'],
		['203.0.113.7', '203.0.113.7'],
		['203.0.113.7', '::ffff:203.0.113.7'],
		['::ffff:203.0.113.7', '203.0.113.7'],
		['10.0.0.0/8', '10.255.0.1'],
		['10.0.0.0/8', '::ffff:10.255.0.1'],
		['10.0.0.0/8，203.0.113.7;2001:db8::/32', '2001:db8::1'],
		['2001:db8::1', '2001:0db8:0:0::1'],
		['0.0.0.0/0', '198.51.100.9'],
	])('"%s" lets %s in', async (list, ip) => {
		expect(await ask(list, ip)).toMatchObject(ACCEPTED);
	});

	it.each([
		['203.0.113.7', '203.0.113.8'],
		['203.0.113.7', '::ffff:203.0.113.8'],
		['10.0.0.0/8', '11.0.0.1'],
		['2001:db8::/32', '2001:db9::1'],
		['10.0.0.0/8', '2001:db8::1'],
		['10.0.0.0/8', undefined],
		['10.0.0.0/8', 'unknown'],
	])('"%s" refuses %s with 403 and names the address and N8N_PROXY_HOPS', async (list, ip) => {
		const answer = await ask(list, ip);
		expectRefused(answer, 403, /Allow List.*N8N_PROXY_HOPS/);
		expect(String(answer.body.message)).toContain(ip ?? '(unknown)');
	});

	it('is looked at before the token', async () => {
		const trigger = withSettings({ ipAllowList: '10.0.0.0/8' });
		const push = { ip: '203.0.113.7', query: 'token=wrong' };
		expectRefused(await trigger.message(RINGING, push), 403, /203\.0\.113\.7/);
	});

	it.each(['pbx.example.com', '10.0.0.0/33', '10.0.0', '10.0.0.256', '10'])(
		'with "%s" in it lets nobody in and names the entry',
		async (entry) => {
			const answer = await ask(`203.0.113.7, ${entry}`, '203.0.113.7');
			expectRefused(answer, 500, /neither an address nor a network/);
			expect(String(answer.body.message)).toContain(`"${entry}"`);
		},
	);
});

describe('the way n8n answers', () => {
	it('is by what the node says, as soon as the execution is stored', () => {
		const trigger = asterCcTrigger();
		for (const webhook of ['default', 'setup'] as const) {
			expect(trigger.evaluated('responseMode', 'onReceived', webhook)).toEqual({
				inN8n241: 'onReceived',
				byExpression: 'onReceived',
			});
			// Without a value n8n would answer the text "firstEntryJson".
			expect(trigger.evaluated('responseData', 'firstEntryJson', webhook)).toEqual({
				inN8n241: '',
				byExpression: '',
			});
		}
	});

	it.each([{}, { acknowledge: 'immediately' }])('%j: before n8n has the items', async (options) => {
		const trigger = withSettings(options);
		const received = await trigger.receive({ rawBody: RINGING });
		expect(received.answered).toBe(true);
		expect(started(received)).toBe(1);
		expect(received.n8nAnswers('failsToStore')).toMatchObject(ACCEPTED);
		expect(await trigger.message(RINGING)).toMatchObject({ ...ACCEPTED, items: null });
	});

	it('after saving: when n8n has stored the execution', async () => {
		const received = await withSettings({ acknowledge: 'afterSaving' }).receive({
			rawBody: RINGING,
		});
		expect(received.answered).toBe(false);
		expect(started(received)).toBe(1);
		expect(received.n8nAnswers('stored')).toMatchObject(ACCEPTED);
	});

	it('after saving: a push that could not be stored is refused, and taken when it comes again', async () => {
		const trigger = withSettings({ acknowledge: 'afterSaving' });
		const failed = await trigger.message(RINGING, { outcome: 'failsToStore' });
		expect(failed.status).toBe(500);
		expect(failed.body).toEqual({ code: 2, status: 500, message: expect.any(String) });
		const again = await trigger.message(RINGING);
		expect(again).toMatchObject(ACCEPTED);
		expect(started(again)).toBe(1);
	});
});

/** The same call whatever the body; Chinese text shows which encoding was read. */
const CHINESE = `${RINGING}userdata=张三，客户编号 7`;
const gbk = formatBody({ fields: [], message: CHINESE }, 'gbk');
const gbkBytes = Buffer.from(gbk.body);
const gbkForm = [...gbkBytes]
	.map((byte) => ([0x26, 0x3d].includes(byte) ? String.fromCharCode(byte) : hexOf(byte)))
	.join('');

function hexOf(byte: number): string {
	return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

async function multipart(fields: Record<string, string>): Promise<Push> {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	const request = new Response(form);
	const contentType = request.headers.get('content-type') ?? '';
	return { rawBody: Buffer.from(await request.arrayBuffer()), contentType };
}

describe('reads the same event', () => {
	const fields = fieldsOf(CHINESE);
	const form = new URLSearchParams(fields).toString();
	const json = JSON.stringify(fields);
	const literal = `{${Object.entries(fields)
		.map(([name, value]) => `'${name}':'${value}'`)
		.join(',')},'pushstr':'${CHINESE}'}`;
	const ways: Array<[string, () => Push | Promise<Push>]> = [
		['as text', () => ({ rawBody: CHINESE, contentType: 'text/plain; charset=utf-8' })],
		['as text without a content type', () => ({ rawBody: CHINESE, contentType: null })],
		['as text that PHP calls a form', () => ({ rawBody: CHINESE, contentType: FORM })],
		['as text with a byte order mark', () => ({ rawBody: `\uFEFF${CHINESE}`, contentType: null })],
		['as bytes', () => ({ rawBody: CHINESE, contentType: 'application/octet-stream' })],
		['as a form', () => ({ rawBody: form, contentType: FORM })],
		['as a form that says UTF-8', () => ({ rawBody: form, contentType: `${FORM}; charset=UTF-8` })],
		[
			'as a form with the message in one field',
			() => ({ rawBody: new URLSearchParams({ message: CHINESE }).toString(), contentType: FORM }),
		],
		['as JSON', () => ({ rawBody: json })],
		['as JSON without a content type', () => ({ rawBody: json, contentType: null })],
		['as JSON that is called a form', () => ({ rawBody: json, contentType: FORM })],
		['as JSON with the message in one member', () => ({ body: { message: CHINESE } })],
		['as the literal of the push server', () => ({ rawBody: literal, contentType: 'text/plain' })],
		['as multipart form', async () => await multipart(fields)],
		['as multipart form with one field', async () => await multipart({ message: CHINESE })],
		['in GBK that says so', () => ({ rawBody: gbkBytes, contentType: gbk.contentType })],
		[
			'in GBK that says GB2312',
			() => ({ rawBody: gbkBytes, contentType: 'text/plain; charset=GB2312' }),
		],
		['in GBK that does not say so', () => ({ rawBody: gbkBytes, contentType: 'text/plain' })],
		['in GBK without a content type', () => ({ rawBody: gbkBytes, contentType: null })],
		['as a form in GBK', () => ({ rawBody: gbkForm, contentType: FORM })],
		[
			'from the query of the URL',
			() => ({ query: `token=${TOKEN}&${form}`, rawBody: '', contentType: null }),
		],
	];

	it.each(ways)('%s', async (_way, push) => {
		const answer = await asterCcTrigger().push(await push());
		expect(answer).toMatchObject(ACCEPTED);
		expect(answer.items).toHaveLength(1);
		expect(answer.items?.[0]?.json).toMatchObject({
			type: 'call.ringing',
			time: '2010-01-01T00:22:01.000Z',
			vendor: 'astercc',
			callId: 'efeb7b374a3408b0d0954f30a1504d83',
			direction: 'outbound',
			status: 'ringing',
			customerNumber: '+8613800138000',
			agentPhone: '+8641139735857',
			userData: '张三，客户编号 7',
		});
		expect(log).toEqual([]);
	});

	it('without a token among the fields', async () => {
		const query = `token=${TOKEN}&${new URLSearchParams(fieldsOf(RINGING)).toString()}`;
		const answer = await asterCcTrigger({ parameters: { output: 'vendorPayload' } }).push({
			query,
			rawBody: '',
			contentType: null,
		});
		const { _event, ...payload } = answer.items?.[0]?.json ?? {};
		expect(payload).toEqual(fieldsOf(RINGING));
	});

	it('several at once as JSON array: one execution with as many items', async () => {
		const body = Object.values(INBOUND).map(fieldsOf);
		const answer = await asterCcTrigger().push({ body });
		expect(answer).toMatchObject(ACCEPTED);
		expect(jsonOf(answer.items ?? []).map(({ type }) => type)).toEqual([
			'call.created',
			'call.ringing',
			'call.answered',
			'call.leg_ended',
			'call.leg_ended',
			'call.ended',
		]);
	});

	it('as JSON array of messages', async () => {
		const answer = await asterCcTrigger().push({ body: Object.values(INBOUND) });
		expect(answer.items).toHaveLength(6);
	});

	it('and leaves out of an array what has no identity', async () => {
		const body = [fieldsOf(RINGING), { source: 'AGENT', event: 'ringing' }];
		const answer = await asterCcTrigger().push({ body });
		expect(answer).toMatchObject(ACCEPTED);
		expect(answer.items).toHaveLength(1);
		expect(log).toMatchObject([{ level: 'warn', details: { field: 'sessionid' } }]);
	});

	it.each(SAMPLES.map((sample) => [sample]))('every sample of the vendor: %s', async (sample) => {
		const answer = await asterCcTrigger({ parameters: { output: 'callEvent' } }).message(sample);
		expect(answer.items).toHaveLength(1);
		expect(answer.items?.[0]?.json.type).not.toBe('unknown');
	});
});

describe('refuses with 400 and names the way out', () => {
	const cases: Array<[string, Push | Promise<Push>, RegExp]> = [
		['an empty body', { rawBody: '', contentType: 'text/plain' }, /Send source=/],
		['no body', { rawBody: '', contentType: null }, /Send source=/],
		['blanks', { rawBody: ' \r\n', contentType: FORM }, /Send source=/],
		['rubbish', { rawBody: 'hello world', contentType: 'text/plain' }, /Send source=/],
		['bytes', { rawBody: Buffer.from([0, 255, 254, 7]), contentType: null }, /Send source=/],
		['HTML', { rawBody: '<html lang="en"></html>', contentType: 'text/html' }, /Send source=/],
		['XML', { rawBody: '<a b="c"/>', contentType: 'application/xml' }, /Send source=/],
		['another form', { rawBody: 'a=1&b=2', contentType: FORM }, /Send source=/],
		['another JSON', { body: { a: 1 } }, /Send source=/],
		['an empty object', { body: {} }, /Send source=/],
		['an empty array', { body: [] }, /Send source=/],
		['null', { rawBody: 'null' }, /Send source=/],
		['half a JSON', { rawBody: '{"source":"AGENT"' }, /Send source=/],
		[
			'a multipart form that is none',
			{ rawBody: 'x', contentType: 'multipart/form-data; boundary=y' },
			/multipart.*Send a form or JSON/,
		],
		[
			'a multipart form without a boundary',
			{ rawBody: 'x', contentType: 'multipart/form-data' },
			/multipart/,
		],
		[
			'a message without sessionid',
			{ rawBody: RINGING.replace(/sessionid=\w+&/, ''), contentType: 'text/plain' },
			/^sessionid is missing.*source=AGENT&event=ringing&sessionid=/,
		],
		[
			'a message with an empty sessionid',
			{ rawBody: RINGING.replace(/sessionid=\w+&/, 'sessionid=&'), contentType: FORM },
			/^sessionid is missing/,
		],
		['a JSON without sessionid', { body: { source: 'AGENT', event: 'ringing' } }, /^sessionid/],
		['a message without event', { body: { source: 'AGENT', sessionid: 'x' } }, /^event is missing/],
	];

	it.each(cases)('%s', async (_case, push, message) => {
		expectRefused(await asterCcTrigger().push(await push), 400, message);
	});
});

describe('is lenient and safe', () => {
	it('takes a megabyte of userdata', async () => {
		const userdata = '备'.repeat(350_000);
		const answer = await asterCcTrigger().message(`${RINGING}userdata=${userdata}`);
		expect(answer).toMatchObject(ACCEPTED);
		expect(answer.items?.[0]?.json.userData).toBe(userdata);
	});

	it('takes a megabyte of & and = in userdata in reasonable time', async () => {
		const userdata = 'a=1&'.repeat(250_000);
		const start = performance.now();
		const answer = await asterCcTrigger().message(`${RINGING}userdata=${userdata}`);
		expect(answer).toMatchObject(ACCEPTED);
		expect(performance.now() - start).toBeLessThan(3000);
	});

	it('keeps userdata whole that is a query string itself', async () => {
		const answer = await asterCcTrigger().message(`${RINGING}userdata=order=7&source=web&x=1`);
		expect(answer.items?.[0]?.json.userData).toBe('order=7&source=web&x=1');
	});

	const hostile: Array<[string, Push]> = [
		[
			'JSON',
			{ rawBody: `{"__proto__":{"polluted":1},${JSON.stringify(fieldsOf(RINGING)).slice(1)}` },
		],
		['text', { rawBody: `__proto__=polluted&${RINGING}`, contentType: 'text/plain' }],
		['a form', { rawBody: `__proto__=polluted&constructor=x&${RINGING}`, contentType: FORM }],
		[
			'the URL',
			{ query: `token=${TOKEN}&__proto__=polluted&${RINGING}`, rawBody: '', contentType: null },
		],
		[
			'a literal',
			{ rawBody: `{'__proto__':{'polluted':1},'pushstr':'${RINGING}','source':'AGENT'}` },
		],
	];

	it.each(hostile)('drops __proto__ in %s', async (_case, push) => {
		const trigger = asterCcTrigger({ parameters: { output: 'everything' } });
		const answer = await trigger.push(push);
		expect(answer).toMatchObject(ACCEPTED);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		expect(JSON.stringify(answer.items)).not.toMatch(/__proto__|polluted/);
		expect(Object.getOwnPropertyNames(answer.items?.[0]?.json.raw)).not.toContain('constructor');
	});

	it('never throws for deep nesting', async () => {
		for (const depth of [50, 5000, 100_000]) {
			const rawBody = `${'['.repeat(depth)}${']'.repeat(depth)}`;
			expectRefused(await asterCcTrigger().push({ rawBody }), 400, /Send source=/);
		}
	});

	it('passes on what asterCC may send in the future', async () => {
		const message =
			'source=ROBOT&event=sings&sessionid=x1&eventTime=2010-01-01 08:22:01&from=dialin';
		const trigger = asterCcTrigger({ parameters: { output: 'callEvent' } });
		const answer = await trigger.message(message);
		expect(answer.items?.[0]?.json).toMatchObject({ type: 'unknown', raw: { event: 'sings' } });
	});
});

describe('Trigger On', () => {
	const AGENT_STATE = 'event=login&agentno=8001&AgentGroupId=100&eventTime=2010-01-01 08:00:00';
	const messages = [...SAMPLES, AGENT_STATE];

	async function startedBy(parameters: object): Promise<string[]> {
		const trigger = asterCcTrigger({ parameters: { ...parameters } as never });
		const passed: string[] = [];
		for (const message of messages) {
			const answer = await trigger.message(message);
			expect(answer).toMatchObject(ACCEPTED);
			if (started(answer) > 0) passed.push(message);
		}
		return passed;
	}

	it('Everything, the default: every message', async () => {
		expect(await startedBy({})).toEqual(messages);
		expect(await startedBy({ triggerOn: 'everything' })).toEqual(messages);
	});

	it("Pop-Up on Ringing: when an agent's phone rings", async () => {
		expect(await startedBy({ triggerOn: 'popUp' })).toEqual([
			FORMAT_EXAMPLE,
			OUTBOUND.坐席振铃,
			INBOUND.坐席振铃,
		]);
	});

	it('Call Finished: once for each call', async () => {
		expect(await startedBy({ triggerOn: 'callFinished' })).toEqual([
			OUTBOUND.通话整体结束事件,
			INBOUND.通话整体结束事件,
		]);
	});

	const selected: Array<[string, string[]]> = [
		['agentRinging', [FORMAT_EXAMPLE, OUTBOUND.坐席振铃, INBOUND.坐席振铃]],
		['agentAnswered', [OUTBOUND.坐席应答, INBOUND.坐席应答]],
		['agentHungUp', [OUTBOUND.坐席挂断, INBOUND.坐席挂断]],
		['customerCalling', [INBOUND.客户呼入]],
		['customerRinging', [OUTBOUND.客户振铃]],
		['customerAnswered', [OUTBOUND.客户应答]],
		['customerHungUp', [OUTBOUND.客户挂断, INBOUND.客户挂断]],
		['callEnded', [OUTBOUND.通话整体结束事件, INBOUND.通话整体结束事件]],
		['agentState', [AGENT_STATE]],
		['held', []],
		['consulted', []],
		['joined', []],
		['unknown', []],
	];

	it.each(selected)('Selected: %s', async (event, expected) => {
		expect(await startedBy({ triggerOn: 'selected', events: [event] })).toEqual(expected);
	});

	it('Selected: several, and none at all', async () => {
		expect(
			await startedBy({ triggerOn: 'selected', events: ['customerCalling', 'agentState'] }),
		).toEqual([INBOUND.客户呼入, AGENT_STATE]);
		expect(await startedBy({ triggerOn: 'selected', events: [] })).toEqual([]);
	});

	it('in a batch starts with what is wanted only', async () => {
		const trigger = asterCcTrigger({ parameters: { triggerOn: 'callFinished' } });
		const answer = await trigger.push({ body: Object.values(INBOUND) });
		expect(jsonOf(answer.items ?? []).map(({ type }) => type)).toEqual(['call.ended']);
	});
});

describe.each([
	['坐席振铃', RINGING],
	['客户应答', OUTBOUND.客户应答],
	['客户呼入', INBOUND.客户呼入],
	['通话整体结束事件', ENDED],
])('output of %s', (_name, message) => {
	async function output(parameters: object): Promise<Record<string, unknown>> {
		const { items } = await asterCcTrigger({ parameters: { ...parameters } }).message(message);
		expect(items).toHaveLength(1);
		return JSON.parse(JSON.stringify(items?.[0]?.json)) as Record<string, unknown>;
	}

	it('Simplified, the default, is what the schema says, field by field and nothing else', async () => {
		for (const parameters of [{}, { output: 'simplified' }]) {
			const json = await output(parameters);
			expect(simplifiedSchema.strict().parse(json)).toEqual(json);
			expect(Object.keys(json)).toEqual(Object.keys(simplifiedSchema.shape));
		}
	});

	it('Call Event is what the schema says, without the payload', async () => {
		const json = await output({ output: 'callEvent' });
		expect(callEventSchema.strict().parse(json)).toEqual(json);
		expect(json).not.toHaveProperty('raw');
	});

	it('Vendor Payload is the fields of the message, with what n8n knows beside them', async () => {
		const { _event, ...payload } = await output({ output: 'vendorPayload' });
		const trimmed = Object.entries(fieldsOf(message)).map(([name, value]) => [name, value.trim()]);
		expect(payload).toEqual(Object.fromEntries(trimmed));
		expect(_event).toMatchObject({ id: expect.any(String), time: expect.any(String) });
	});

	it('Everything is the three together', async () => {
		const { callEvent, raw, ...flat } = await output({ output: 'everything' });
		expect(simplifiedSchema.strict().parse(flat)).toEqual(flat);
		expect(callEventSchema.strict().parse(callEvent)).toEqual(callEvent);
		expect(raw).toMatchObject({ event: fieldsOf(message).event });
	});
});

describe('privacy', () => {
	const NUMBERS = /13888888888|13800138000|39735857|39735855|8008008|15967121144|13912345678/;
	const outputs = ['simplified', 'callEvent', 'vendorPayload', 'everything'];
	const cases = ['masked', 'hashed'].flatMap((privacy) =>
		outputs.map((output) => [privacy, output] as const),
	);

	it.each(cases)('%s, %s: no number is left anywhere', async (privacy, output) => {
		const trigger = withSettings({ privacy, dedupeHours: 0 }, { output });
		const items = [];
		for (const sample of [...SAMPLES, RINGING]) {
			const text = `${sample.replace(/&$/, '')}&userdata=回访 139 1234 5678 或 13912345678`;
			const answer = await trigger.message(text);
			expect(started(answer)).toBe(1);
			items.push(...(answer.items ?? []));
		}
		const everything = told(items);
		expect(everything).not.toMatch(NUMBERS);
		expect(everything).not.toContain('139 1234 5678');
		for (const { json } of items) expect(json.raw).toBeUndefined();
	});

	it('full leaves them as they are, masked shows which it may be', async () => {
		const shown = async (privacy: string) =>
			(await withSettings({ privacy }).message(RINGING)).items?.[0]?.json.customerNumber;
		expect(await shown('full')).toBe('+8613800138000');
		expect(await shown('masked')).toMatch(/138\*+8000$/);
	});

	it('masks the number in a refusal or a log line too', async () => {
		const text = 'source=AGENT&event=ringing&calleridnum=13912345678&sessionid=';
		const answer = await asterCcTrigger().message(text);
		expect(told(answer)).not.toContain('13912345678');
	});

	describe('hashed', () => {
		const hashWith = async (credential: Record<string, unknown>, message: string = RINGING) => {
			const trigger = asterCcTrigger({
				parameters: { settings: { privacy: 'hashed' } },
				credential: { pushToken: TOKEN, ...credential },
			});
			return (await trigger.message(message)).items?.[0]?.json.customerNumber;
		};

		it('gives the same number the same hash, with the key of the credential', async () => {
			const hash = await hashWith({ hashSecret: 'key' });
			expect(hash).toMatch(/^\S{16,}$/);
			expect(await hashWith({ hashSecret: 'key' }, whole(INBOUND.坐席振铃))).toBe(hash);
			expect(await hashWith({ hashSecret: 'key', previousPushToken: 'x' })).toBe(hash);
			expect(await hashWith({ hashSecret: 'another' })).not.toBe(hash);
		});

		it('without a key of its own uses the push token', async () => {
			const hash = await hashWith({});
			expect(hash).toMatch(/^\S{16,}$/);
			expect(await hashWith({ hashSecret: TOKEN })).toBe(hash);
		});

		it('without any key refuses', async () => {
			// The token is then the previous one: the URL at asterCC is still the old.
			const trigger = asterCcTrigger({
				parameters: { settings: { privacy: 'hashed' } },
				credential: { pushToken: '', previousPushToken: TOKEN },
			});
			expectRefused(await trigger.message(RINGING), 500, /Hashed numbers need a key/);
		});
	});
});

describe('options of the site', () => {
	const first = ({ items }: Answer) => items?.[0]?.json ?? {};

	it('the time zone is that of the asterCC server', async () => {
		const timeIn = async (timeZone: string) =>
			first(await withSettings({ timeZone }).message(RINGING)).time;
		expect(await timeIn('Asia/Shanghai')).toBe('2010-01-01T00:22:01.000Z');
		expect(await timeIn('America/New_York')).toBe('2010-01-01T13:22:01.000Z');
		expect(await timeIn('')).toBe('2010-01-01T00:22:01.000Z');
	});

	const dialled = (number: string) => RINGING.replace('013800138000', number);

	it('the prefix of the outside line is cut off', async () => {
		const trigger = withSettings({ outsideLinePrefixes: '9， 0' });
		expect(first(await trigger.message(dialled('9013800138000'))).customerNumber).toBe(
			'+8613800138000',
		);
	});

	it('local numbers get the area code', async () => {
		const trigger = withSettings({ areaCode: '0755' });
		expect(first(await trigger.message(dialled('86668888'))).customerNumber).toBe('+8675586668888');
	});

	it('an event with a smaller eventid than one before of its call is told late', async () => {
		const trigger = asterCcTrigger({ parameters: { output: 'callEvent' } });
		const warnings = async (eventid: number, message: string) =>
			first(await trigger.message(`${message}eventid=${eventid}`)).warnings as string[];
		const late = [expect.stringMatching(/^late/)];
		expect(await warnings(10, OUTBOUND.坐席振铃)).toEqual([]);
		expect(await warnings(12, OUTBOUND.客户挂断)).toEqual([]);
		expect(await warnings(11, OUTBOUND.客户振铃)).toEqual(late);
		expect(await warnings(13, ENDED)).toEqual([]);
		// Another call has ids of its own.
		const other = `${INBOUND.坐席振铃.replace(/&$/, '')}&`;
		expect(await warnings(3, other)).toEqual([]);
	});
});

describe('a copy', () => {
	it('is answered with success and starts nothing', async () => {
		const trigger = asterCcTrigger();
		expect(started(await trigger.message(RINGING))).toBe(1);
		expect(await trigger.message(RINGING)).toMatchObject({ ...ACCEPTED, items: null });
	});

	it('is one however it is encoded', async () => {
		const trigger = asterCcTrigger();
		await trigger.message(RINGING);
		const copies: Push[] = [
			{ body: fieldsOf(RINGING) },
			{ rawBody: new URLSearchParams(fieldsOf(RINGING)).toString(), contentType: FORM },
		];
		for (const copy of copies) {
			expect(await trigger.push(copy)).toMatchObject({ ...ACCEPTED, items: null });
		}
	});

	it('is not another event of the same call', async () => {
		const trigger = asterCcTrigger();
		const [...messages] = Object.values(OUTBOUND);
		for (const message of messages) expect(started(await trigger.message(message))).toBe(1);
	});

	it('is let through with 0 hours, to another node, and in a test run', async () => {
		const open = withSettings({ dedupeHours: 0 });
		for (let copy = 0; copy < 2; copy++) {
			const { items } = await open.message(RINGING);
			expect(await open.execute(items ?? [])).toHaveLength(1);
		}
		expect(pushHistory.asked).toEqual([]);
		expect(started(await asterCcTrigger().message(RINGING))).toBe(1);
		const tested = asterCcTrigger();
		for (let copy = 0; copy < 2; copy++) {
			expect(started(await tested.message(RINGING, { mode: 'manual' }))).toBe(1);
		}
	});

	it('is dropped by the database after a restart', async () => {
		const trigger = asterCcTrigger();
		const { items } = await trigger.message(RINGING);
		expect(await trigger.execute(items ?? [])).toHaveLength(1);
		expect(await trigger.execute(items ?? [])).toEqual([]);
	});

	it('is the retry of an execution, which passes', async () => {
		const trigger = asterCcTrigger();
		const { items } = await trigger.message(RINGING);
		expect(await trigger.execute(items ?? [])).toHaveLength(1);
		expect(await trigger.execute(items ?? [], { mode: 'retry' })).toHaveLength(1);
	});

	it('inside a batch comes once', async () => {
		const answer = await asterCcTrigger().push({ body: [RINGING, RINGING, ENDED] });
		expect(started(answer)).toBe(2);
	});

	it('of one event of a batch is dropped by the database, and so is a batch that overlaps', async () => {
		const trigger = asterCcTrigger();
		const run = async (push: Push) =>
			jsonOf(await trigger.execute((await trigger.push(push)).items ?? [])).map(({ type }) => type);
		expect(await run({ body: [RINGING, OUTBOUND.坐席应答] })).toEqual([
			'call.ringing',
			'call.leg_answered',
		]);
		expect(await run({ rawBody: RINGING, contentType: 'text/plain' })).toEqual([]);
		expect(await run({ body: [OUTBOUND.坐席应答, ENDED] })).toEqual(['call.ended']);
	});

	it('while the first is in flight is told to come back', async () => {
		const trigger = withSettings({ acknowledge: 'afterSaving' });
		const received = await trigger.receive({ rawBody: RINGING });
		expectRefused(await trigger.message(RINGING), 503, /Push again/);
		expect(received.n8nAnswers('stored')).toMatchObject(ACCEPTED);
		expect(await trigger.message(RINGING)).toMatchObject({ ...ACCEPTED, items: null });
	});

	it.each([
		['one event', { rawBody: RINGING }],
		['a batch', { body: [RINGING, ENDED] }],
	] as Array<[string, Push]>)('is recorded only after the answer: of %s', async (_what, push) => {
		const trigger = withSettings({ acknowledge: 'afterSaving' });
		const received = await trigger.receive(push);
		const run = trigger.execute(received.items ?? []);
		await sleep(50);
		const asked = [...pushHistory.asked];
		received.n8nAnswers('stored');
		expect(await run).not.toEqual([]);
		expect(asked).toEqual([]);
	});
});
