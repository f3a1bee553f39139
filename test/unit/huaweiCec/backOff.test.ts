import { pauseMs, retryAfterSeconds } from '../../../lib/huaweiCec/backOff';

it('doubles the longest pause up to a limit, and takes a random part of it', () => {
	expect([1, 2, 3, 9, 99].map((failures) => pauseMs(failures, null, 1))).toEqual([
		1000, 2000, 4000, 20_000, 20_000,
	]);
	expect(pauseMs(3, null, 0.25)).toBe(1000);
	expect(pauseMs(3, null, 0)).toBe(0);
});

it('is never shorter than the server asked for', () => {
	expect(pauseMs(1, 30, 0)).toBe(30_000);
});

it.each([
	['120', 120],
	['Mon, 06 May 2024 07:09:09 GMT', 60],
	['Mon, 06 May 2024 07:00:00 GMT', 0],
	['soon', null],
	['-5', null],
	['', null],
	[undefined, null],
])('Retry-After %s is %s seconds', (header, seconds) => {
	expect(retryAfterSeconds(header, Date.parse('2024-05-06T07:08:09Z'))).toBe(seconds);
});
