import { createTargetHealth } from '../../../../bridge/src/delivery/targetHealth';

const BACK_OFF = { baseMs: 500, capMs: 15_000 };

/** Fails again and again, each time when it may go again, and tells how long it waited. */
function waits(count: number, random: () => number): number[] {
	const health = createTargetHealth(BACK_OFF, random);
	let now = 1_000;
	return Array.from({ length: count }, () => {
		health.failed(now, now, null);
		const wait = health.retryAt - now;
		now = health.retryAt;
		return wait;
	});
}

it('everything may go at first', () => {
	const health = createTargetHealth(BACK_OFF);
	expect(health.mayGo(0)).toBe('all');
	expect(health.isUp).toBe(true);
});

it('each failure doubles the wait, up to the cap', () => {
	expect(waits(8, () => 1)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
});

it('no number of failures makes the wait longer than the cap', () => {
	expect(Math.max(...waits(2_000, () => 1))).toBe(15_000);
});

it('the jitter is full: from nothing up to the whole wait', () => {
	expect(waits(3, () => 0)).toEqual([0, 0, 0]);
	expect(waits(3, () => 0.5)).toEqual([250, 500, 1_000]);
	for (let round = 0; round < 100; round++) {
		const [first = -1] = waits(1, Math.random);
		expect(first).toBeGreaterThanOrEqual(0);
		expect(first).toBeLessThanOrEqual(500);
	}
});

it('after the wait one probe may go, and its success opens the door', () => {
	const health = createTargetHealth(BACK_OFF, () => 1);
	health.failed(1_000, 900, null);
	expect(health.isUp).toBe(false);
	expect(health.mayGo(1_499)).toBe('none');
	expect(health.mayGo(1_500)).toBe('probe');
	health.succeeded(1_500);
	expect(health.mayGo(1_501)).toBe('all');
	expect(health.isUp).toBe(true);
	health.failed(2_000, 2_000, null);
	expect(health.retryAt).toBe(2_500);
});

it('requests that were on their way together fail together and count once', () => {
	const health = createTargetHealth(BACK_OFF, () => 1);
	for (const at of [1_000, 1_001, 1_002, 1_003]) health.failed(at, 900, null);
	expect(health.retryAt).toBe(1_503);
	health.failed(2_000, 1_990, null);
	expect(health.retryAt).toBe(3_000);
});

it('Retry-After is honoured, also beyond the cap', () => {
	const health = createTargetHealth(BACK_OFF, () => 1);
	health.failed(1_000, 900, 60_000);
	expect(health.retryAt).toBe(61_000);
	health.failed(1_010, 900, null);
	expect(health.retryAt).toBe(61_000);
});

it('Retry-After of nothing does not do away with the back-off', () => {
	const health = createTargetHealth(BACK_OFF, () => 1);
	health.failed(1_000, 1_000, 0);
	expect(health.retryAt).toBe(1_500);
	health.failed(1_500, 1_500, 0);
	expect(health.retryAt).toBe(2_500);
});

it('the success of a request that left before the failure does not cut the wait short', () => {
	const health = createTargetHealth(BACK_OFF, () => 1);
	health.failed(1_000, 900, 30_000);
	health.succeeded(950);
	expect(health.mayGo(1_001)).toBe('none');
	expect(health.retryAt).toBe(31_000);
	expect(health.successes).toBe(1);
});
