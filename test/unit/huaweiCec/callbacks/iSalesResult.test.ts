import { simplified } from '../../../../lib/callEvent/simplified';
import { FAIL_CODES } from '../../../../lib/huaweiCec/codes/failCode';
import { toCallEvents } from '../../../../lib/huaweiCec/callbacks/toCallEvents';
import { answeredResult, busyResult, results } from '../../../fixtures/huaweiCec/callbacks';
import { eventOf, eventsOf, settings } from './readEvents';

describe('a campaign result (reference/huawei §2.9)', () => {
	it('is one attempt to reach one contact', () => {
		expect(eventOf([answeredResult])).toMatchObject({
			id: 'huawei-cec:25:result:46:cust-0001:1780366800-1388:00000',
			source: '//huawei-cec/25',
			type: 'campaign.case_attempted',
			time: '2026-06-02T02:00:00.000Z',
			subject: '1780366800-1388',
			call: {
				vendor: 'huawei-cec',
				instanceId: '25',
				callId: '1780366800-1388',
				channel: 'voice',
				direction: 'outbound',
				callType: 'predictive',
				status: 'ended',
				outcome: 'answered',
				outcomeDetail: { code: '0', text: 'Answered' },
				isFinal: true,
				startedAt: '2026-06-02T02:00:00.000Z',
				endedAt: null,
				talkSeconds: null,
				userData: 'batch1',
			},
			customer: { number: { e164: '+8613800000001' } },
			campaign: { id: '46', caseId: 'cust-0001', attempt: null },
			recording: {
				fileName: 'Y:/1/25/20260602/3001/0000001.V3',
				url: null,
				mediaType: 'audio/wav',
			},
			warnings: [],
			raw: answeredResult,
		});
	});

	it('finds the row it came from in the simplified view', () => {
		expect(simplified(eventOf([busyResult]))).toMatchObject({
			campaignId: '46',
			caseId: 'cust-0002',
			outcome: 'busy',
			customerNumber: '+8613800000002',
			fileName: null,
			recordingUrl: null,
		});
	});

	it('comes with others, each an event of its own', () => {
		expect(eventsOf(results).map(({ campaign }) => campaign?.caseId)).toEqual([
			'cust-0001',
			'cust-0002',
		]);
	});

	it('may come alone, without an array', () => {
		expect(eventOf(busyResult)).toEqual(eventOf([busyResult]));
	});

	it.each(FAIL_CODES.map(({ code, outcome }) => [code, outcome]))(
		'failCode %s is the outcome %s',
		(failCode, outcome) => {
			const { call, warnings } = eventOf({ ...busyResult, callStatus: null, failCode });
			expect([call.outcome, call.outcomeDetail.code, warnings]).toEqual([outcome, failCode, []]);
		},
	);

	it('"0" and "00000" are the same success, and the same event', () => {
		const zero = eventOf({ ...answeredResult, failCode: '0' });
		const table = eventOf({ ...answeredResult, failCode: '00000' });
		expect([zero.call.outcome, table.call.outcome]).toEqual(['answered', 'answered']);
		expect(zero.id).toBe(table.id);
	});

	it('keeps a failCode nobody knows, with a warning', () => {
		const { call, warnings } = eventOf({ ...busyResult, failCode: '77777' });
		expect(call).toMatchObject({
			outcome: 'unknown',
			outcomeDetail: { code: '77777', text: null },
		});
		expect(warnings).toEqual(['failCode "77777" is not known']);
	});

	it.each([
		[6, 'answered', []],
		['6', 'answered', []],
		[5, 'failed', []],
		[4, 'unknown', ['failCode is missing']],
		[null, 'unknown', ['failCode is missing']],
	])('without a failCode callStatus %j says %s', (callStatus, outcome, warnings) => {
		const event = eventOf({ ...busyResult, failCode: null, callStatus });
		expect([event.call.outcome, event.warnings]).toEqual([outcome, warnings]);
	});

	it('is no success when callStatus says failure', () => {
		const { call, warnings } = eventOf({ ...answeredResult, callStatus: 5 });
		expect([call.outcome, warnings]).toEqual(['failed', [expect.stringMatching(/counts as/)]]);
	});

	it('has an address where recordPath is one', () => {
		const recordPath = 'https://bucket.obs.example/Voice/0000001.V3?Expires=1&Signature=x';
		expect(eventOf({ ...answeredResult, recordPath }).recording).toMatchObject({
			url: recordPath,
			fileName: '0000001.V3',
		});
	});

	it('reads an attempt where a release sends one', () => {
		expect(eventOf({ ...answeredResult, attempt: 2 }).campaign?.attempt).toBe(2);
		expect(eventOf({ ...answeredResult, attempt: '3' }).campaign?.attempt).toBe(3);
	});

	it.each(['', 'yesterday', '2026-02-31 10:00:00'])(
		'is received when callTimeStr is "%s"',
		(callTimeStr) => {
			const event = eventOf({ ...answeredResult, callTimeStr });
			expect(event.time).toBe(event.receivedAt);
			expect(event.call.startedAt).toBeNull();
			expect(event.warnings).toContainEqual(expect.stringMatching(/callTimeStr/));
		},
	);
});

describe('the id of a result', () => {
	const idOf = (changes: object) => eventOf({ ...busyResult, ...changes }).id;

	it('is the same in every copy, whatever its order', () => {
		const shuffled = Object.fromEntries(Object.entries(busyResult).reverse());
		expect(eventOf([shuffled]).id).toBe(idOf({}));
	});

	it.each([
		{ callId: '1780366805-1390' },
		{ sessionId: 'cust-0003' },
		{ campaignId: '47' },
		{ vdnId: 26 },
		{ failCode: '0' },
		{ attempt: 2 },
	])('is another with %j', (changes) => expect(idOf(changes)).not.toBe(idOf({})));

	it('tells attempts without a call apart by time and number, and holds no number', () => {
		const alone = { callId: '' };
		const ids = [
			idOf(alone),
			idOf({ ...alone, callTimeStr: '2026-06-02 02:00:06' }),
			idOf({ ...alone, called: '13800000003' }),
		];
		expect(new Set(ids).size).toBe(3);
		for (const id of ids) expect(id).not.toMatch(/138/);
	});

	it('tells attempts apart by their time where the call ID is blank', () => {
		const blank = { ...busyResult, callId: ' ' };
		const later = { ...blank, callTimeStr: '2026-06-02 02:10:00' };
		expect(idOf(blank)).not.toBe(idOf(later));
	});

	it('has an end, however long the ids in it are', () => {
		expect(idOf({ sessionId: 'x'.repeat(10_000) }).length).toBeLessThan(200);
	});
});

describe('a row without identity', () => {
	it('is refused by the names of the fields, and holds up no other', () => {
		const reading = toCallEvents(
			[{ ...busyResult, callId: ' ', sessionId: null }, answeredResult],
			settings,
		);
		expect(reading).toMatchObject({
			ok: true,
			readings: [
				{ ok: false, field: 'callId, sessionId', message: expect.stringMatching(/missing/) },
				{ ok: true },
			],
		});
	});

	it.each([null, 7, 'text', [[]], {}])('%j is none', (row) => {
		expect(toCallEvents([row], settings)).toMatchObject({ ok: true, readings: [{ ok: false }] });
	});
});
