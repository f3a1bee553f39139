import { numberingPlans } from './numberingPlans';
import type { PhoneNumber } from './phoneNumber';

const HIDDEN = '*';

/** Signs that separate and announce, and say nothing about whose number it is. */
const SEPARATOR = /^[\s!-)+-/:-@[-`{-~]$/;
/** Half a character, which cannot be shown alone. */
const SURROGATE = /[\ud800-\udfff]/;

/**
 * A Chinese mobile number after its country code or trunk `0`; some of it may be hidden already
 * (`x` is any character but a digit). Whatever follows is an extension and hidden altogether.
 * 179 begins the carriers' prefixes, no mobile.
 */
const MOBILE = /^((?:\+|00)?86)?(0?)(1(?!7[9*x])[3-9][\d*x]{9})/;
const INTERNATIONAL = /^(\+|00)(\d{1,3})/;
const MOBILE_HEAD = 3;
const MOBILE_TAIL = 4;

/**
 * Hides a number in its own writing. The result has the length of `raw`, its separators and its
 * country prefix (`+86`, `0086`, `+852`); hidden characters become `*`. Masking twice changes nothing.
 *
 * A Chinese mobile keeps its first three and last four digits (`138****1234`). Of anything else
 * (landlines, short codes, extensions, foreign numbers, words) a third at most stays, divided between
 * the end and the beginning: 2+2 of twelve digits, 1+1 of eight, the last one of three to five.
 * In SIP and e-mail addresses the user part is masked by these rules, and so are all digits after the
 * `@`; scheme and host stay.
 */
export function maskText(raw: string): string {
	// The last one: whatever stands before it is the user's, even another `@`.
	const at = raw.lastIndexOf('@');
	if (at < 0) return maskUser(raw);
	return maskUser(raw.slice(0, at)) + raw.slice(at).replace(/\p{N}/gu, hide);
}

/** Hides every letter, digit and sign that is no separator. */
function hideAll(text: string): string {
	return Array.from(text, (unit) => (SEPARATOR.test(unit) ? unit : hide(unit))).join('');
}

function hide(character: string): string {
	return HIDDEN.repeat(character.length);
}

const SCHEME = /^\s*(?:sips?|tel|mailto):/i;

function maskUser(text: string): string {
	const scheme = SCHEME.exec(text)?.[0] ?? '';
	// Parameters and post-dialled digits are no part of the number, and may repeat it.
	const [number = '', ...parameters] = text.slice(scheme.length).split(/(?=;)/);
	const units = number.split('');
	const secrets: number[] = [];
	let dialled = '';
	units.forEach((unit, index) => {
		const plain = unit.normalize('NFKC');
		if (plain === '+' && dialled === '') dialled = '+';
		if (SEPARATOR.test(plain)) return;
		secrets.push(index);
		dialled += /^[\d*]$/.test(plain) ? plain : 'x';
	});
	const shown = new Set(shownPositions(dialled).map((position) => secrets[position]));
	const hidden = new Set(secrets.filter((index) => !shown.has(index)));
	const isHidden = (unit: string, index: number) => hidden.has(index) || SURROGATE.test(unit);
	const masked = units.map((unit, index) => (isHidden(unit, index) ? HIDDEN : unit)).join('');
	return scheme + masked + hideAll(parameters.join(''));
}

/** Which of the characters of a number may be seen; `+` is not counted. */
function shownPositions(dialled: string): number[] {
	const plus = dialled.startsWith('+') ? 1 : 0;
	const total = dialled.length - plus;
	const mobile = MOBILE.exec(dialled);
	if (mobile) {
		const start = (mobile[1] ?? '').length + (mobile[2] ?? '').length - plus;
		const end = start + (mobile[3] ?? '').length;
		return [...range(0, start + MOBILE_HEAD), ...range(end - MOBILE_TAIL, end)];
	}
	const prefix = countryPrefixLength(dialled) - plus;
	const start = Math.max(prefix, 0);
	const seen = Math.floor((total - start) / 3);
	const tail = Math.min(MOBILE_TAIL, Math.ceil(seen / 2));
	const head = Math.min(MOBILE_HEAD, Math.floor(seen / 2));
	return [...range(0, start + head), ...range(total - tail, total)];
}

/** How many characters `+` or `00` and the country calling code take; 0 when there is none. */
function countryPrefixLength(dialled: string): number {
	const match = INTERNATIONAL.exec(dialled);
	const [, exit = '', digits = ''] = match ?? [];
	const codes = [1, 2, 3].map((length) => digits.slice(0, length));
	const code = codes.find(
		(each) => each in numberingPlans.country_calling_codes || each in numberingPlans.nonGeographic,
	);
	return code === undefined || code === '' ? 0 : exit.length + code.length;
}

function range(start: number, end: number): number[] {
	return Array.from({ length: Math.max(end - start, 0) }, (_, index) => start + index);
}

/** Of the display of a number with an extension, what stands before it. */
const DISPLAYED_EXTENSION = / ext\. \d+$/;

/**
 * The number for people and systems that must not know it: kind `masked`, no `e164`, no extension,
 * and every text masked as `maskText` does. The country stays. A withheld number stays withheld.
 */
export function maskPhoneNumber(number: PhoneNumber): PhoneNumber {
	if (number.kind === 'withheld') return number;
	const { raw, national, display } = number;
	return {
		raw: raw === null ? null : maskExtended(raw, number),
		e164: null,
		national: national === null ? null : maskText(national),
		extension: null,
		kind: 'masked',
		country: number.country,
		valid: false,
		display: display === null ? null : maskText(display.replace(DISPLAYED_EXTENSION, '')),
	};
}

/** Everything up to the last digit before the extension. */
const BEFORE_EXTENSION = /^.*\p{Nd}/su;

/** Masks a writing so that the digits left at the end are the number's and not its extension's. */
function maskExtended(raw: string, { extension, kind }: PhoneNumber): string {
	if (extension === null || kind === 'extension') return maskText(raw);
	const start = raw.lastIndexOf(extension);
	const number = start < 0 ? '' : (BEFORE_EXTENSION.exec(raw.slice(0, start))?.[0] ?? '');
	return maskText(number) + hideAll(raw.slice(number.length));
}
