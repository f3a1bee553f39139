import { queryWindow } from '../../../../lib/huaweiCec/calls/queryWindow';

const ZONE = 'Asia/Shanghai';
const NOON = Date.parse('2026-06-02T12:00:00+08:00');
const at = (text: string) => Date.parse(`${text}+08:00`);

it('unless told otherwise: all that CC-CMS still has', () => {
	expect(queryWindow({}, NOON, ZONE)).toEqual({
		ok: true,
		window: { from: at('2026-06-01T00:00:00'), to: NOON },
	});
});

it.each([
	['2026-06-01T00:00:00', '2026-06-02T09:00:00', '2026-06-01T00:00:00', '2026-06-02T09:00:00'],
	['2026-06-02T09:00:00', '2026-06-05T09:00:00', '2026-06-02T09:00:00', '2026-06-02T23:59:59.999'],
	['2026-06-01T01:00:00Z', '2026-06-01T02:00:00Z', '2026-06-01T09:00:00', '2026-06-01T10:00:00'],
])('from %s to %s', (from, to, expectedFrom, expectedTo) => {
	expect(queryWindow({ from, to }, NOON, ZONE)).toEqual({
		ok: true,
		window: { from: at(expectedFrom), to: at(expectedTo) },
	});
});

it.each([
	[{ from: '2026-05-31T23:59:59' }, /^From is before 2026-06-01 00:00 \(Asia\/Shanghai\).*CC-FS$/],
	[{ from: '2026-06-02T10:00:00', to: '2026-06-02T09:00:00' }, /^From is later than To$/],
	[{ from: 'morning' }, /^From is not a time/],
	[{ to: 'evening' }, /^To is not a time/],
])('%j is refused', (given, message) => {
	const reading = queryWindow(given, NOON, ZONE);
	expect(reading).toMatchObject({ ok: false, message: expect.stringMatching(message) });
});
