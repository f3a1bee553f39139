import { OUTCOMES } from '../../../../lib/callEvent/callEvent';
import { CAMPAIGN_STATUSES } from '../../../../lib/huaweiCec/codes/campaignStatus';
import { FAIL_CODES, failCodeOf } from '../../../../lib/huaweiCec/codes/failCode';
import { ISALES_RESULT_CODES } from '../../../../lib/huaweiCec/resultCodes/iSales';

describe('result codes of CC-iSales', () => {
	const byCode = new Map(ISALES_RESULT_CODES.map((known) => [known.code, known]));

	it('are all that reference §2 lists, each once and without the success', () => {
		const listed =
			'0200001 0200006 0200007 0200009 0200011 0200018 0200029 0200033 0200034 0200999 02000001 02000002 02000003 02000004 02000005 02000006 02000007 02000008 02000009 02000010 02000011 02000012 02000013 02000014 03000001 03000002 03000003 03000004 03000006 04000004';
		expect(listed.split(' ').filter((code) => !byCode.has(code))).toEqual([]);
		expect(byCode.size).toBe(ISALES_RESULT_CODES.length);
		expect(byCode.has('0200000')).toBe(false);
	});

	it('say what it means and what can be done', () => {
		for (const { meaning, wayOut } of ISALES_RESULT_CODES) {
			expect(meaning).toMatch(/^[a-z].*[^.]$/);
			expect(wayOut).toMatch(/^[A-Z].*\.$/);
		}
	});

	it('tell a refusal from a server that failed and from what is not there', () => {
		expect(byCode.get('0200029')?.kind).toBe('rejected');
		expect(byCode.get('0200006')?.kind).toBe('server');
		expect(byCode.get('03000004')?.kind).toBe('notFound');
	});
});

describe('fail codes', () => {
	it.each([
		['00000', 'answered'],
		['0', 'answered'],
		['00537', 'busy'],
		['00538', 'invalid_number'],
		['00548', 'unreachable'],
		['00603', 'no_answer'],
		['00604', 'rejected'],
		['00701', 'abandoned_queue'],
		['01046', 'no_agent'],
		['34606', 'failed'],
	])('%s is %s', (code, outcome) => {
		expect(failCodeOf(code)?.outcome).toBe(outcome);
	});

	it('of reference §2.9 are all known', () => {
		const listed =
			'00531 00537 00538 00548 00549 00551 00601 00603 00604 00701 00702 01040 01043 01046 01049 34601 34605 34606 34608 00602 00605 01048 00606 34611';
		expect(listed.split(' ').filter((code) => failCodeOf(code) === null)).toEqual([]);
		expect(new Set(FAIL_CODES.map(({ code }) => code)).size).toBe(FAIL_CODES.length);
		for (const { outcome } of FAIL_CODES) expect(OUTCOMES).toContain(outcome);
	});

	it('that nobody listed are not guessed', () => {
		expect(failCodeOf('99999')).toBeNull();
		expect(failCodeOf('')).toBeNull();
	});
});

it('campaign statuses have a state of the call event', () => {
	expect(CAMPAIGN_STATUSES.map(({ value, state }) => [value, state])).toEqual([
		[2, 'running'],
		[3, 'paused'],
		[4, 'completed'],
	]);
});
