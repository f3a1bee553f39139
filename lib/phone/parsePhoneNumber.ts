import { parsePhoneNumberFromString } from 'libphonenumber-js/core';
import type {
	CountryCode,
	PhoneNumber as LibraryNumber,
	PhoneNumberType,
} from 'libphonenumber-js/core';

import { readSipAddress, readTelUri } from './addressUri';
import { chineseNumberType, isChineseMobile, splitAreaCode } from './chinesePlan';
import {
	CALLER_ID_CODES,
	CARRIER_PREFIXES,
	COUNTRY_CODE_WRITINGS,
	withoutPrefix,
} from './dialPrefixes';
import { splitLabelledExtension, splitTrailingExtension } from './extensionSuffix';
import type { NumberWithExtension } from './extensionSuffix';
import { numberingPlans } from './numberingPlans';
import type { PhoneKind, PhoneNumber } from './phoneNumber';
import { dialString, isMaskedWriting, plainWriting } from './plainWriting';
import { serviceNumberKind } from './serviceNumbers';
import { isWithheldWord } from './withheldWords';

/** How the call centre dials, which a number alone does not tell. */
export interface PhoneSettings {
	/** Country of numbers written without `+` or `00`; CN when left out. */
	defaultCountry?: CountryCode;
	/** Digits dialled for an outside line, such as `9`. */
	outsideLinePrefixes?: readonly string[];
	/** Area code of landlines written without one (same-city numbers), `0755` or `755`. */
	defaultAreaCode?: string;
}

/** What a writing was understood as; all of a `PhoneNumber` but the writing itself. */
type Reading = Omit<PhoneNumber, 'raw'>;
/** Understands dialled digits in one way, or not at all. */
type Reader = (digits: string, settings: PhoneSettings) => Reading | null;

const NOTHING: Reading = {
	e164: null,
	national: null,
	extension: null,
	kind: 'invalid',
	country: null,
	valid: false,
	display: null,
};

/** Numbers are no longer than this in any writing; the limit of `libphonenumber-js`. */
const MAX_WRITING = 250;

/**
 * Reads whatever a vendor put in a number field. Never throws.
 *
 * Strings and JSON numbers are read; null, undefined and blank text are `withheld` with a null
 * `raw`, words such as `anonymous` are `withheld` too; any other value is `invalid`. `e164` is set
 * only for numbers `libphonenumber-js` calls valid, and `valid` is true for just these. What the
 * library cannot know (short codes, extensions, masks, dialling prefixes, SIP addresses) is told by
 * the tables beside this file; shapes and traps: peers.md §3.1 and §3.2.
 */
export function parsePhoneNumber(raw: unknown, settings: PhoneSettings = {}): PhoneNumber {
	if (raw === null || raw === undefined) return { raw: null, ...NOTHING, kind: 'withheld' };
	if (typeof raw === 'number' || typeof raw === 'bigint') {
		// A fraction or a number beyond 2^53 has lost or never had the digits of a number.
		const isDialled = typeof raw === 'bigint' || Number.isSafeInteger(raw);
		const text = String(raw);
		return isDialled ? parsePhoneNumber(text, settings) : unreadable(text);
	}
	if (typeof raw !== 'string') return { raw: null, ...NOTHING };
	const quick = quickMobile(raw, settings);
	if (quick) return { raw, ...quick };
	// A vendor's blank is an absent number, and absent is null everywhere in the call event.
	if (raw.trim() === '') return { raw: null, ...NOTHING, kind: 'withheld' };
	if (raw.length > MAX_WRITING) return unreadable(raw);
	return { raw, ...(readWriting(raw, settings) ?? { ...NOTHING, display: raw.trim() }) };
}

function unreadable(raw: string): PhoneNumber {
	return { raw, ...NOTHING, display: raw.trim() };
}

const DOMESTIC_MOBILE = /^(?:(?:\+|00)?86)?0?(1[3-9]\d{9})$/;
const FOREIGN_MOBILE = /^(?:\+|00)860?(1[3-9]\d{9})$/;

/** Most numbers of a Chinese call centre by far: mobiles in the writings that need no cleaning. */
function quickMobile(raw: string, settings: PhoneSettings): Reading | null {
	const significant = (isDomestic(settings) ? DOMESTIC_MOBILE : FOREIGN_MOBILE).exec(raw)?.[1];
	return significant !== undefined && isChineseMobile(significant)
		? mobileReading(significant)
		: null;
}

function isDomestic({ defaultCountry }: PhoneSettings): boolean {
	return defaultCountry === undefined || defaultCountry === 'CN';
}

/** Understands a writing of any shape. */
function readWriting(raw: string, settings: PhoneSettings): Reading | null {
	if (/^\+?\d+$/.test(raw)) return readDialled(raw, settings);
	const plain = plainWriting(raw);
	if (isWithheldWord(plain)) return { ...NOTHING, kind: 'withheld' };
	return (
		readTel(plain, settings) ??
		readSip(plain, settings) ??
		readCallerIdCode(plain, settings) ??
		readMasked(plain, raw) ??
		readNumberText(plain, settings)
	);
}

function readTel(plain: string, settings: PhoneSettings): Reading | null {
	const uri = readTelUri(plain);
	if (!uri) return null;
	if (isWithheldWord(uri.number)) return { ...NOTHING, kind: 'withheld' };
	const inContext =
		uri.context !== null && !uri.number.startsWith('+')
			? readNumberText(`${uri.context} ${uri.number}`, settings)
			: null;
	const reading = inContext ?? readNumberText(uri.number, settings);
	return reading && uri.extension !== null ? withExtension(reading, uri.extension) : reading;
}

function readSip(plain: string, settings: PhoneSettings): Reading | null {
	const sip = readSipAddress(plain);
	if (!sip) return null;
	if (isWithheldWord(sip.user)) return { ...NOTHING, kind: 'withheld' };
	const telephone = sip.isTelephone ? readNumberText(sip.user, settings) : null;
	if (telephone?.valid === true) return telephone;
	return { ...NOTHING, kind: 'sip', display: sip.address };
}

function readCallerIdCode(plain: string, settings: PhoneSettings): Reading | null {
	for (const rest of withoutPrefix(plain, CALLER_ID_CODES)) {
		const reading = readNumberText(rest, settings);
		if (isOutside(reading)) return reading;
	}
	return null;
}

function readMasked(plain: string, raw: string): Reading | null {
	return isMaskedWriting(plain) ? { ...NOTHING, kind: 'masked', display: raw.trim() } : null;
}

/**
 * Reads digits in groups with or without an extension. Groups of a valid number stay together; a
 * last group goes as an extension only when it makes the rest a number (`0755-26000000-8001`).
 */
function readNumberText(plain: string, settings: PhoneSettings): Reading | null {
	const digits = dialString(plain);
	if (digits === null) return readExtended(splitLabelledExtension(plain), settings);
	const whole = readDialled(digits, settings);
	if (whole?.valid === true || digits === plain) return whole;
	return readExtended(splitTrailingExtension(plain), settings) ?? whole;
}

function readExtended(split: NumberWithExtension | null, settings: PhoneSettings): Reading | null {
	const digits = split && dialString(split.number);
	const reading = digits === null ? null : readDialled(digits, settings);
	return split && isOutside(reading) ? withExtension(reading, split.extension) : null;
}

function withExtension(reading: Reading, extension: string): Reading {
	const display = reading.display === null ? null : `${reading.display} ext. ${extension}`;
	return { ...reading, extension, display };
}

/** A number of the public network, be it in E.164 or not. */
function isOutside(reading: Reading | null): reading is Reading {
	return reading !== null && reading.kind !== 'extension' && reading.kind !== 'invalid';
}

/** Digits after the country code of China, which vendors put before service numbers too. */
const AFTER_COUNTRY_CODE: readonly Reader[] = [readNational, readService];
/** Digits after a carrier's prefix: only whole numbers are dialled that way. */
const AFTER_CARRIER: readonly Reader[] = [readInternational, readNational];
/**
 * Ways to understand dialled digits, in China and elsewhere; the first that succeeds wins. Service
 * numbers come before the numbering plan (`1065012345` sends text messages, it is no Beijing
 * landline), short codes before extensions, and prefixes go only when nothing else makes sense.
 */
const DOMESTIC: readonly Reader[] = [
	...[readInternational, readService, readAgentExtension, readNational, readLocal],
	...[readCountryCode, readCarrier, readOutsideLine],
];
const FOREIGN: readonly Reader[] = [
	...[readInternational, readAgentExtension, readInDefaultCountry, readOutsideLine],
];

function readDialled(digits: string, settings: PhoneSettings): Reading | null {
	return firstReading(isDomestic(settings) ? DOMESTIC : FOREIGN, digits, settings);
}

function firstReading(
	readers: readonly Reader[],
	digits: string,
	settings: PhoneSettings,
): Reading | null {
	for (const reader of readers) {
		const reading = reader(digits, settings);
		if (reading) return reading;
	}
	return null;
}

const INTERNATIONAL = /^(?:\+|00)([1-9]\d*)$/;

function readInternational(digits: string, settings: PhoneSettings): Reading | null {
	const number = INTERNATIONAL.exec(digits)?.[1];
	if (number === undefined) return null;
	if (number.startsWith('86')) return firstReading(AFTER_COUNTRY_CODE, number.slice(2), settings);
	return libraryReading(parsePhoneNumberFromString(`+${number}`, numberingPlans));
}

function readInDefaultCountry(digits: string, settings: PhoneSettings): Reading | null {
	const { defaultCountry } = settings;
	if (defaultCountry === undefined) return null;
	return libraryReading(parsePhoneNumberFromString(digits, defaultCountry, numberingPlans));
}

function libraryReading(number: LibraryNumber | undefined): Reading | null {
	if (number?.isValid() !== true) return null;
	if (number.countryCallingCode === '86') return readNational(number.nationalNumber);
	return {
		e164: number.number,
		// The library writes brackets and spaces; the digits it puts first (a trunk 0) are the point.
		national: number.formatNational().replace(/\D/g, ''),
		extension: null,
		kind: 'international',
		country: number.country ?? null,
		valid: true,
		display: number.formatInternational(),
	};
}

/** An area code and a number, a mobile or a hotline, with or without the trunk `0`. */
function readNational(digits: string): Reading | null {
	const hasTrunk = digits.startsWith('0');
	const significant = hasTrunk ? digits.slice(1) : digits;
	const type = chineseNumberType(significant);
	if (type !== null) return chineseReading(significant, type);
	// A short code in another city (0755-12345) is dialled that way, but is no valid number.
	const parts = hasTrunk ? splitAreaCode(significant) : null;
	const kind = parts && serviceNumberKind(parts.subscriber);
	return parts && kind ? serviceReading(kind, digits, `0${parts.area} ${parts.subscriber}`) : null;
}

/** A landline number without its area code; 0, 1 and 9 begin other things. */
const LOCAL_NUMBER = /^[2-8]\d{6,7}$/;

function readLocal(digits: string, { defaultAreaCode }: PhoneSettings): Reading | null {
	if (defaultAreaCode === undefined || !LOCAL_NUMBER.test(digits)) return null;
	const significant = defaultAreaCode.replace(/\D/g, '').replace(/^0/, '') + digits;
	const type = chineseNumberType(significant);
	return type === 'FIXED_LINE' ? chineseReading(significant, type) : null;
}

function readService(digits: string): Reading | null {
	const kind = serviceNumberKind(digits);
	if (!kind) return null;
	const reading = serviceReading(kind, digits, digits);
	// Of these ranges the library knows 950… and 1010…; any other match is a landline look-alike.
	const isValid = chineseNumberType(digits) === 'SHARED_COST';
	return isValid ? { ...reading, e164: `+86${digits}`, valid: true } : reading;
}

/** Agents' own numbers: four to six digits, 1 to 8 first (peers.md §3.1, TCCC). */
const AGENT_EXTENSION = /^[1-8]\d{3,5}$/;

function readAgentExtension(digits: string): Reading | null {
	if (!AGENT_EXTENSION.test(digits)) return null;
	return { ...NOTHING, kind: 'extension', extension: digits, display: digits };
}

function readCountryCode(digits: string, settings: PhoneSettings): Reading | null {
	for (const rest of withoutPrefix(digits, COUNTRY_CODE_WRITINGS)) {
		const reading = firstReading(AFTER_COUNTRY_CODE, rest, settings);
		if (reading) return reading;
	}
	return null;
}

function readCarrier(digits: string, settings: PhoneSettings): Reading | null {
	for (const rest of withoutPrefix(digits, CARRIER_PREFIXES)) {
		const reading = firstReading(AFTER_CARRIER, rest, settings);
		if (reading?.valid === true) return reading;
	}
	return null;
}

function readOutsideLine(digits: string, settings: PhoneSettings): Reading | null {
	for (const rest of withoutPrefix(digits, settings.outsideLinePrefixes ?? [])) {
		// One prefix only: a second round would strip digits of the number itself.
		const reading = readDialled(rest, { ...settings, outsideLinePrefixes: [] });
		if (isOutside(reading)) return reading;
	}
	return null;
}

/** Kinds the library's types stand for; 400 and service numbers share a type. */
const KINDS_BY_TYPE: Partial<Record<PhoneNumberType, PhoneKind>> = {
	MOBILE: 'mobile',
	FIXED_LINE: 'landline',
	TOLL_FREE: 'toll_free_800',
	SHARED_COST: 'service_95',
	PREMIUM_RATE: 'service_95',
};

/** Numbers dialled without area code and trunk `0`. */
const HOTLINE_400 = /^400/;
const NATIONWIDE = /^(?:950|1010)/;

function chineseReading(significant: string, type: PhoneNumberType): Reading {
	if (type === 'MOBILE') return mobileReading(significant);
	const kind = HOTLINE_400.test(significant) ? 'hotline_400' : KINDS_BY_TYPE[type];
	const hasArea =
		type === 'FIXED_LINE' ||
		(type === 'SHARED_COST' && kind !== 'hotline_400' && !NATIONWIDE.test(significant));
	const parts = hasArea ? splitAreaCode(significant) : null;
	return {
		e164: `+86${significant}`,
		national: parts ? `0${significant}` : significant,
		extension: null,
		// 021 12345 is a valid number of the area 021, and still the short code 12345.
		kind: (parts && serviceNumberKind(parts.subscriber)) ?? kind ?? 'invalid',
		country: 'CN',
		valid: true,
		display: parts ? `0${parts.area} ${groups(parts.subscriber)}` : groups(significant),
	};
}

function mobileReading(significant: string): Reading {
	const [head, middle, tail] = [
		significant.slice(0, 3),
		significant.slice(3, 7),
		significant.slice(7),
	];
	return {
		e164: `+86${significant}`,
		national: significant,
		extension: null,
		kind: 'mobile',
		country: 'CN',
		valid: true,
		display: `${head} ${middle} ${tail}`,
	};
}

function serviceReading(kind: PhoneKind, national: string, display: string): Reading {
	return { ...NOTHING, kind, national, country: 'CN', display };
}

/** How digits are grouped for reading, by their number. */
const GROUPINGS: ReadonlyMap<number, RegExp> = new Map([
	[7, /^(\d{3})(\d{4})$/],
	[8, /^(\d{4})(\d{4})$/],
	[10, /^(\d{3})(\d{3})(\d{4})$/],
]);

function groups(digits: string): string {
	return GROUPINGS.get(digits.length)?.exec(digits)?.slice(1).join(' ') ?? digits;
}
