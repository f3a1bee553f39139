import { parsePhoneNumber } from '../../phone/parsePhoneNumber';
import { plainWriting } from '../../phone/plainWriting';

/** How numbers of mainland China are brought to what the platform dials. */
export const NUMBER_FORMS = ['national', 'asGiven'] as const;
export type NumberForm = (typeof NUMBER_FORMS)[number];

export type DialledReading = { ok: true; number: string } | { ok: false; message: string };

/** Longest number the vendor takes (reference/huawei §2.6). */
const LONGEST = 24;
const DIALLED = /^[0-9*#]+$/;
/** What people write between digits. */
const SEPARATORS = /[\s\-./·()+]/g;
/** A code such as `*69#`, whose star hides nothing. */
const SERVICE_CODE = /^\s*[*#]/;
/** A mainland mobile with its country code, whatever libphonenumber thinks of the block of numbers. */
const CODED_MOBILE = /^(?:00)?86(?=1[3-9]\d{9}$)/;

/**
 * A number in the vendor's form: `0-9*#`, at most 24 (reference/huawei §2.6).
 * Blanks, dashes, brackets and `+` go; with `national`, numbers of mainland China are written as
 * dialled inside China (`+86 138…` becomes `138…`, `+86 571…` becomes `0571…`). The messages name no
 * number: they end up in logs.
 */
export function dialledNumber(written: unknown, form: NumberForm): DialledReading {
	const raw = typeof written === 'number' ? String(written) : written;
	if (typeof raw !== 'string' || raw.trim() === '') return refused('is empty');
	const parsed = parsePhoneNumber(raw);
	if (parsed.kind === 'masked' && !SERVICE_CODE.test(raw))
		return refused('is masked: digits are hidden in it');
	if (parsed.extension !== null && parsed.kind !== 'extension') {
		return refused('has an extension, which cannot be dialled by a campaign');
	}
	const isMainland = parsed.valid && parsed.country === 'CN' && parsed.national !== null;
	const number =
		form === 'national' && isMainland ? (parsed.national ?? '') : bareNumber(raw, form);
	if (!DIALLED.test(number)) return refused('may hold only 0-9, * and #');
	if (number.length > LONGEST) return refused(`has more than ${LONGEST} digits`);
	return { ok: true, number };
}

function bareNumber(raw: string, form: NumberForm): string {
	const bare = plainWriting(raw).replace(SEPARATORS, '');
	return form === 'national' ? bare.replace(CODED_MOBILE, '') : bare;
}

function refused(message: string): DialledReading {
	return { ok: false, message };
}
