import { boundaryRows, periodsOf } from '../../../../lib/huaweiCec/records/periods';
import { fileNamesOf } from '../../../../lib/huaweiCec/records/fileNames';

const ZONE = 'Asia/Shanghai';
const shown = (begin: string, end: string) => {
	const reading = periodsOf(begin, end, ZONE);
	if (!reading.ok) return reading.message;
	return reading.periods.map(({ begin: from, end: to }) =>
		[from, to].map((time) => new Date(time).toISOString().slice(0, 16)).join(' to '),
	);
};

test.each([
	['2026-06-01T00:00:00', '2026-06-02T00:00:00', ['2026-05-31T16:00 to 2026-06-01T16:00']],
	['2026-06-01T00:00:00Z', '2026-06-04T00:00:00Z', ['2026-06-01T00:00 to 2026-06-04T00:00']],
	[
		'2026-06-01T00:00:00Z',
		'2026-06-08T12:00:00Z',
		[
			'2026-06-01T00:00 to 2026-06-04T00:00',
			'2026-06-04T00:00 to 2026-06-07T00:00',
			'2026-06-07T00:00 to 2026-06-08T12:00',
		],
	],
	['', '2026-06-02', 'Begin Time is no time: write it like 2026-06-01T00:00:00.'],
	['2026-06-02', 'soon', 'End Time is no time: write it like 2026-06-02T00:00:00.'],
	['2026-06-02', '2026-06-02', 'End Time must be later than Begin Time.'],
	[
		'2020-01-01',
		'2026-06-02',
		'End Time is more than a year after Begin Time: ask for a shorter period.',
	],
])('%s to %s', (begin, end, expected) => expect(shown(begin, end)).toEqual(expected));

test('a row on the second where two periods meet comes once', () => {
	const isNew = boundaryRows([Date.parse('2026-06-04T00:00:00+08:00')], ZONE);
	const on = ['1', '2026-06-04 00:00:00'];
	const beside = ['1', '2026-06-04 00:00:01'];
	expect([on, beside, on, beside, ['2', '2026-06-04 00:00:00']].map(isNew)).toEqual([
		true,
		true,
		false,
		true,
		true,
	]);
});

describe('the name of a file that was asked for', () => {
	const ID = '11112222-3333-4444-5555-666677778888';
	const days = (askedAt: string, zone: string) =>
		fileNamesOf(ID, Date.parse(askedAt), zone).map((name) => name.slice(0, 8));

	test('is the day, the id without dashes and .zip', () => {
		expect(fileNamesOf(ID, Date.parse('2026-06-02T04:00:00Z'), ZONE)[0]).toBe(
			'20260602_11112222333344445555666677778888.zip',
		);
	});

	test.each([
		['2026-06-02T11:00:00Z', ZONE, ['20260602', '20260603', '20260601']],
		['2026-06-02T04:00:00Z', ZONE, ['20260602', '20260601']],
		['2026-06-02T20:00:00Z', ZONE, ['20260603', '20260602']],
		['2026-06-02T20:00:00Z', 'America/Sao_Paulo', ['20260602', '20260603']],
	])('at %s in %s: the day of the tenant, then the others on Earth', (askedAt, zone, expected) => {
		expect(days(askedAt, zone)).toEqual(expected);
	});
});
