import type { PhoneKind } from './phoneNumber';

/**
 * Chinese numbers outside E.164: peers.md §3.1 and §3.2 ("short codes: never valid, own kind").
 * The listed codes are public services and carriers; a five-digit agent extension looks just like
 * them, so only codes known to be in service stand here, and ranges only where a range is reserved.
 */
const SHORT_CODES: ReadonlySet<string> = new Set([
	// Emergency and directory services.
	...['110', '112', '114', '117', '119', '120', '121', '122', '999'],
	// Carriers' own desks: Telecom, Unicom, Tietong, Mobile, Broadnet.
	...['10000', '10010', '10050', '10060', '10070', '10085', '10086', '10099', '1008611'],
	// Post, police by text, time, forest fire, weather, highways, traffic police.
	...['11183', '11185', '12110', '12117', '12119', '12121', '12122', '12123'],
	// Carriers' information desks.
	...['12580', '116114', '118114'],
	// The anti-fraud line, which is a 96 number in no other respect.
	'96110',
]);

/** Ranges, first match wins. */
const SERVICE_RANGES: ReadonlyArray<{ kind: PhoneKind; pattern: RegExp }> = [
	// 123xx is reserved for public service lines: 12306, 12315, 12345, 12348, 12366 …
	{ kind: 'short_code', pattern: /^123\d\d$/ },
	// 95xxx for the whole country and 96xxx for a province, with up to three more digits.
	{ kind: 'service_95', pattern: /^9[56]\d{3,6}$/ },
	// 95013… and its neighbours carry virtual and privacy numbers of any length.
	{ kind: 'service_95', pattern: /^950\d{5,13}$/ },
	// 1010xxxx: one number for the whole country, as 95xxx.
	{ kind: 'service_95', pattern: /^1010\d{4}$/ },
	// 1065…, 1066…, 1068…, 1069…: senders of text messages, with the sender's own tail.
	{ kind: 'sms_port', pattern: /^106[2-9]\d{3,16}$/ },
];

/** The kind of a service number or short code written as dialled, or null when it is neither. */
export function serviceNumberKind(digits: string): PhoneKind | null {
	if (SHORT_CODES.has(digits)) return 'short_code';
	return SERVICE_RANGES.find(({ pattern }) => pattern.test(digits))?.kind ?? null;
}
