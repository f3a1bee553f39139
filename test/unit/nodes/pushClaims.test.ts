import { createPushClaims } from '../../../nodes/shared/pushClaims';

const HOUR = 3_600_000;

it('a push is claimed once, and its copies wait for what becomes of it', () => {
	const claims = createPushClaims(10);
	expect(claims.claim('a', 0, HOUR)).toBe('claimed');
	expect(claims.claim('a', 1, HOUR)).toBe('inFlight');
	expect(claims.claim('b', 1, HOUR)).toBe('claimed');
	claims.accept('a', 2);
	expect(claims.claim('a', 3, HOUR)).toBe('accepted');
});

it('a push that was not handed over is processed when it comes again', () => {
	const claims = createPushClaims(10);
	claims.claim('a', 0, HOUR);
	claims.release('a');
	expect(claims.claim('a', 1, HOUR)).toBe('claimed');
});

it('what was handed over cannot be released any more', () => {
	const claims = createPushClaims(10);
	claims.claim('a', 0, HOUR);
	claims.accept('a', 0);
	claims.release('a');
	expect(claims.claim('a', 1, HOUR)).toBe('accepted');
});

it('is remembered for the window, not longer', () => {
	const claims = createPushClaims(10);
	claims.claim('a', 0, HOUR);
	claims.accept('a', 0);
	expect(claims.claim('a', HOUR - 1, HOUR)).toBe('accepted');
	expect(claims.claim('a', HOUR, HOUR)).toBe('claimed');
});

it('a claim whose answer never came does not turn copies away for ever', () => {
	const claims = createPushClaims(10);
	claims.claim('a', 0, 24 * HOUR);
	expect(claims.claim('a', 9 * 60_000, 24 * HOUR)).toBe('inFlight');
	expect(claims.claim('a', 10 * 60_000, 24 * HOUR)).toBe('claimed');
});

it('never holds more than its capacity; the oldest go first', () => {
	const claims = createPushClaims(100);
	for (let index = 0; index < 1000; index++) {
		claims.claim(`key ${index}`, index, HOUR);
		claims.accept(`key ${index}`, index);
	}
	expect(claims.size).toBe(100);
	expect(claims.claim('key 999', 1000, HOUR)).toBe('accepted');
	expect(claims.claim('key 0', 1000, HOUR)).toBe('claimed');
});
