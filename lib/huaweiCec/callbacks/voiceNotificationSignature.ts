import { createHash, createHmac } from 'crypto';

import { isOneOf } from '../../pushAuth/secret';

/** What takes no part in the signed text as a field, and stands in front of it. */
const UNSIGNED = new Set(['timestamp', 'nonce', 'signature']);

/**
 * The text a voice notification's signature is over (reference/huawei §5.5, cb3): every other field
 * as `name=value`, sorted by name and joined with commas, without any space; in front of it key,
 * timestamp and nonce, joined with underscores.
 */
export function signedTextOf(fields: Readonly<Record<string, unknown>>, sharedKey: string): string {
	const pairs = Object.keys(fields)
		.filter((name) => !UNSIGNED.has(name))
		.sort()
		.map((name) => `${name}=${textOf(fields[name])}`)
		.join(',')
		.replaceAll(' ', '');
	return [sharedKey, textOf(fields.timestamp), textOf(fields.nonce), pairs].join('_');
}

/** Whether the push carries a signature: with the GUI's own callback address it does not. */
export function isSignedNotification(fields: Readonly<Record<string, unknown>>): boolean {
	return textOf(fields.signature) !== '';
}

/**
 * Whether a push is signed with one of the shared keys. The vendor's text says SHA-256 and its demo
 * imports the classes of HMAC-SHA256, so either is taken (reference/huawei §8 no. 22).
 */
export function isSignedWith(
	fields: Readonly<Record<string, unknown>>,
	sharedKeys: readonly string[],
): boolean {
	const given = textOf(fields.signature);
	if (given === '') return false;
	const good = sharedKeys.flatMap((key) => {
		const text = signedTextOf(fields, key);
		return [
			createHash('sha256').update(text, 'utf8').digest('base64'),
			createHmac('sha256', key).update(text, 'utf8').digest('base64'),
		];
	});
	return isOneOf(given, good);
}

function textOf(value: unknown): string {
	if (value === null || value === undefined) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
