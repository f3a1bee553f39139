import type { KeyObject } from 'node:crypto';
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

export interface TestCertificate {
	/** The RSA private key, PEM (PKCS #8). */
	key: string;
	/** A self-signed X.509 certificate of it, PEM. */
	certificate: string;
}

export interface CertificateOptions {
	/** An RSA private key to certify; a new one unless given. */
	key?: string;
	commonName?: string;
	/** DNS names and IPv4 addresses a server with it answers for; none unless given. */
	hosts?: readonly string[];
	/** Milliseconds since 1970; a day before now and a year after it unless given. */
	validFrom?: number;
	validTo?: number;
}

const day = 24 * 60 * 60 * 1000;

/** An RSA key and its self-signed certificate, in place of EventBridge's own. */
export function createTestCertificate(options: CertificateOptions = {}): TestCertificate {
	const { commonName = 'EventBridge simulator' } = options;
	const { validFrom = Date.now() - day, validTo = Date.now() + 365 * day } = options;
	const key = options.key
		? createPrivateKey(options.key)
		: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
	const name = sequence(set(sequence(commonNameId, text(0x0c, commonName))));
	const body = sequence(
		tagged(0xa0, integer(2)),
		integer(1),
		sha256WithRsa,
		name,
		sequence(time(validFrom), time(validTo)),
		name,
		createPublicKey(key).export({ type: 'spki', format: 'der' }),
		...(options.hosts ? [tagged(0xa3, sequence(subjectAltName(options.hosts)))] : []),
	);
	const certificate = sequence(body, sha256WithRsa, bits(sign('sha256', body, key)));
	return { key: pemOfKey(key), certificate: pem('CERTIFICATE', certificate) };
}

/** RFC 5280 §4.2.1.6: a name is tagged 2, an address 7. */
function subjectAltName(hosts: readonly string[]): Buffer {
	const names = hosts.map((host) =>
		isIPv4(host) ? tagged(0x87, Buffer.from(host.split('.').map(Number))) : text(0x82, host),
	);
	return sequence(subjectAltNameId, tagged(0x04, sequence(...names)));
}

function pemOfKey(key: KeyObject): string {
	return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function pem(label: string, der: Buffer): string {
	const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
	return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** DER (X.690): a tag, a length, the content. */
function tagged(tag: number, ...contents: readonly Buffer[]): Buffer {
	const content = Buffer.concat(contents);
	return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

function lengthOf(length: number): number[] {
	if (length < 0x80) return [length];
	const bytes = [...Buffer.from(length.toString(16).padStart(8, '0'), 'hex')];
	const digits = bytes.slice(bytes.findIndex((byte) => byte !== 0));
	return [0x80 | digits.length, ...digits];
}

function sequence(...contents: readonly Buffer[]): Buffer {
	return tagged(0x30, ...contents);
}

function set(...contents: readonly Buffer[]): Buffer {
	return tagged(0x31, ...contents);
}

function integer(value: number): Buffer {
	return tagged(0x02, Buffer.from([value]));
}

function bits(content: Buffer): Buffer {
	return tagged(0x03, Buffer.from([0]), content);
}

function text(tag: number, value: string): Buffer {
	return tagged(tag, Buffer.from(value));
}

/** GeneralizedTime, to the second. */
function time(milliseconds: number): Buffer {
	const digits = new Date(milliseconds).toISOString().replace(/\.\d+|[-:T]/g, '');
	return text(0x18, digits);
}

/** Object identifiers 2.5.29.17 (subjectAltName), 2.5.4.3 (commonName) and 1.2.840.113549.1.1.11 with its null parameters. */
const subjectAltNameId = Buffer.from('0603551d11', 'hex');
const commonNameId = Buffer.from('0603550403', 'hex');
const sha256WithRsa = Buffer.from('300d06092a864886f70d01010b0500', 'hex');
