import {
	isSignedWith,
	signedTextOf,
} from '../../../../lib/huaweiCec/callbacks/voiceNotificationSignature';
import {
	HMAC_SIGNATURE,
	PLAIN_SIGNATURE,
	notified,
	signedNotification,
} from '../../../fixtures/huaweiCec/callbacks';
import { eventOf } from './readEvents';

describe('a voice notification (reference/huawei §5.5, cb3)', () => {
	it('tells how it ended, when, and how long somebody listened', () => {
		expect(eventOf(notified)).toMatchObject({
			id: 'huawei-cec:-:notification:1200000000000000002',
			type: 'call.ended',
			time: '2026-06-02T02:00:19.836Z',
			call: {
				direction: 'outbound',
				status: 'ended',
				outcome: 'answered',
				outcomeDetail: { code: '1', text: 'Played to the end' },
				hangupBy: 'system',
				startedAt: '2026-06-02T02:00:00.000Z',
				ringingAt: '2026-06-02T02:00:03.250Z',
				answeredAt: '2026-06-02T02:00:07.250Z',
				ringSeconds: 4,
				talkSeconds: 12,
			},
			customer: { number: { e164: '+8613800000004' } },
			agent: { id: null },
			recording: null,
			warnings: [],
		});
	});

	it.each([
		['0', 'answered', 'customer'],
		['1', 'answered', 'system'],
		['4', 'no_answer', null],
		['6', 'unreachable', null],
		['8', 'failed', null],
		['9', 'failed', null],
		['10', 'blocked', null],
		['999', 'failed', null],
		['5', 'answered', null],
	])('releaseReason %s is %s', (releaseReason, outcome, hangupBy) => {
		expect(eventOf({ ...notified, releaseReason }).call).toMatchObject({ outcome, hangupBy });
	});

	it('that somebody cut off before answering was rejected', () => {
		const cutOff = { ...notified, releaseReason: '0', talkingTime: '', talkDuration: '' };
		expect(eventOf(cutOff).call).toMatchObject({ outcome: 'rejected', talkSeconds: null });
	});
});

describe('its signature', () => {
	const KEY = 'shared-key-example';
	const sign = (signature: string, changes = {}) => ({
		...signedNotification,
		...changes,
		signature,
	});

	it('is over the text of the worked example', () => {
		expect(signedTextOf(signedNotification, KEY)).toBe(
			'shared-key-example_1717400000000_n0nce1_callSerialNo=1200000000000000001,called=13800000000,releaseReason=1,talkDuration=12',
		);
	});

	it.each([
		['SHA-256', PLAIN_SIGNATURE],
		['HMAC-SHA256', HMAC_SIGNATURE],
	])('may be made with %s', (_how, signature) => {
		expect(isSignedWith(sign(signature), [KEY])).toBe(true);
		expect(isSignedWith(sign(signature), ['another', KEY])).toBe(true);
		expect(isSignedWith(sign(signature), ['another'])).toBe(false);
		expect(isSignedWith(sign(signature), [])).toBe(false);
	});

	it('ignores spaces and the order of the fields', () => {
		const { called, ...others } = sign(PLAIN_SIGNATURE);
		expect(isSignedWith({ ...others, called: ` ${called} ` }, [KEY])).toBe(true);
	});

	it.each([
		{ called: '13800000001' },
		{ releaseReason: '0' },
		{ timestamp: '1717400000001' },
		{ nonce: 'n0nce2' },
		{ added: 'field' },
	])('does not fit a push with %j', (changes) => {
		expect(isSignedWith(sign(PLAIN_SIGNATURE, changes), [KEY])).toBe(false);
		expect(isSignedWith(sign(HMAC_SIGNATURE, changes), [KEY])).toBe(false);
	});

	it.each(['', null, undefined, 7, {}])('%j is none', (signature) => {
		expect(isSignedWith({ ...signedNotification, signature }, [KEY])).toBe(false);
	});
});
