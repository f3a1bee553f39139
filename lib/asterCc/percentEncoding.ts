import { decodeText } from './charset';

/** Signs every URL encoder replaces: where one stands, nothing was encoded. */
const NEVER_ENCODED = /[\s"/@;{}<>^`|\\]|[^\x00-\x7F]/;
const ENCODED = /%[0-9a-f]{2}|\+/i;

/**
 * Whether a text went through a URL encoder. The Content-Type does not tell: PHP's curl calls any
 * text a form, and asterCC's message looks like one without being encoded (reference/astercc §1.1).
 */
export function isPercentEncoded(text: string): boolean {
	return ENCODED.test(text) && !NEVER_ENCODED.test(text);
}

/** Undoes a form's encoding, byte by byte, so that GBK works too; a lone % stays what it is. */
export function decodePercent(text: string, contentType = ''): string {
	const bytes = Buffer.alloc(text.length);
	let length = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		const hex = code === PERCENT ? text.slice(at + 1, at + 3) : '';
		if (/^[0-9a-f]{2}$/i.test(hex)) {
			bytes[length++] = Number.parseInt(hex, 16);
			at += 2;
		} else {
			bytes[length++] = code === PLUS ? SPACE : code;
		}
	}
	return decodeText(bytes.subarray(0, length), contentType);
}

const PERCENT = 37;
const PLUS = 43;
const SPACE = 32;
