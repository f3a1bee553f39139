import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import {
	accountOf,
	addressOf,
	originOf,
	textOf,
	type AkSkAccess,
} from '../../lib/huaweiCec/access';
import { readAnswer } from '../../lib/huaweiCec/answer';
import { clockFaultOf } from '../../lib/huaweiCec/clockFault';
import { connectionFaultOf } from '../../lib/huaweiCec/connectionFault';
import { listSkillQueues } from '../../lib/huaweiCec/catalogue/cms/skillQueue';
import { downloadRecord } from '../../lib/huaweiCec/catalogue/fs/recording';
import { getCampaigns } from '../../lib/huaweiCec/catalogue/iSales/campaign';
import type { Component, Endpoint } from '../../lib/huaweiCec/endpoint';
import type { Fault } from '../../lib/huaweiCec/fault';
import { inWords } from '../../lib/huaweiCec/inWords';
import { readJson } from '../../lib/huaweiCec/jsonText';
import { JSON_TYPE } from '../../lib/huaweiCec/outgoingRequest';
import { requestOf, type HuaweiRequest } from '../../lib/huaweiCec/request';
import { signedRequestOf } from '../../lib/huaweiCec/signedRequest';
import { no, yes } from '../shared/credentialTestResult';

const TIMEOUT_MS = 15_000;

interface Probe {
	component: Component;
	name: string;
	endpoint: Endpoint;
	input: Record<string, unknown>;
}

/** One harmless call each. That of CC-FS names no recording, so it ends in a parameter error. */
const PROBES: readonly Probe[] = [
	{ component: 'cms', name: 'CC-CMS', endpoint: listSkillQueues, input: {} },
	{
		component: 'isales',
		name: 'CC-iSales',
		endpoint: getCampaigns,
		input: { status: 0, deviceType: 0, curPage: 1, rowsPerPage: 10 },
	},
	{ component: 'fs', name: 'CC-FS', endpoint: downloadRecord, input: {} },
];

/**
 * Asks each component that has an address once and stops at the first that does not accept the key:
 * CC-FS locks an address after several wrong signatures (reference/huawei §1.2).
 */
export async function huaweiCecAkSkTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const access: AkSkAccess = data;
	const mistake = mistakeIn(access);
	if (mistake) return no(mistake);
	const probes = probesFor(access);
	if (probes.length === 0) return no('Enter a base address, or that of a component');
	const remarks: string[] = [];
	for (const probe of probes) {
		const finding = await find(this, access, probe);
		if (!finding.ok) return no(finding.message);
		remarks.push(finding.message);
	}
	return yes(remarks.join(' '));
}

/** What is wrong with the credential before anybody is asked. */
function mistakeIn(access: AkSkAccess): string | null {
	if (textOf(access.accessKey) === '' || textOf(access.secretKey) === '') {
		return 'Enter the access key and the secret key';
	}
	const certificate = textOf(access.caCertificate);
	if (certificate !== '' && !certificate.includes('-----BEGIN CERTIFICATE-----')) {
		return 'The CA certificate must be PEM text, which begins with -----BEGIN CERTIFICATE-----. Paste the whole text.';
	}
	const { timeZone } = accountOf(access);
	return isTimeZone(timeZone)
		? null
		: 'The time zone is not known. Write an IANA name such as Asia/Shanghai.';
}

function isTimeZone(name: string): boolean {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
	} catch {
		return false;
	}
}

/** One for each address: behind the same one the key is the same. */
function probesFor(access: AkSkAccess): readonly Probe[] {
	const byAddress = new Map<string, Probe>();
	for (const probe of PROBES) {
		const where = addressOf(access, probe.component);
		const key = where.ok ? where.address : where.message;
		if (!where.ok && where.isMissing) continue;
		if (!byAddress.has(key)) byAddress.set(key, probe);
	}
	return [...byAddress.values()];
}

interface Finding {
	ok: boolean;
	message: string;
}

async function find(
	context: ICredentialTestFunctions,
	access: AkSkAccess,
	{ component, name, endpoint, input }: Probe,
): Promise<Finding> {
	const where = addressOf(access, component);
	if (!where.ok) return where;
	const asking = requestOf(endpoint, input, accountOf(access));
	if (!asking.ok) return asking;
	const sending = await sendOnce(context, access, where.address, asking.request);
	if (!sending.ok) return { ok: false, message: inWords(sending.fault) };
	const { statusCode, headers, body } = sending.answer;
	const json = readJson(body.toString('utf8'));
	const reading = readAnswer(endpoint, statusCode, json.ok ? json.value : null);
	if (reading.ok) return { ok: true, message: `${name} accepts the key.` };
	const { fault } = reading;
	if (statusCode === 401) {
		const clock = clockFaultOf(headers.date, Date.now());
		return { ok: false, message: inWords(clock ?? fault) };
	}
	const isUnderstood = statusCode >= 200 && statusCode < 300 && fault.code !== null;
	if (!isUnderstood) return { ok: false, message: inWords(fault) };
	const remark = component === 'fs' ? '' : ` It says to the test: ${fault.cause}`;
	return { ok: true, message: `${name} accepts the key.${remark}` };
}

interface Answer {
	statusCode: number;
	headers: Record<string, string | undefined>;
	body: Buffer;
}

/** A credential test is given no other request function than n8n's old one, and signs by itself. */
async function sendOnce(
	context: ICredentialTestFunctions,
	access: AkSkAccess,
	address: string,
	{ method, path, query, body }: HuaweiRequest,
): Promise<{ ok: true; answer: Answer } | { ok: false; fault: Fault }> {
	const request = {
		method,
		uri: `${address}${encodeURI(path)}`,
		qs: query,
		headers: { accept: '*/*', 'content-type': JSON_TYPE },
		...(body === null ? {} : { body }),
		encoding: null,
		simple: false,
		resolveWithFullResponse: true,
		timeout: TIMEOUT_MS,
	};
	const origin = originOf(address);
	try {
		const signing = await signedRequestOf(request, access, Date.now());
		if (!signing.ok) return { ok: false, fault: connectionFaultOf(null, origin) };
		return { ok: true, answer: (await context.helpers.request(signing.request)) as Answer };
	} catch (error) {
		return { ok: false, fault: connectionFaultOf(error, origin) };
	}
}
