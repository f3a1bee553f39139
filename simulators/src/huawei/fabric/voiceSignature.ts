import { createHash, createHmac } from 'node:crypto';

interface Signing {
	sharedKey: string;
	timestamp: string;
	nonce: string;
	voiceSignature: 'hmac' | 'sha256';
}

/** Of a voice-notification result (reference/huawei §5.5, cb3): Base64. */
export function voiceSignatureOf(
	fields: Readonly<Record<string, string>>,
	{ sharedKey, timestamp, nonce, voiceSignature }: Signing,
): string {
	const pairs = Object.keys(fields)
		.toSorted()
		.map((name) => `${name}=${fields[name]}`);
	const joined = pairs.join(',').replaceAll(' ', '');
	const text = [sharedKey, timestamp, nonce, joined].join('_');
	const digest = voiceSignature === 'hmac' ? createHmac('sha256', sharedKey) : createHash('sha256');
	return digest.update(text, 'utf8').digest('base64');
}
