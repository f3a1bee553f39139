import { maskNumbersIn } from '../callEvent/privacy';
import type { Component, Endpoint } from './endpoint';
import { faultOf, type Fault, type ResultCode } from './fault';
import { CMS_RESULT_CODES } from './resultCodes/cms';
import { FS_RESULT_CODES } from './resultCodes/fs';
import { ISALES_RESULT_CODES } from './resultCodes/iSales';
import { isObject } from '../callEvent/plainObject';

export type Row = Record<string, unknown>;

export type AnswerReading =
	| {
			ok: true;
			rows: Row[];
			/** How many rows there are on all pages, when the answer says it. */
			total: number | null;
	  }
	| { ok: false; fault: Fault };

/**
 * How each component says "it worked" (reference/huawei §7, success codes at a glance). Some pages of
 * CC-CMS answer as its older releases did, with "0" (cec_07_0594 and its older neighbours).
 */
const SERVICES: Record<
	Component,
	{ name: string; success: readonly string[]; codes: readonly ResultCode[] }
> = {
	isales: { name: 'CC-iSales', success: ['0200000'], codes: ISALES_RESULT_CODES },
	fs: { name: 'CC-FS', success: ['0'], codes: FS_RESULT_CODES },
	cms: { name: 'CC-CMS', success: ['0100000', '0'], codes: CMS_RESULT_CODES },
};

/** The same thing under many names (reference/huawei §7, irregular JSON). */
const CODE_FIELDS = [
	'resultCode',
	'returnCode',
	'retCode',
	'retcode',
	'rtnCode',
	'errorCode',
	'result',
];
const TEXT_FIELDS = ['resultDesc', 'returnDesc', 'retMsg', 'message', 'resultMsg', 'errorMsg'];

/** What a status says before any body is read (reference/huawei §1.2, §3.5, §7). */
const STATUSES: ReadonlyMap<number, Pick<Fault, 'kind' | 'title' | 'wayOut'>> = new Map([
	[
		401,
		{
			kind: 'signature',
			title: 'did not accept the signature',
			wayOut:
				'Check access key, secret key and signature variant of the credential, and that the base address is the host and port Huawei gave you. Do not try again and again: CC-FS locks the address after several wrong signatures.',
		},
	],
	[
		403,
		{
			kind: 'locked',
			title: 'refuses this address',
			wayOut:
				'Either the address this n8n goes out with is not on the allow list (ask the administrator of the call center to add it), or it is locked after several wrong signatures: mend the credential first, then wait.',
		},
	],
	[
		404,
		{
			kind: 'notFound',
			title: 'does not know this path',
			wayOut: 'Check the base address of the component in the credential.',
		},
	],
	[
		418,
		{
			kind: 'rejected',
			title: 'was reached without its host name',
			wayOut: 'Write the host name, not the IP address, in the credential, or set Server Name.',
		},
	],
	[
		429,
		{
			kind: 'flowControl',
			title: 'asks to slow down',
			wayOut:
				'Ask less often, or raise Flow Control Retry Limit in the options. Daily statistics can be asked for once in 5 minutes.',
		},
	],
]);

/**
 * What a JSON answer means. A business error comes with HTTP 200 and a code in the body
 * (reference/huawei §7).
 */
export function readAnswer(endpoint: Endpoint, status: number, body: unknown): AnswerReading {
	const service = SERVICES[endpoint.component];
	const code = textAt(body, CODE_FIELDS);
	if (code !== null && !service.success.includes(code)) {
		return refusal(endpoint, status, code, saidIn(body));
	}
	if (status < 200 || status > 299)
		return { ok: false, fault: statusFault(endpoint, status, body) };
	if (!isObject(body)) return { ok: false, fault: notHuawei(endpoint, status) };
	if (code === null && !hasResult(endpoint, body)) {
		return { ok: false, fault: withoutCode(endpoint, status, body) };
	}
	return { ok: true, ...rowsOf(endpoint, body) };
}

function refusal(
	endpoint: Endpoint,
	status: number,
	code: string,
	said: string | null,
): AnswerReading {
	const { name, codes } = SERVICES[endpoint.component];
	const found = codes.find((entry) => entry.code === code);
	const known = found && { ...found, ...found.of?.[endpoint.resource] };
	const ofStatus = STATUSES.get(status);
	const meaning = known?.meaning ?? 'a result code not known here';
	const fault = faultOf(known?.kind ?? ofStatus?.kind ?? 'rejected', {
		code,
		status,
		title: `${name} refused to ${lowerFirst(endpoint.action)}: ${meaning} (${code})`,
		cause: said || SAYS_NO_MORE,
		wayOut:
			known?.wayOut ??
			ofStatus?.wayOut ??
			`Look the code up on the vendor's page ${pageOf(endpoint)}.`,
	});
	return { ok: false, fault };
}

const SAYS_NO_MORE = 'The answer says no more.';

/** The vendor's pages alone; what else stands there is for those who work on the catalogue. */
const pageOf = ({ page }: Endpoint) => page.replace(/, reference.*/s, '');

/** The fault of an HTTP status that says no. */
export function statusFault(endpoint: Endpoint, status: number, body: unknown): Fault {
	const { name } = SERVICES[endpoint.component];
	const known = STATUSES.get(status);
	const cause = saidIn(body) ?? SAYS_NO_MORE;
	if (known) {
		return faultOf(known.kind, {
			status,
			title: `${name} ${known.title} (HTTP ${status})`,
			cause,
			wayOut: known.wayOut,
		});
	}
	return faultOf(status >= 500 ? 'server' : 'rejected', {
		status,
		title: `${name} answered HTTP ${status} when asked to ${lowerFirst(endpoint.action)}`,
		cause,
		wayOut: wayOutOf(endpoint, status),
	});
}

function wayOutOf(endpoint: Endpoint, status: number): string {
	if (status >= 500)
		return 'Whether the work was done is not known: look first, then try again later.';
	if (status >= 300 && status < 400) {
		return 'A redirect is not followed, since the signature is for one address only. Enter the address it leads to in the credential, if that is the one Huawei gave you.';
	}
	return `See the vendor's page ${pageOf(endpoint)}.`;
}

function notHuawei(endpoint: Endpoint, status: number): Fault {
	const { name } = SERVICES[endpoint.component];
	return faultOf('server', {
		status,
		title: `What answered is not ${name}`,
		cause: `HTTP ${status} without a JSON object`,
		wayOut: 'Check the base address of the component in the credential.',
	});
}

/** Without a code only the result itself shows that it worked. */
function hasResult({ answer }: Endpoint, body: Row): boolean {
	if (answer.kind === 'file') return true;
	if (answer.kind === 'rows') return valueAt(body, answer.rows) !== undefined;
	return answer.kind === 'one' && answer.at !== '' && valueAt(body, answer.at) !== undefined;
}

/** Every answer has a result code (reference/huawei §7); one without comes from something in between. */
function withoutCode(endpoint: Endpoint, status: number, body: Row): Fault {
	const { name } = SERVICES[endpoint.component];
	return faultOf('server', {
		status,
		title: `The answer when asked to ${lowerFirst(endpoint.action)} has no result code of ${name}`,
		cause: saidIn(body) ?? `HTTP ${status} and a JSON object without result code`,
		wayOut:
			'Whether the work was done is not known. Check the base address in the credential: a gateway or another service may have answered.',
	});
}

function rowsOf(endpoint: Endpoint, body: unknown): { rows: Row[]; total: number | null } {
	const { answer } = endpoint;
	if (answer.kind === 'rows') {
		const rows = valueAt(body, answer.rows);
		const total = answer.total === undefined ? null : Number(valueAt(body, answer.total));
		return {
			rows: Array.isArray(rows)
				? rows.map(asRow)
				: rows == null || rows === ''
					? []
					: [asRow(rows)],
			total: Number.isSafeInteger(total) ? total : null,
		};
	}
	if (answer.kind === 'one') return { rows: [asRow(valueAt(body, answer.at) ?? {})], total: null };
	return { rows: [{ success: true }], total: null };
}

/** Some samples have keys with blanks around them: `"agentId "` (reference/huawei §4.3). */
function asRow(value: unknown): Row {
	if (!isObject(value)) return { value };
	const members = Object.entries(value).map(([name, member]) => [name.trim(), member]);
	return Object.fromEntries(members) as Row;
}

/** CC-CMS says the same twice, for clients of two ages, or only once (reference/huawei §4). */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
	['resultDesc', 'resultDatas'],
	['resultDatas', 'resultDesc'],
]);

function valueAt(body: unknown, path: string): unknown {
	if (path === '') return body;
	return path.split('.').reduce<unknown>((found, name) => {
		if (!isObject(found)) return undefined;
		return found[name] ?? found[OTHER_NAMES.get(name) ?? name];
	}, body);
}

function textAt(body: unknown, names: readonly string[]): string | null {
	if (!isObject(body)) return null;
	for (const name of names) {
		const value = body[name];
		if ((typeof value === 'string' && value !== '') || typeof value === 'number') {
			return String(value);
		}
	}
	return null;
}

const ADDRESS = /\bhttps?:\/\/\S+/gi;

/** The vendor's own words, which can quote the number of a contact or the signed address of a recording. */
function saidIn(body: unknown): string | null {
	const said = textAt(body, TEXT_FIELDS)?.replace(ADDRESS, '(an address)') ?? null;
	return maskNumbersIn(said);
}

function lowerFirst(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1);
}
