import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { certificateHostOf, isRegion } from '../../lib/aliyunCcc/eventBridgeSignature';
import { networkFaultOf } from '../../lib/network/networkFault';
import { signingKeyOf } from '../../lib/pushAuth/standardWebhooks';
import { no, yes } from '../shared/credentialTestResult';
import { textIn } from '../shared/pushCredential';

const SHORTEST_TOKEN = 16;
const TIMEOUT_MS = 5_000;

/** The bridge has the other half of this secret, so it is judged, and nobody is asked. */
export function testBridge(data: ICredentialDataDecryptedObject): INodeCredentialTestResult {
	for (const field of ['signingSecret', 'previousSigningSecret']) {
		const secret = textIn(data, field);
		if (secret === '' && field === 'previousSigningSecret') continue;
		const reading = signingKeyOf(secret);
		if (!reading.ok) return no(reading.message);
	}
	return yes(
		'Complete. Give the bridge the same secret, and have it look: contact-center-bridge check',
	);
}

/** The address is judged, and the host that keeps the certificates of the region is asked. */
export async function testEventBridge(
	context: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const region = textIn(data, 'region');
	const url = textIn(data, 'publicUrl');
	if (!isRegion(region))
		return no('The region must be an ID such as cn-shanghai. Enter that of the event bus.');
	if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
		return no(
			'The public URL must be the URL as it was entered at EventBridge. Copy it from there, with https://.',
		);
	}
	if (!new URL(url).pathname.endsWith('/aliyun-ccc')) {
		return no(
			'The public URL must be the production URL of the trigger, which ends in /aliyun-ccc. Copy it from Webhook URLs.',
		);
	}
	const token = textIn(data, 'token');
	if (data.acceptV1 === true && token === '') {
		return no(
			'Signature V1 needs a token: without one, anybody can make such a signature. Enter one, or switch Accept Signature V1 off.',
		);
	}
	const fault = await faultOfHost(context, certificateHostOf(region));
	if (fault) return no(`Not reachable: ${certificateHostOf(region)}, ${fault}. ${CHECK_REGION}`);
	const complete = `Complete, and EventBridge's certificates of ${region} can be fetched`;
	return yes(token ? complete : `${complete}. ${NO_TOKEN}`);
}

const CHECK_REGION =
	'Check the region, and that this machine can get there by HTTPS (firewall, proxy).';
const NO_TOKEN =
	'Better with a token: the signature says that EventBridge of this region pushes, not for whom.';

/** Any answer will do: it is asked for nothing that is there. */
async function faultOfHost(
	context: ICredentialTestFunctions,
	host: string,
): Promise<string | null> {
	try {
		await context.helpers.request({
			method: 'GET',
			uri: `https://${host}/`,
			simple: false,
			followRedirect: false,
			timeout: TIMEOUT_MS,
		});
		return null;
	} catch (error) {
		return networkFaultOf(error);
	}
}

export function testWebhookToken(data: ICredentialDataDecryptedObject): INodeCredentialTestResult {
	const fault = faultOfToken(textIn(data, 'pushToken'));
	return fault
		? no(fault)
		: yes('Complete. Append ?token= and this token to the URL you give to CCC.');
}

export function testBearer(data: ICredentialDataDecryptedObject): INodeCredentialTestResult {
	const fault = faultOfToken(textIn(data, 'token'));
	return fault ? no(fault) : yes('Complete. Have the function send it as Authorization: Bearer ….');
}

function faultOfToken(token: string): string | null {
	if (!/^[\w.~-]+$/.test(token)) {
		return token === ''
			? 'Enter a token'
			: 'The token may hold letters, digits, "-", "_", "." and "~" only: it is part of a URL or header';
	}
	if (token.length >= SHORTEST_TOKEN) return null;
	return `The token has ${token.length} characters. Use at least ${SHORTEST_TOKEN}.`;
}
