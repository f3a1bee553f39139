import { contactsV2 } from '../catalogue/iSales/contactFields';
import { momentOf } from '../moment';
import type { Parameters } from '../parameter';
import { dialledNumber, type NumberForm } from './dialledNumber';
import { sessionIdOf } from './sessionId';
import { isObject } from '../../callEvent/plainObject';
import { withoutEmpty } from '../request';

export interface CalledNumber {
	calledNo: string;
	/** Seconds. */
	delayTime?: number;
	type?: string;
}

/** One customer of a campaign, checked against the fields of the catalogue (reference/huawei §2.6, v2). */
export interface Contact {
	sessionId: string;
	called: CalledNumber[];
	caller?: string;
	customField?: string;
	/** ISO 8601 UTC; the request writes it in the vendor's form. */
	recycleTime?: string;
	callData?: string;
	priority?: string;
}

/** What an operator gives for a contact; anything may come out of an expression. */
export type ContactInput = Readonly<Partial<Record<keyof Contact, unknown>>>;

export interface ContactSettings {
	/** Whose numbers these are: `25/46`, VDN and campaign; part of a session id that is made here. */
	campaign: string;
	/** Part of a session id that is made here. */
	sessionKey: string;
	numbers: NumberForm;
	/** IANA name; the wall of a recycle time without a zone. */
	timeZone: string;
}

export type ContactReading =
	{ ok: true; contact: Contact } | { ok: false; field: keyof Contact; message: string };

const FIELDS: Parameters = contactsV2.members ?? {};

/**
 * A contact in the vendor's form, or what is wrong with which field. Numbers come as text (several
 * with commas or line breaks between them), as a list, or as `{calledNo, delayTime, type}`; call data
 * may be an object, which becomes JSON text.
 */
export function readContact(input: ContactInput, settings: ContactSettings): ContactReading {
	const called = readCalled(input.called, settings.numbers);
	if (!called.ok) return called;
	const caller = readCaller(input.caller, settings.numbers);
	if (!caller.ok) return caller;
	const recycleTime = readRecycleTime(input.recycleTime, settings.timeZone);
	if (!recycleTime.ok) return recycleTime;
	const numbers = called.value.map(({ calledNo }) => calledNo);
	return checked({
		sessionId:
			textOf(input.sessionId) ?? sessionIdOf(settings.campaign, numbers, settings.sessionKey),
		called: called.value,
		caller: caller.value,
		customField: textOf(input.customField),
		recycleTime: recycleTime.value,
		callData: textOf(input.callData),
		priority: withoutEmpty(input.priority),
	});
}

/** The ranges are those of the catalogue. */
function checked(values: Record<keyof Contact, unknown>): ContactReading {
	const contact: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(values)) {
		if (value === undefined) continue;
		const reading = FIELDS[name]?.schema.safeParse(value);
		if (reading && !reading.success) {
			const [issue] = reading.error.issues;
			const where = issue?.path.join('.');
			return refused(name as keyof Contact, `${where ? `${where} ` : ''}${issue?.message}`);
		}
		contact[name] = reading ? reading.data : value;
	}
	return { ok: true, contact: contact as unknown as Contact };
}

type Read<T> = { ok: true; value: T } | Extract<ContactReading, { ok: false }>;

function refused(field: keyof Contact, message: string): Extract<ContactReading, { ok: false }> {
	return { ok: false, field, message: `${FIELDS[field]?.label} (${field}) ${message}` };
}

const BETWEEN_NUMBERS = /[,;\n，；]/;

function readCalled(written: unknown, form: NumberForm): Read<CalledNumber[]> {
	const entries = entriesOf(written);
	if (entries.length === 0) return refused('called', 'is empty: a contact needs a number');
	const called: CalledNumber[] = [];
	for (const [index, entry] of entries.entries()) {
		const place = entries.length === 1 ? '' : `number ${index + 1} of ${entries.length} `;
		const members = isObject(entry) ? entry : { calledNo: entry };
		const number = dialledNumber(members.calledNo, form);
		if (!number.ok) return refused('called', `${place}${number.message}`);
		// reference/huawei §2.6: numbers under one session id must be unique.
		if (called.some(({ calledNo }) => calledNo === number.number)) {
			return refused('called', `${place}stands twice in the contact`);
		}
		const { delayTime, type } = members;
		called.push(withoutAbsent({ calledNo: number.number, delayTime, type }));
	}
	return { ok: true, value: called };
}

function entriesOf(written: unknown): unknown[] {
	if (Array.isArray(written)) return written;
	if (isObject(written)) return [written];
	if (typeof written !== 'string') return withoutEmpty(written) === undefined ? [] : [written];
	const text = written.trim();
	if (text.startsWith('[') || text.startsWith('{')) return entriesOf(parsedJson(text) ?? [text]);
	return text.split(BETWEEN_NUMBERS).filter((entry) => entry.trim() !== '');
}

function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

function readCaller(written: unknown, form: NumberForm): Read<string | undefined> {
	if (withoutEmpty(written) === undefined) return { ok: true, value: undefined };
	const number = dialledNumber(written, form);
	return number.ok ? { ok: true, value: number.number } : refused('caller', number.message);
}

function readRecycleTime(written: unknown, timeZone: string): Read<string | undefined> {
	if (withoutEmpty(written) === undefined) return { ok: true, value: undefined };
	const moment = momentOf(written, timeZone);
	if (moment === null) {
		return refused('recycleTime', 'is not a time: write it like 2026-06-01T09:00:00');
	}
	return { ok: true, value: new Date(moment).toISOString() };
}

function textOf(value: unknown): string | undefined {
	const found = withoutEmpty(value);
	if (found === undefined || typeof found === 'string') return found;
	return typeof found === 'object' ? JSON.stringify(found) : String(found);
}

/** Empty members are left out of the body. */
function withoutAbsent(members: Record<string, unknown>): CalledNumber {
	const present = Object.entries(members).filter(
		([, member]) => withoutEmpty(member) !== undefined,
	);
	return Object.fromEntries(present) as unknown as CalledNumber;
}
