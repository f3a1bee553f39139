import { DateTime } from 'luxon';

import type { Direction, Outcome } from '../callEvent/callEvent';
import { customerOf, recordingOf, startOf, type CrmCall, type Language } from './crmCall';

type Texts<Key extends string> = Record<Language, Record<Key, string>>;

const OUTCOME_TEXTS: Texts<Outcome> = {
	en: {
		answered: 'Answered',
		missed: 'Missed',
		abandoned_ivr: 'Hung up in the menu',
		abandoned_queue: 'Hung up in the queue',
		abandoned_ringing: 'Hung up while ringing',
		no_answer: 'No answer',
		busy: 'Busy',
		rejected: 'Rejected',
		unreachable: 'Unreachable',
		invalid_number: 'Invalid number',
		blocked: 'Blocked',
		after_hours: 'Outside business hours',
		no_agent: 'No agent online',
		voicemail: 'Voicemail',
		canceled: 'Canceled',
		failed: 'Failed',
		ivr_complete: 'Ended in the menu',
		unknown: 'Unknown',
	},
	zh: {
		answered: '已接通',
		missed: '未接',
		abandoned_ivr: 'IVR 中挂断',
		abandoned_queue: '排队中挂断',
		abandoned_ringing: '振铃中挂断',
		no_answer: '无人接听',
		busy: '忙线',
		rejected: '拒接',
		unreachable: '无法接通',
		invalid_number: '空号',
		blocked: '被拦截',
		after_hours: '非工作时间',
		no_agent: '无坐席在线',
		voicemail: '语音留言',
		canceled: '已取消',
		failed: '呼叫失败',
		ivr_complete: 'IVR 内结束',
		unknown: '未知',
	},
};

const DIRECTION_TEXTS: Texts<Direction | 'missed'> = {
	en: {
		inbound: 'Inbound call from',
		outbound: 'Outbound call to',
		internal: 'Internal call with',
		unknown: 'Call with',
		missed: 'Missed call from',
	},
	zh: {
		inbound: '来电',
		outbound: '去电',
		internal: '内部通话',
		unknown: '通话',
		missed: '未接来电',
	},
};

const LINE_TEXTS = {
	en: {
		nobody: 'unknown number',
		number: 'Number',
		agent: 'Agent',
		queue: 'Queue',
		outcome: 'Outcome',
		started: 'Started',
		talk: 'Talk time',
		waited: 'Wait time',
		keys: 'Keys pressed',
		satisfaction: 'Satisfaction',
		userData: 'User data',
		recording: 'Recording',
		callId: 'Call ID',
	},
	zh: {
		nobody: '未知号码',
		number: '号码',
		agent: '坐席',
		queue: '技能组',
		outcome: '结果',
		started: '开始时间',
		talk: '通话时长',
		waited: '等待时长',
		keys: '按键',
		satisfaction: '满意度',
		userData: '随路数据',
		recording: '录音',
		callId: '通话 ID',
	},
} as const;

/** The outcome in words; null while the call has none. */
export function outcomeText({ event, settings }: CrmCall): string | null {
	const { outcome } = event.call;
	return outcome && OUTCOME_TEXTS[settings.language][outcome];
}

/** So that a subject stays within the 150 characters Zendesk advises, and the 200 of Dynamics 365 [K]. */
const LONGEST_NAME = 60;
const LONGEST_NUMBER = 40;

/** The beginning of the text, counted in whole characters: a CRM refuses a record with a longer field. */
export function clipped(text: string | null, longest: number): string | null {
	return text && [...text].slice(0, longest).join('');
}

/** One line: `Inbound call from +8613800138001 (Answered)`; null for an event that only adds to a call. */
export function subjectOf(call: CrmCall): string | null {
	if (call.isUpdate) return null;
	const { language } = call.settings;
	const { direction, isMissed } = call.event.call;
	const what = DIRECTION_TEXTS[language][isMissed ? 'missed' : direction];
	const { name } = call.event.customer;
	const who = [clipped(name, LONGEST_NAME), clipped(customerOf(call), LONGEST_NUMBER)]
		.filter(Boolean)
		.join(' ');
	const outcome = outcomeText(call);
	const [open, close] = language === 'zh' ? ['（', '）'] : [' (', ')'];
	const end = outcome && !isMissed ? `${open}${outcome}${close}` : '';
	return `${what} ${who || LINE_TEXTS[language].nobody}${end}`;
}

/** `1:35`, `3:00:00`; null for null. */
export function clock(seconds: number | null): string | null {
	if (seconds === null) return null;
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	const rest = String(seconds % 60).padStart(2, '0');
	return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** A time as the operator's clock shows it. */
export function localTime(instant: string, timeZone: string, format: string): string {
	return DateTime.fromISO(instant, { zone: timeZone }).toFormat(format);
}

function satisfactionText({ event }: CrmCall): string | null {
	const given = event.call.satisfaction;
	if (!given) return null;
	return [given.score, given.label].filter((part) => part !== null).join(' ') || null;
}

function keysText({ event }: CrmCall): string | null {
	return event.call.ivrKeys.map(({ key, label }) => label ?? key ?? '').join(', ') || null;
}

function outcomeLine(call: CrmCall): string | null {
	const text = outcomeText(call);
	const detail = call.event.call.outcomeDetail.text;
	return text && detail ? `${text} (${detail})` : text;
}

/** Everything of the call a person reads, a line each; none for an event that only adds to a call. */
export function bodyLines(call: CrmCall): string[] {
	if (call.isUpdate) return [];
	const { event, settings } = call;
	const { agent } = event;
	const start = startOf(call);
	return withNames(settings.language, [
		['outcome', outcomeLine(call)],
		['number', customerOf(call)],
		['agent', agent.name ?? agent.email ?? agent.number ?? agent.id],
		['queue', event.queue.name ?? event.queue.id],
		['started', start && localTime(start, settings.timeZone, 'yyyy-MM-dd HH:mm:ss')],
		['waited', clock(event.call.queueSeconds)],
		['talk', clock(event.call.talkSeconds)],
		['keys', keysText(call)],
		['satisfaction', satisfactionText(call)],
		['userData', event.call.userData],
		['recording', recordingOf(call)],
		['callId', call.externalId],
	]);
}

/** What an event adds to a call others tell of, a line each: the recording, the survey. */
export function addedLines(call: CrmCall): string[] {
	const { language } = call.settings;
	return withNames(language, [
		['satisfaction', satisfactionText(call)],
		['recording', recordingOf(call)],
	]);
}

type LineName = keyof (typeof LINE_TEXTS)['en'];

function withNames(language: Language, lines: ReadonlyArray<[LineName, string | null]>): string[] {
	const colon = language === 'zh' ? '：' : ': ';
	return lines.flatMap(([name, value]) =>
		value ? [`${LINE_TEXTS[language][name]}${colon}${value}`] : [],
	);
}

export const bodyText = (call: CrmCall) => bodyLines(call).join('\n');
export const bodyHtml = (call: CrmCall) => bodyLines(call).map(escaped).join('<br>');

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Names and user data come from callers: they may not become markup in the CRM. */
export function escaped(text: string): string {
	return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}
