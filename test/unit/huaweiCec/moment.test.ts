import { DateTime } from 'luxon';

import { momentOf, writeMoment } from '../../../lib/huaweiCec/moment';

const NINE_IN_SHANGHAI = Date.UTC(2026, 5, 1, 1);

it.each([
	['2026-06-01T09:00:00', NINE_IN_SHANGHAI],
	['2026-06-01 09:00:00', NINE_IN_SHANGHAI],
	['2026-06-01 09:00', NINE_IN_SHANGHAI],
	['2026-06-01T01:00:00Z', NINE_IN_SHANGHAI],
	['2026-06-01T03:00:00.000+02:00', NINE_IN_SHANGHAI],
	['2026-06-01', Date.UTC(2026, 4, 31, 16)],
	[String(NINE_IN_SHANGHAI), NINE_IN_SHANGHAI],
	[NINE_IN_SHANGHAI, NINE_IN_SHANGHAI],
	[new Date(NINE_IN_SHANGHAI), NINE_IN_SHANGHAI],
	[DateTime.fromMillis(NINE_IN_SHANGHAI), NINE_IN_SHANGHAI],
])('%p is nine o’clock in Shanghai, or that day', (given, expected) => {
	expect(momentOf(given, 'Asia/Shanghai')).toBe(expected);
});

it.each([
	'',
	'now',
	'01.06.2026',
	'2026-02-31',
	'2026-06-01T25:00:00',
	NaN,
	-1,
	true,
	{},
	1e17,
	1780272000,
])('%p is no time', (given) => expect(momentOf(given, 'Asia/Shanghai')).toBeNull());

it.each([
	['utc', '2026-06-01 01:00:00'],
	['wall', '2026-06-01 09:00:00'],
	['day', '2026-06-01'],
	['compact', '20260601090000'],
	['milliseconds', NINE_IN_SHANGHAI],
	['millisecondsText', String(NINE_IN_SHANGHAI)],
] as const)('in the form "%s" it is %p', (form, expected) => {
	expect(writeMoment(NINE_IN_SHANGHAI, form, 'Asia/Shanghai')).toBe(expected);
});
