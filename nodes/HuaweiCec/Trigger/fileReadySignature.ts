import type { IWebhookFunctions } from 'n8n-workflow';

import {
	verifyAuthorization,
	type RefusalReason,
	type SignedRequest,
} from '../../../lib/huaweiCec/signature';
import { withRecentCredential } from '../../shared/recentCredential';
import type { Refusal } from '../../shared/vendorAnswer';
import { textIn } from '../../shared/pushCredential';
import { optionsOf } from './triggerOptions';

/** The vendor's own window is not known (reference/huawei §8 no. 4); CC-FS repeats after 10 minutes. */
const TOLERANCE_MS = 15 * 60_000;

/** A post of CC-FS has a few hundred; each way it may have been signed reads all of them. */
const MOST_BYTES = 65_536;

type SignatureCheck = { ok: true } | { ok: false; refusal: Refusal };

/** CC-FS signs what it posts as we sign what we send, with the same keys (reference/huawei §3.1). */
export async function verifyFileReady(
	context: IWebhookFunctions,
	body: Buffer,
): Promise<SignatureCheck> {
	if (body.length > MOST_BYTES) return { ok: false, refusal: TOO_LONG };
	const { authorization } = context.getRequestObject().headers;
	const requests = requestsOf(context, body);
	return await withRecentCredential(context, 'huaweiCecAkSkApi', (credential): SignatureCheck => {
		const [accessKey, secretKey] = [
			textIn(credential, 'accessKey'),
			textIn(credential, 'secretKey'),
		];
		if (accessKey === '' || secretKey === '') return { ok: false, refusal: NO_KEYS };
		const verdict = verifyAuthorization({
			authorization,
			accessKey,
			secretKey,
			now: Date.now(),
			toleranceMs: TOLERANCE_MS,
			requests,
		});
		if (verdict.ok) return verdict;
		const message = `${verdict.message}. ${WAYS_OUT[verdict.reason] ?? CHECK_ALL}`;
		return { ok: false, refusal: { status: 401, message } };
	});
}

const TOO_LONG: Refusal = {
	status: 413,
	message: 'The body is longer than anything CC-FS posts. Look who else pushes to this URL.',
};

const NO_KEYS: Refusal = {
	status: 500,
	message: 'The AK/SK credential of the trigger has no keys. Enter them in n8n.',
};

const WAYS_OUT: Partial<Record<RefusalReason, string>> = {
	accessKey: "Compare the Access Key of the trigger's AK/SK credential with that of CC-FS.",
	missing: 'If your CC-FS does not sign, choose Token in the URL as Authentication of the trigger.',
	clock: 'Set the clocks of CC-FS and of this machine (NTP).',
};

const CHECK_ALL =
	'Compare the keys, set Public URL in the options of the trigger to the callBackURL you gave to CC-FS, or let the trigger check the token in the URL alone.';

/** The request as it came, and as CC-FS may have seen it: a proxy changes host, port and path. */
function requestsOf(context: IWebhookFunctions, body: Buffer): SignedRequest[] {
	const request = context.getRequestObject();
	const url = request.originalUrl ?? request.url;
	const [path = '', query = ''] = url.split(/\?(.*)/s);
	const headers = headersOf(request.headers);
	const addresses = [context.getNodeWebhookUrl('default'), optionsOf(context).publicUrl].flatMap(
		(address) => (address && URL.canParse(address) ? [new URL(address)] : []),
	);
	const paths = new Set([path, ...addresses.map(({ pathname }) => pathname)]);
	const hosts = new Set(
		[
			headers.host,
			headers['x-forwarded-host']?.split(',')[0]?.trim(),
			...addresses.map(({ host }) => host),
		].flatMap(writingsOf),
	);
	const queries = query === '' ? [[]] : [[...new URLSearchParams(query)], []];
	return [...paths].flatMap((each) =>
		[...hosts].flatMap((host) =>
			queries.map((pairs) => ({
				method: 'POST',
				path: each,
				query: pairs,
				headers: { ...headers, host },
				body,
			})),
		),
	);
}

/** A host is signed with its port (reference/huawei §1.2), which a URL and a proxy leave out. */
function writingsOf(host: string | undefined): string[] {
	if (!host) return [];
	const bare = host.replace(/:(443|80)$/, '');
	return bare === host && /:\d+$/.test(host) ? [host] : [bare, `${bare}:443`, `${bare}:80`];
}

function headersOf(headers: Record<string, string | string[] | undefined>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).flatMap(([name, value]) =>
			value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
		),
	);
}
