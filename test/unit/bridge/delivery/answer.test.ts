import fc from 'fast-check';

import { readAnswer, type RawAnswer } from '../../../../bridge/src/delivery/answer';

const NOW = Date.UTC(2026, 0, 2, 4, 0, 0);

const read = (status: number, changes: Partial<RawAnswer> = {}) =>
	readAnswer(
		{ status, retryAfter: undefined, acceptEncoding: undefined, body: '', ...changes },
		NOW,
	);

const results = (...entries: unknown[]) => JSON.stringify({ results: entries });

it.each([200, 201, 202, 204, 299])('%d is delivered', (status) => {
	expect(read(status)).toEqual({ kind: 'delivered', gzip: false });
});

it.each([301, 302, 303, 307, 308])('%d is closed: redirects are not followed', (status) => {
	expect(read(status).kind).toBe('closed');
});

it.each([401, 403, 404, 405, 407, 410])('%d keeps everything out', (status) => {
	expect(read(status)).toMatchObject({ kind: 'closed' });
});

it.each([400, 402, 406, 409, 411, 415, 422, 431, 451])('%d refuses for good', (status) => {
	expect(read(status)).toMatchObject({ kind: 'refused' });
});

it.each([408, 425, 429, 500, 501, 502, 503, 504, 507, 520, 599])('%d is transient', (status) => {
	expect(read(status)).toMatchObject({ kind: 'later', retryAfterMs: null });
});

it('413 is too large', () => {
	expect(read(413)).toMatchObject({ kind: 'tooLarge' });
});

it.each([0, 99, 100, 600, 999])('%d, which no server should say, is tried again', (status) => {
	expect(read(status).kind).toBe('later');
});

it('the reason names the status, what n8n says and the way out', () => {
	expect(read(404, { body: '{"message":"The webhook is not registered"}' })).toEqual({
		kind: 'closed',
		reason:
			'n8n answered 404. The webhook is not registered. Publish the workflow in n8n, and compare n8n.url with the production URL of its trigger',
	});
	expect(read(500, { body: 'Bad Gateway' })).toMatchObject({ reason: 'n8n answered 500' });
});

it.each([
	['7', 7_000],
	[' 7 ', 7_000],
	['0', 0],
	[new Date(NOW + 90_000).toUTCString(), 90_000],
	[new Date(NOW - 90_000).toUTCString(), 0],
	['86400', 3_600_000],
	['9'.repeat(400), null],
	['soon', null],
	['', null],
])('Retry-After "%s" is %s ms', (retryAfter, retryAfterMs) => {
	expect(read(429, { retryAfter })).toMatchObject({ kind: 'later', retryAfterMs });
	expect(read(503, { retryAfter })).toMatchObject({ kind: 'later', retryAfterMs });
});

it.each([200, 400, 401, 500, 503])('results count whatever the status, here %d', (status) => {
	const body = results(
		{ id: 'a', status: 'accepted' },
		{ id: 'b', status: 'duplicate' },
		{ id: 'c', status: 'ignored' },
		{ id: 'd', status: 'inFlight' },
		{ id: 'e', status: 'refused', message: 'eventType is missing. Send it.' },
	);
	const answer = read(status, { body, acceptEncoding: 'gzip' });
	if (answer.kind !== 'perEvent') throw new Error(answer.kind);
	expect(answer.gzip).toBe(true);
	expect([...answer.verdicts].map(([id, { verdict }]) => [id, verdict])).toEqual([
		['a', 'delivered'],
		['b', 'delivered'],
		['c', 'delivered'],
		['d', 'later'],
		['e', 'refused'],
	]);
	expect(answer.verdicts.get('e')?.reason).toBe('eventType is missing. Send it.');
});

it('a message with several events is done when all of them are', () => {
	const verdictOf = (...statuses: string[]) => {
		const body = results(...statuses.map((status, place) => ({ id: `a#${place}`, status })));
		const answer = read(200, { body });
		return answer.kind === 'perEvent' ? answer.verdicts.get('a')?.verdict : answer.kind;
	};
	expect(verdictOf('accepted', 'duplicate')).toBe('delivered');
	expect(verdictOf('accepted', 'refused', 'accepted')).toBe('refused');
	expect(verdictOf('inFlight', 'refused')).toBe('later');
	expect(verdictOf('refused', 'inFlight', 'accepted')).toBe('later');
});

it('no results in the ping, so its status counts', () => {
	expect(read(200, { body: '{"results":[]}' })).toEqual({ kind: 'delivered', gzip: false });
	expect(
		read(401, { body: '{"results":[],"message":"The signature does not match."}' }),
	).toMatchObject({ kind: 'closed' });
});

it.each([
	'null',
	'[]',
	'"results"',
	'7',
	'{',
	'',
	'<html>',
	'{"results":null}',
	'{"results":{}}',
	'{"results":"accepted"}',
	results(null, 7, 'accepted', [], {}),
	results({ id: 7, status: 'accepted' }, { id: 'a' }, { id: 'a', status: 'constructor' }),
	results({ id: 'a', status: '__proto__' }, { status: 'accepted' }, { id: 'a', status: 5 }),
])('a body that tells of no event is passed over: %s', (body) => {
	expect(read(200, { body })).toEqual({ kind: 'delivered', gzip: false });
	expect(read(503, { body }).kind).toBe('later');
});

it('long messages are cut', () => {
	const long = 'x'.repeat(100_000);
	expect(
		JSON.stringify(read(500, { body: JSON.stringify({ message: long }) })).length,
	).toBeLessThan(500);
	const answer = read(400, { body: results({ id: 'a', status: 'refused', message: long }) });
	if (answer.kind !== 'perEvent') throw new Error(answer.kind);
	expect(answer.verdicts.get('a')?.reason).toHaveLength(300);
});

it.each([
	['gzip', true],
	['br, GZIP;q=0.5', true],
	['br', false],
	['x-gzipped', false],
	[undefined, false],
])('Accept-Encoding "%s": compressed bodies are welcome: %s', (acceptEncoding, gzip) => {
	expect(read(200, { acceptEncoding })).toEqual({ kind: 'delivered', gzip });
});

it('never fails, whatever comes', () => {
	const text = fc.oneof(fc.string(), fc.json());
	const maybe = fc.option(text, { nil: undefined });
	fc.assert(
		fc.property(fc.integer(), maybe, maybe, text, (status, retryAfter, acceptEncoding, body) => {
			const answer = readAnswer({ status, retryAfter, acceptEncoding, body }, NOW);
			if (answer.kind !== 'later') return;
			const wait = answer.retryAfterMs ?? 0;
			expect(wait).toBeGreaterThanOrEqual(0);
			expect(wait).toBeLessThanOrEqual(3_600_000);
		}),
	);
});
