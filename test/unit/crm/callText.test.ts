import { addedLines, bodyText, clock, subjectOf } from '../../../lib/crm/callText';
import { answered, callWith, internal, missed, outbound, readable, recordingReady } from './calls';

it.each([
	['en', answered, 'Inbound call from +8613800138001 (Answered)'],
	['en', missed, 'Missed call from +8613800138001'],
	['en', outbound, 'Outbound call to +8613800138001 (Answered)'],
	['en', internal, 'Internal call with +8613800138001 (Answered)'],
	['zh', answered, '来电 +8613800138001（已接通）'],
	['zh', missed, '未接来电 +8613800138001'],
	['zh', outbound, '去电 +8613800138001（已接通）'],
] as const)('the subject (%s)', (language, event, subject) => {
	expect(subjectOf(readable(event, { language }))).toBe(subject);
});

it('a customer is named, and one without a number is not made up', () => {
	const customer = { ...answered.customer, name: '李先生' };
	expect(subjectOf(readable(callWith({ customer })))).toBe(
		'Inbound call from 李先生 +8613800138001 (Answered)',
	);
	const nobody = { ...answered.customer, number: null };
	expect(subjectOf(readable(callWith({ customer: nobody })))).toBe(
		'Inbound call from unknown number (Answered)',
	);
});

it('a name of any length leaves a subject a CRM takes, and cuts no character in two', () => {
	const customer = { ...answered.customer, name: '😀'.repeat(500) };
	const subject = subjectOf(readable(callWith({ customer })));
	expect(subject).toBe(`Inbound call from ${'😀'.repeat(60)} +8613800138001 (Answered)`);
});

it('the body in Chinese', () => {
	expect(bodyText(readable(missed, { language: 'zh' })).split('\n')).toEqual([
		'结果：排队中挂断 (Hung up while waiting)',
		'号码：+8613800138001',
		'技能组：售后服务组',
		'开始时间：2026-01-01 08:00:00',
		'等待时长：0:08',
		'通话 ID：tencent-ccc:7c1e0000-aaaa-4bbb-8ccc-000000000001',
	]);
});

it('an event that only adds to a call says what it adds, and has no subject and no body', () => {
	const call = readable(recordingReady);
	expect([subjectOf(call), bodyText(call)]).toEqual([null, '']);
	expect(addedLines(call)).toEqual(['Recording: https://recordings.example.com/1.mp3']);
});

it.each([
	[0, '0:00'],
	[59, '0:59'],
	[95, '1:35'],
	[3600, '1:00:00'],
	[10_805, '3:00:05'],
	[null, null],
])('%s seconds are %s', (seconds, text) => {
	expect(clock(seconds)).toBe(text);
});
