import { VCON } from '../../../lib/crm/vCon';
import { answered, callWith, missed, outbound, readable, recordingReady } from './calls';
import { vConSchema } from './vConSchema';

const vConOf = (...call: Parameters<typeof readable>) =>
	vConSchema.parse(VCON.map(readable(...call)).payload);

it('a call that was answered', () => {
	const { parties, dialog, ...rest } = vConOf(answered);
	expect(rest).toMatchObject({
		created_at: '2026-01-01T00:02:00.000Z',
		subject: 'Inbound call from +8613800138001 (Answered)',
	});
	expect(parties).toEqual([
		{ tel: 'tel:+8613800138001' },
		{
			tel: 'tel:+8675588880001',
			mailto: 'mailto:wang.fang@example.com',
			name: '王芳',
			dept: '售后服务组',
		},
	]);
	expect(dialog).toEqual([
		{
			type: 'recording',
			start: '2026-01-01T00:00:20.000Z',
			duration: 95,
			parties: [0, 1],
			originator: 0,
			party_history: [
				{ party: 1, time: '2026-01-01T00:00:20.000Z', event: 'join' },
				{ party: 1, time: '2026-01-01T00:01:55.000Z', event: 'drop' },
			],
			interaction_id: 'tencent-ccc:7c1e0000-aaaa-4bbb-8ccc-000000000001',
			skill: '售后服务组',
		},
	]);
});

it('a missed call is incomplete, and says how', () => {
	expect(vConOf(missed).dialog).toMatchObject([{ type: 'incomplete', disposition: 'hung-up' }]);
	expect(vConOf(missed).dialog[0]).not.toHaveProperty('duration');
});

it('who began the conversation', () => {
	expect(vConOf(outbound).dialog[0]?.originator).toBe(1);
	expect(vConOf(callWith({ call: { direction: 'unknown' } })).dialog[0]).not.toHaveProperty(
		'originator',
	);
});

it('a recording names its file', () => {
	expect(vConOf(recordingReady).dialog[0]).toMatchObject({
		type: 'recording',
		url: 'https://recordings.example.com/1.mp3',
		mediatype: 'audio/mpeg',
		filename: '1.mp3',
		duration: 95,
	});
});

it('a masked number is no tel: URI', () => {
	const number = answered.customer.number && {
		...answered.customer.number,
		...{ raw: '138****8001', e164: null, display: '138****8001', kind: 'masked' as const },
	};
	const customer = { ...answered.customer, number };
	expect(vConOf(callWith({ customer })).parties[0]).toEqual({});
});
