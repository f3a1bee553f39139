import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import {
	connectionOf,
	text,
	type AsterCcConnection,
	type HttpRequestOptions,
	type Purpose,
} from '../../lib/asterCc/connection';
import { wayOutOf } from '../../lib/network/networkFault';
import { no, yes } from '../shared/credentialTestResult';

const SHORTEST_TOKEN = 16;

/**
 * Tells what of the credential works: a push token is judged, the web server of asterCC is asked.
 * With `MyInfo`, since the push server refuses nobody: a wrong channel just stays silent
 * (reference/astercc §2.1, "Wrong identity/password", and step 7).
 */
export async function testAsterCcApi(
	context: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const token = text(data.pushToken);
	const address = text(data.address);
	if (token === '' && address === '') {
		return no('Enter a push token for Webhook mode, or an address for Subscribe mode');
	}
	const fault = token === '' ? null : faultOfToken(token);
	if (fault) return no(fault);
	if (address === '') return yes('The push token is good for Webhook mode');
	return await testServer(context, data);
}

function faultOfToken(token: string): string | null {
	if (!/^[\w-]+$/.test(token)) {
		return 'The push token may hold letters, digits, "-" and "_" only: it is part of a URL. Make another.';
	}
	if (token.length >= SHORTEST_TOKEN) return null;
	return `The push token has ${token.length} characters. Use at least ${SHORTEST_TOKEN}.`;
}

async function testServer(
	context: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const byAgent = data.follow === 'agent' || text(data.agent) !== '';
	const purposes: Purpose[] = byAgent ? ['events', 'api'] : ['events'];
	const connecting = connectionOf(data, requestOf(context), purposes);
	if (!connecting.ok) return no(connecting.message);
	return byAgent
		? await testPassword(connecting.connection, data.follow)
		: await testReach(connecting.connection);
}

const COMPARE = 'Compare team identity, agent number and password with asterCC.';
const KNOWN = 'asterCC knows the agent and the password';
const UNTESTED =
	'It cannot be asked whether the verification string is right: a wrong one stays silent.';

async function testPassword(
	connection: AsterCcConnection,
	follow: unknown,
): Promise<INodeCredentialTestResult> {
	const answer = await connection.ask('MyInfo', {});
	switch (answer.kind) {
		case 'ok':
			return yes(follow === 'agent' ? KNOWN : `${KNOWN}. ${UNTESTED}`);
		case 'refused':
			return no(`${answer.message}. ${COMPARE}`);
		case 'unreachable':
			return no(notReachable(answer.message));
		case 'unreadable':
			return no(notAsterCc(connection));
	}
}

const notReachable = (reason: string) => `Not reachable: ${reason}. ${wayOutOf(reason)}`;

const notAsterCc = ({ origin }: AsterCcConnection) =>
	`${origin} answers, but not like asterCC. Check the address and its port.`;

async function testReach(connection: AsterCcConnection): Promise<INodeCredentialTestResult> {
	const answer = await connection.serverTime();
	if (!answer.ok) return no(notReachable(answer.reason));
	if (!answer.isAsterCc) return no(notAsterCc(connection));
	return yes(
		`asterCC is reachable. Enter an agent number and password to have those tested. ${UNTESTED}`,
	);
}

/** A credential test is given no other request function than n8n's old one; this is what it shares with the new. */
function requestOf(context: ICredentialTestFunctions) {
	return async ({ url, method = 'GET', ...options }: HttpRequestOptions): Promise<unknown> => {
		const { ignoreHttpStatusErrors: _ignored, returnFullResponse: _full, ...rest } = options;
		return (await context.helpers.request({
			...rest,
			uri: url,
			method,
			encoding: null,
			simple: false,
			resolveWithFullResponse: true,
			followRedirect: false,
		})) as unknown;
	};
}
