import type { ICredentialDataDecryptedObject, INodeCredentialTestResult } from 'n8n-workflow';

import { answerTokenRequest } from '../../lib/pushAuth/tokenEndpoint';
import { verifyToken } from '../../lib/pushAuth/pushToken';
import { no, yes } from '../shared/credentialTestResult';
import { tokenClientOf } from './authentication';

const SHORTEST_PASSWORD = 12;
const SHORTEST_CLIENT_SECRET = 24;

/**
 * Nothing outside can be asked whether this pair is right: TCCC sends it, the trigger compares it.
 * So the test says whether it is complete, transportable and hard to guess.
 */
export function testBasicAuth(data: ICredentialDataDecryptedObject): INodeCredentialTestResult {
	const username = String(data.username ?? '');
	const password = String(data.password ?? '');
	if (!username || !password) return no('Enter a user name and a password');
	if (username.includes(':'))
		return no(
			'The user name may not contain a colon. Choose another in n8n and in the TCCC console.',
		);
	if (username.trim() !== username || password.trim() !== password) {
		return no('User name or password begins or ends with a space. Remove it.');
	}
	if (password.length < SHORTEST_PASSWORD) {
		return no(`The password has ${password.length} characters. Use at least ${SHORTEST_PASSWORD}.`);
	}
	return yes('Complete. Enter the same user name and password in the TCCC console.');
}

/** Fetches a token as TCCC would and checks it as the push URL does. */
export function testOAuth2(data: ICredentialDataDecryptedObject): INodeCredentialTestResult {
	const clientId = String(data.clientId ?? '');
	const clientSecret = String(data.clientSecret ?? '');
	if (!clientId || !clientSecret) return no('Enter a client ID and a client secret');
	if (clientSecret.length < SHORTEST_CLIENT_SECRET) {
		return no(
			`The client secret has ${clientSecret.length} characters. Use at least ${SHORTEST_CLIENT_SECRET}: it also signs the tokens.`,
		);
	}
	const client = tokenClientOf(data);
	const now = Math.floor(Date.now() / 1000);
	const body = { client_id: clientId, client_secret: clientSecret };
	const answer = answerTokenRequest({ authorization: undefined, body, now }, client, 60);
	const token = answer.body.access_token;
	if (typeof token !== 'string' || !verifyToken(token, client, now).ok) {
		return no('A token issued with this client could not be checked. Enter another client secret.');
	}
	return yes('A token was issued and checked. Enter client ID and secret in the TCCC console.');
}
