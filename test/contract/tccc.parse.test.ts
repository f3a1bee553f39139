import { customerRecording, inboundTransferred, voicemail } from '../fixtures/tencentCcc/pushes';
import { tcccTrigger, type Push } from './triggerHarness';

const open = (parameters = {}) =>
	tcccTrigger({ parameters: { authentication: 'none', ...parameters } });

const json = JSON.stringify(inboundTransferred);

describe('reads the same call', () => {
	const ways: Array<[string, Push]> = [
		['parsed by n8n', { body: inboundTransferred }],
		['with a charset', { rawBody: json, contentType: 'application/json; charset=utf-8' }],
		['as plain text', { rawBody: json, contentType: 'text/plain' }],
		['as CloudEvents JSON', { rawBody: json, contentType: 'application/cloudevents+json' }],
		['as bytes', { rawBody: json, contentType: 'application/octet-stream' }],
		['without a content type', { rawBody: json, contentType: null }],
		['with a byte order mark', { rawBody: `\uFEFF${json}`, contentType: null }],
		['with a byte order mark, as text', { rawBody: `\uFEFF${json}`, contentType: 'text/plain' }],
		['between blank lines', { rawBody: `\r\n ${json} \n`, contentType: null }],
	];

	it.each(ways)('%s', async (_way, push) => {
		const answer = await open().push(push);
		expect(answer).toMatchObject({ status: 200, body: { ErrCode: 0, ErrMsg: 'ok' } });
		expect(answer.items).toHaveLength(1);
		expect(answer.items?.[0]?.json).toMatchObject({
			callId: inboundTransferred.SessionId,
			agentName: '王芳',
		});
	});
});

describe('refuses with 400 and says why', () => {
	const { SessionId: _id, ...withoutSession } = inboundTransferred;
	const cases: Array<[string, Push, RegExp]> = [
		['an empty body', { rawBody: '', contentType: 'application/json' }, /body is empty/],
		['no body at all', { rawBody: '', contentType: null }, /body is empty/],
		['blanks', { rawBody: ' \n', contentType: 'text/plain' }, /body is empty/],
		['half a body', { rawBody: json.slice(0, -9), contentType: null }, /not valid JSON/],
		['malformed text', { rawBody: 'hello', contentType: 'text/plain' }, /not valid JSON/],
		['a form', { rawBody: 'a=1', contentType: 'application/x-www-form-urlencoded' }, /JSON/],
		['an array', { body: [inboundTransferred] }, /\(body\) must be a JSON object/],
		['null', { rawBody: 'null' }, /\(body\) must be a JSON object/],
		['a number', { rawBody: '42', contentType: null }, /\(body\) must be a JSON object/],
		['a string', { rawBody: '"cdr"' }, /\(body\) must be a JSON object/],
		['a call without SessionId', { body: withoutSession }, /SessionId is missing/],
		['an empty SessionId', { body: { ...withoutSession, SessionId: '' } }, /SessionId/],
		['an empty object', { body: {} }, /SessionId/],
		[
			'a recording without SessionId',
			{ query: 'action=record', body: { ...customerRecording, SessionId: null } },
			/SessionId/,
		],
	];

	it.each(cases)('%s', async (_case, push, message) => {
		const answer = await open().push(push);
		expect(answer).toMatchObject({ status: 400, body: { ErrCode: 400 }, items: null });
		expect(answer.body.ErrMsg).toMatch(message);
	});
});

describe('is lenient', () => {
	it('with fields it does not know and fields of a wrong type', async () => {
		const body = { ...inboundTransferred, NewField: { a: 1 }, Duration: '95', Uui: ['x'] };
		const [item] = (await open({ output: 'callEvent' }).push({ body })).items ?? [];
		expect(item?.json).toMatchObject({
			call: { talkSeconds: 95, userData: null },
			warnings: [expect.stringContaining('Uui')],
		});
	});

	it('with a number for a number', async () => {
		const answer = await open().push({ query: 'action=voicemail', body: voicemail });
		expect(answer.items?.[0]?.json).toMatchObject({ customerNumber: '+8613800138004' });
	});

	it('with an action nobody knows, which passes as it is', async () => {
		const body = { SdkAppId: 1400000001, Whatever: [1, 2] };
		const answer = await open({ output: 'callEvent' }).push({ query: 'action=brandNew', body });
		expect(answer).toMatchObject({ status: 200, body: { ErrCode: 0 } });
		expect(answer.items?.[0]?.json).toMatchObject({ type: 'unknown', raw: body });
	});

	it('with a URL that lost its action', async () => {
		const answer = await open().push({ query: '', body: inboundTransferred });
		expect(answer.items?.[0]?.json).toMatchObject({ type: 'call.cdr' });
	});

	it('with a second question mark in the URL', async () => {
		const push = { query: 'tenant=7?action=record&version=1', body: customerRecording };
		expect((await open().push(push)).items?.[0]?.json).toMatchObject({ type: 'recording.ready' });
	});

	it('with a body of a megabyte', async () => {
		const body = { ...inboundTransferred, UserRemark: '备注'.repeat(170_000) };
		const answer = await open().push({ body });
		expect(answer.status).toBe(200);
		expect(answer.items).toHaveLength(1);
	});
});

describe('never throws', () => {
	const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
	const hostile: Array<[string, Push]> = [
		['a prototype', { rawBody: '{"__proto__":{"SessionId":"x"},"constructor":1}' }],
		['numbers for everything', { body: { SdkAppId: 'x', SessionId: 7, ServeParticipants: 7 } }],
		['participants that are none', { body: { SessionId: 'x', ServeParticipants: [1, 'a', []] } }],
		['times out of range', { body: { SessionId: 'x', StartTimestamp: 1e300, EndedTimestamp: -1 } }],
		['deep nesting', { query: 'action=other', rawBody: nested(500), contentType: null }],
		['very deep nesting', { query: 'action=other', rawBody: nested(50_000), contentType: null }],
		['very deep nesting in a field', { rawBody: `{"SessionId":"x","Uui":${nested(50_000)}}` }],
	];

	it.each(hostile)('for %s', async (_case, push) => {
		const answer = await open().push(push);
		expect([200, 400]).toContain(answer.status);
		expect(answer.body).toHaveProperty('ErrCode');
	});
});

it('a fault of our own is refused and told in the log, never thrown', async () => {
	const trigger = open({ events: 7 });
	const answer = await trigger.push({ body: inboundTransferred });
	expect(answer).toMatchObject({ status: 500, body: { ErrCode: 500 } });
	expect(answer.items).toBeNull();
});
