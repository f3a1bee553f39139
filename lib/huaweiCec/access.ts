import { NO_VDN, type Account } from './account';
import type { Component } from './endpoint';

/** The AK/SK credential, as people fill it in. */
export interface AkSkAccess {
	baseUrl?: unknown;
	iSalesUrl?: unknown;
	fsUrl?: unknown;
	cmsUrl?: unknown;
	accessKey?: unknown;
	secretKey?: unknown;
	vdnId?: unknown;
	ccId?: unknown;
	timeZone?: unknown;
	signatureVariant?: unknown;
	serverName?: unknown;
	caCertificate?: unknown;
}

/** The field of a component's own address, and its label in the editor. */
const ADDRESSES = {
	isales: { field: 'iSalesUrl', label: 'CC-iSales Address' },
	fs: { field: 'fsUrl', label: 'CC-FS Address' },
	cms: { field: 'cmsUrl', label: 'CC-CMS Address' },
} as const satisfies Record<Component, { field: keyof AkSkAccess; label: string }>;

export type AddressReading =
	| { ok: true; address: string }
	| {
			ok: false;
			/** No address at all; otherwise there is one that is none. */
			isMissing: boolean;
			message: string;
	  };

/** Where a component is: scheme, host and port, without a slash at the end. */
export function addressOf(access: AkSkAccess, component: Component): AddressReading {
	const { field, label } = ADDRESSES[component];
	const own = textOf(access[field]);
	const given = own || textOf(access.baseUrl);
	if (given === '') {
		const message = `Base Address and ${label} of the credential are both empty. Enter one of them.`;
		return { ok: false, isMissing: true, message };
	}
	const whole = (/^[a-z]+:\/\//i.test(given) ? given : `https://${given}`).replace(/\/+$/, '');
	if (URL.canParse(whole) && /^https?:/i.test(whole)) return { ok: true, address: whole };
	const message = `${own ? label : 'Base Address'} of the credential is not a URL. Write it like https://cec.example.com:28443.`;
	return { ok: false, isMissing: false, message };
}

/** What keeps a request from being signed: an empty key is a wrong signature, and those lock the address. */
export function keyMissing({ accessKey, secretKey }: AkSkAccess): string | null {
	if (textOf(accessKey) === '') return 'Access Key of the credential is empty. Enter it.';
	return textOf(secretKey) === '' ? 'Secret Key of the credential is empty. Enter it.' : null;
}

/** Scheme, host and port: what of an address may be named in a message. */
export const originOf = (address: string) => new URL(address).origin;

const DEFAULT_TIME_ZONE = 'Asia/Shanghai';
const DEFAULT_CALL_CENTRE = 1;

/** Whose call centre it is. */
export function accountOf({ vdnId, ccId, timeZone }: AkSkAccess): Account {
	return {
		vdnId: numberOf(vdnId) ?? NO_VDN,
		ccId: numberOf(ccId) ?? DEFAULT_CALL_CENTRE,
		timeZone: textOf(timeZone) || DEFAULT_TIME_ZONE,
	};
}

/** An expression in the credential gives text. */
function numberOf(value: unknown): number | null {
	const number = Math.trunc(Number(value));
	return number >= 1 ? number : null;
}

/** How to reach a site with a certificate of its own, or one that is called by its IP address. */
export function tlsOf({
	caCertificate,
	serverName,
}: Pick<AkSkAccess, 'caCertificate' | 'serverName'>): { ca?: string; servername?: string } {
	const ca = pemOf(textOf(caCertificate));
	const servername = textOf(serverName);
	return { ...(ca ? { ca } : {}), ...(servername ? { servername } : {}) };
}

const CERTIFICATE = /(-----BEGIN CERTIFICATE-----)(.*?)(-----END CERTIFICATE-----)/gs;

/** A field of one line turns the line breaks of a PEM into blanks; OpenSSL wants them back. */
function pemOf(text: string): string {
	return text.replace(CERTIFICATE, (_, begin: string, base64: string, end: string) => {
		const lines = base64.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
		return [begin, ...lines, end].join('\n');
	});
}

/** What somebody typed into a field. */
export function textOf(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
