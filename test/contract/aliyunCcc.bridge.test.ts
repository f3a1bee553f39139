import {
	CALL,
	SECRET,
	aliyunTrigger,
	bridgePush,
	happening,
	log,
	message,
	resultsIn,
	secretOf,
	started,
	statusesIn,
	withOptions,
	type Answer,
	type Push,
} from './aliyunCccHarness';

const released = () => message(happening('Released'));
const ACCEPTED = { status: 200, headers: { 'accept-encoding': 'gzip' } };

function expectRefused(answer: Answer, status: number, told: RegExp): void {
	expect(answer).toMatchObject({ status, items: null, headers: { 'accept-encoding': 'gzip' } });
	expect(answer.body).toEqual({ message: expect.stringMatching(told) });
}

/** A request with one header taken away or changed. */
function withHeader(push: Push, name: string, value?: string): Push {
	const { [name]: _gone, ...others } = push.headers ?? {};
	return { ...push, headers: value === undefined ? others : { ...others, [name]: value } };
}

afterEach(() => jest.restoreAllMocks());

describe('a request of the bridge', () => {
	it('starts an execution, and each message is told what became of it', async () => {
		const sent = released();
		const answer = await aliyunTrigger().deliver([sent]);
		expect(answer).toMatchObject(ACCEPTED);
		expect(answer.body).toEqual({ results: [{ id: sent.messageId, status: 'accepted' }] });
		expect(answer.headers['content-type']).toContain('application/json');
		expect(answer.items?.[0]?.json).toMatchObject({ type: 'call.ended', vendor: 'aliyun-ccc' });
		expect(log).toEqual([]);
	});

	it('is read from the bytes that were compressed', async () => {
		const push = bridgePush([released(), released()], { compressAbove: 0 });
		expect(push.headers).toMatchObject({ 'content-encoding': 'gzip' });
		const answer = await aliyunTrigger().push(push);
		expect(answer).toMatchObject(ACCEPTED);
		expect(started(answer)).toBe(2);
	});

	it('that says it is compressed and is not: 400', async () => {
		const push = bridgePush([released()]);
		const answer = await aliyunTrigger().push({
			...push,
			headers: { ...push.headers, 'content-encoding': 'gzip' },
		});
		expectRefused(answer, 400, /cannot be decompressed.*Content-Encoding/);
	});

	it('with nothing in it is the test ping: verified, and no execution', async () => {
		const answer = await aliyunTrigger().deliver([]);
		expect(answer).toMatchObject({ ...ACCEPTED, items: null });
		expect(answer.body).toEqual({ results: [] });
		const stranger = await aliyunTrigger().deliver([], { signing: { secrets: [secretOf('x')] } });
		expectRefused(stranger, 401, /does not match/);
	});
});

describe('the signature', () => {
	it('of another key is refused', async () => {
		const answer = await aliyunTrigger().deliver([released()], {
			signing: { secrets: [secretOf('x')] },
		});
		expectRefused(answer, 401, /does not match.*Compare the signing secrets/);
	});

	it('may be of the previous secret while it is being changed', async () => {
		const [old, next] = [secretOf('o'), secretOf('n')];
		const rotating = aliyunTrigger({
			credential: { signingSecret: next, previousSigningSecret: old },
		});
		for (const secrets of [[old], [next], [secretOf('x'), old]]) {
			expect((await rotating.deliver([released()], { signing: { secrets } })).status).toBe(200);
		}
		const emptied = aliyunTrigger({
			credential: { signingSecret: next, previousSigningSecret: '' },
		});
		const answer = await emptied.deliver([released()], { signing: { secrets: [old] } });
		expectRefused(answer, 401, /does not match/);
	});

	it('is good with a secret that was changed a moment ago', async () => {
		const trigger = aliyunTrigger({ credential: { signingSecret: secretOf('o') } });
		const before = await trigger.deliver([released()], { signing: { secrets: [secretOf('o')] } });
		expect(before.status).toBe(200);
		trigger.changeCredential({ signingSecret: SECRET });
		expect((await trigger.deliver([released()])).status).toBe(200);
	});

	it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
		'without %s is refused, by the name of the header',
		async (name) => {
			const answer = await aliyunTrigger().push(withHeader(bridgePush([released()]), name));
			expectRefused(answer, 401, new RegExp(`header ${name} is missing`));
		},
	);

	const tampered: Array<[string, (push: Push) => Push]> = [
		['another body', (push) => ({ ...push, rawBody: `${String(push.rawBody)} ` })],
		['another id', (push) => withHeader(push, 'webhook-id', 'msg_other')],
		[
			'another time',
			(push) => withHeader(push, 'webhook-timestamp', String(Math.floor(Date.now() / 1000) - 10)),
		],
		['an asymmetric signature only', (push) => withHeader(push, 'webhook-signature', 'v1a,AAAA')],
		[
			'rubbish for a signature',
			(push) => withHeader(push, 'webhook-signature', '\u00ff, v1, v1,='),
		],
		['a huge signature', (push) => withHeader(push, 'webhook-signature', 'v1,A '.repeat(5000))],
	];

	it.each(tampered)('with %s is refused', async (_case, change) => {
		const answer = await aliyunTrigger().push(change(bridgePush([released()])));
		expectRefused(answer, 401, /does not match/);
	});

	it.each([
		[-301_000, /30[012] s behind this machine/],
		[302_000, /30[012] s ahead of this machine/],
	])('made %d ms from now is refused, and names the clocks', async (offset, told) => {
		const answer = await aliyunTrigger().deliver([released()], {
			signing: { now: Date.now() + offset },
		});
		expectRefused(answer, 401, told);
		expect(answer.body.message).toContain('Set both clocks');
	});

	it.each([-290_000, 290_000])('made %d ms from now is taken', async (offset) => {
		const signing = { now: Date.now() + offset };
		expect((await aliyunTrigger().deliver([released()], { signing })).status).toBe(200);
	});

	it('is checked before anything of the body is read', async () => {
		const push = { ...bridgePush([released()]), rawBody: '{"not":"JSON' };
		expectRefused(await aliyunTrigger().push(push), 401, /does not match/);
	});

	it.each(['', 'short', 'whsec_'])(
		'is no good while the credential has the secret "%s": 500, which comes again',
		async (signingSecret) => {
			const trigger = aliyunTrigger({ credential: { signingSecret } });
			expectRefused(await trigger.deliver([released()]), 500, /signing secret.*cannot be used/);
		},
	);

	it('is no good without a credential', async () => {
		const answer = await aliyunTrigger({ credential: null }).deliver([released()]);
		expectRefused(answer, 500, /credential.*could not be read/);
		expect(log).toContainEqual(expect.objectContaining({ level: 'error' }));
	});

	it('leaves no secret in an answer or in the log', async () => {
		const trigger = aliyunTrigger();
		const answers = [
			await trigger.deliver([released()]),
			await trigger.deliver([released()], { signing: { secrets: [secretOf('x')] } }),
			await trigger.push(withHeader(bridgePush([released()]), 'webhook-id')),
		];
		const told = JSON.stringify([answers, log]);
		for (const letter of ['s', 'x']) {
			expect(told).not.toContain(secretOf(letter).slice(6));
			expect(told).not.toContain(letter.repeat(32));
		}
	});
});

describe('a request that was overheard and is sent again', () => {
	const once = (options: object = {}) => {
		const trigger = withOptions(options);
		const push = bridgePush([released()]);
		const send = async (more: Push = {}) => await trigger.push({ ...push, ...more });
		return { trigger, push, send };
	};

	it.each([24, 0])('is refused with 401, with %d hours of deduplication', async (dedupeHours) => {
		const { send } = once({ dedupeHours });
		expect((await send()).status).toBe(200);
		expectRefused(await send(), 401, /request msg_\S+ was taken before.*Sign each try anew/);
	});

	it('is refused for as long as its signature could be good', async () => {
		const { trigger } = once();
		const now = Date.now();
		const push = bridgePush([released()], { now: now + 299_000 });
		expect((await trigger.push(push)).status).toBe(200);
		jest.spyOn(Date, 'now').mockReturnValue(now + 598_000);
		expectRefused(await trigger.push(push), 401, /was taken before/);
	});

	it('is refused as well when it was the ping', async () => {
		const trigger = aliyunTrigger();
		const signing = { id: 'msg_ping' };
		expect((await trigger.deliver([], { signing })).status).toBe(200);
		expectRefused(await trigger.deliver([], { signing }), 401, /msg_ping was taken before/);
	});

	it('is processed after a failure: nobody is locked out', async () => {
		const { send } = once();
		expect((await send({ outcome: 'failsToStore' })).status).toBe(500);
		const again = await send();
		expect(again.status).toBe(200);
		expect(started(again)).toBe(1);
	});

	it('is refused as well when nothing in it could be read: it never will', async () => {
		const trigger = aliyunTrigger();
		const messages = [message('"Released"')];
		const signing = { id: 'msg_poison' };
		const first = await trigger.deliver(messages, { signing });
		expect(first.status).toBe(400);
		expect(statusesIn(first)).toEqual(['refused']);
		expectRefused(await trigger.deliver(messages, { signing }), 401, /was taken before/);
	});

	it('is processed after it was told to come again for a message in flight', async () => {
		const trigger = aliyunTrigger();
		const sent = released();
		const first = await trigger.receive(bridgePush([sent]));
		const signing = { id: 'msg_again' };
		expect((await trigger.deliver([sent], { signing })).status).toBe(503);
		first.n8nAnswers('stored');
		expect(statusesIn(await trigger.deliver([sent], { signing }))).toEqual(['duplicate']);
	});

	it('is told to come back while the first is being taken', async () => {
		const { trigger, push, send } = once();
		const first = await trigger.receive(push);
		const copy = await send();
		expectRefused(copy, 503, /being taken/);
		expect(copy.headers['retry-after']).toBe('1');
		expect(first.n8nAnswers('stored')).toMatchObject(ACCEPTED);
		expectRefused(await send(), 401, /was taken before/);
	});

	it('is another request for another trigger', async () => {
		const { push, send } = once();
		expect((await send()).status).toBe(200);
		expect((await aliyunTrigger().push(push)).status).toBe(200);
	});

	it('is no replay when the bridge signs it anew', async () => {
		const trigger = aliyunTrigger();
		const sent = released();
		expect(statusesIn(await trigger.deliver([sent]))).toEqual(['accepted']);
		const again = await trigger.deliver([sent]);
		expect(again).toMatchObject({ ...ACCEPTED, items: null });
		expect(resultsIn(again)).toEqual([{ id: sent.messageId, status: 'duplicate' }]);
	});
});

describe('every answer says that the bridge may compress', () => {
	const cases: Array<[string, object, Push]> = [
		['accepted', {}, {}],
		['could not be stored', {}, { outcome: 'failsToStore' }],
		['acknowledged at once', { acknowledge: 'immediately' }, {}],
		['of the workflow', { acknowledge: 'byWorkflow' }, { outcome: 'runSucceeds' }],
		['of a workflow that failed', { acknowledge: 'byWorkflow' }, { outcome: 'runFails' }],
		['refused', {}, { headers: {} }],
		['in a test run', {}, { mode: 'manual' }],
	];

	it.each(cases)('%s', async (_case, options, push) => {
		const answer = await withOptions(options).deliver(
			CALL.map((event) => message(event)),
			push,
		);
		expect(answer.headers['accept-encoding']).toBe('gzip');
	});
});
