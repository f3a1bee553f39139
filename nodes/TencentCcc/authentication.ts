import type { ICredentialDataDecryptedObject, IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { basicMatches, readBasic } from '../../lib/pushAuth/basic';
import { bearerChallenge, readBearer, type BearerError } from '../../lib/pushAuth/bearer';
import { verifyToken, type TokenClient } from '../../lib/pushAuth/pushToken';
import { secretsInForce, secretsMatch } from '../../lib/pushAuth/secret';
import {
	logUnreadable,
	refused,
	type AuthenticationVerdict,
} from '../shared/authenticationVerdict';
import { recentMsFor, withRecentCredential } from '../shared/recentCredential';
import { optionsOf } from './triggerOptions';

export const AUTHENTICATION_MODES = ['basicAuth', 'oAuth2', 'introspection', 'none'] as const;
export type Authentication = (typeof AUTHENTICATION_MODES)[number];

export const REALM = 'n8n TCCC push';
const AUDIENCE = 'tencent-ccc';

type Method = (context: IWebhookFunctions) => Promise<AuthenticationVerdict>;

/** The three ways TCCC can show who it is, and one for tokens of an issuer outside (reference/tccc §2). */
const METHODS: Record<Authentication, Method> = {
	none: async () => ({ ok: true, hashKey: null }),
	basicAuth: verifyBasic,
	oAuth2: verifyOwnToken,
	introspection: verifyByIntrospection,
};

/** Whether the sender may push, and the key for hashing numbers that its credential holds. */
export async function authenticate(context: IWebhookFunctions): Promise<AuthenticationVerdict> {
	const mode = context.getNodeParameter('authentication') as Authentication;
	const method = Object.hasOwn(METHODS, mode) ? METHODS[mode] : undefined;
	if (!method)
		return refused(
			500,
			`Authentication "${String(mode)}" of the trigger is not known. Choose another.`,
		);
	try {
		return await method(context);
	} catch (error) {
		return refused(500, logUnreadable(context, error));
	}
}

async function verifyBasic(context: IWebhookFunctions): Promise<AuthenticationVerdict> {
	const given = readBasic(authorizationOf(context));
	const challenge = { 'WWW-Authenticate': `Basic realm="${REALM}", charset="UTF-8"` };
	if (!given) {
		return refused(
			401,
			'User name and password are missing. Set them in the TCCC console.',
			challenge,
		);
	}
	const check = (credential: ICredentialDataDecryptedObject) => {
		const expected = {
			username: text(credential.username),
			passwords: secretsInForce(text(credential.password), text(credential.previousPassword)),
		};
		if (basicMatches(given, expected)) return accepted(credential, 'password');
		return refused(401, 'Wrong user name or password. Compare TCCC console and n8n.', challenge);
	};
	return await withRecentCredential(
		context,
		'tencentCccPushBasicAuthApi',
		check,
		recentMsFor(optionsOf(context).privacy),
	);
}

async function verifyOwnToken(context: IWebhookFunctions): Promise<AuthenticationVerdict> {
	const token = readBearer(authorizationOf(context));
	if (!token) return missingToken(context);
	const check = (credential: ICredentialDataDecryptedObject) => {
		const verdict = verifyToken(token, tokenClientOf(credential), Date.now() / 1000);
		if (verdict.ok) return accepted(credential, 'clientSecret');
		const reason =
			verdict.reason === 'expired' ? 'The token has expired' : 'The token is not valid';
		return refusedToken('invalid_token', `${reason}. Fetch a new one from the token URL.`);
	};
	return await withRecentCredential(
		context,
		'tencentCccPushOAuth2Api',
		check,
		recentMsFor(optionsOf(context).privacy),
	);
}

async function verifyByIntrospection(context: IWebhookFunctions): Promise<AuthenticationVerdict> {
	const token = readBearer(authorizationOf(context));
	if (!token) return missingToken(context);
	const credential = await context.getCredentials('tencentCccPushIntrospectionApi');
	const asked = await introspect(context, text(credential.introspectionUrl), token);
	if (!asked.ok) return refused(503, asked.message, { 'Retry-After': '5' });
	const { answer } = asked;
	if (answer.active !== true) {
		return refusedToken('invalid_token', NOT_ACTIVE);
	}
	const expectedClient = text(credential.expectedClientId);
	if (expectedClient && !secretsMatch(text(answer.client_id), expectedClient)) {
		return refusedToken('insufficient_scope', OTHER_CLIENT, 403);
	}
	return accepted(credential, 'clientSecret');
}

const NOT_ACTIVE =
	'The identity provider does not call the token active. Compare token URL and introspection URL: both must be of the same provider.';
const OTHER_CLIENT =
	'The token was issued to another client. Correct Expected Client ID of TCCC in the credential, or the client in the TCCC console.';

type Introspection = { ok: true; answer: IDataObject } | { ok: false; message: string };

/** Asks the provider about a token (RFC 7662). */
async function introspect(
	context: IWebhookFunctions,
	url: string,
	token: string,
): Promise<Introspection> {
	try {
		const answer: unknown = await context.helpers.httpRequestWithAuthentication.call(
			context,
			'tencentCccPushIntrospectionApi',
			{
				method: 'POST',
				url,
				headers: {
					'Content-Type': 'application/x-www-form-urlencoded',
					Accept: 'application/json',
				},
				body: new URLSearchParams({ token, token_type_hint: 'access_token' }).toString(),
				timeout: 5000,
			},
		);
		const fields = typeof answer === 'string' ? (JSON.parse(answer) as unknown) : answer;
		if (typeof fields === 'object' && fields !== null) {
			return { ok: true, answer: fields as IDataObject };
		}
		return { ok: false, message: PROVIDER_SILENT };
	} catch (error) {
		const { message, httpCode } = error as { message?: string; httpCode?: string | null };
		context.logger.warn('Token introspection did not succeed', { reason: message, httpCode });
		const refused = httpCode === '401' || httpCode === '403';
		return { ok: false, message: refused ? INTROSPECTION_REFUSED : PROVIDER_SILENT };
	}
}

const PROVIDER_SILENT =
	'The identity provider could not be asked about the token: the log of n8n says why. Push again.';
const INTROSPECTION_REFUSED =
	'The identity provider does not let n8n ask about tokens. Check the introspection credential in n8n.';

export function tokenClientOf(credential: ICredentialDataDecryptedObject): TokenClient {
	return {
		clientId: text(credential.clientId),
		secrets: secretsInForce(text(credential.clientSecret), text(credential.previousClientSecret)),
		audience: AUDIENCE,
	};
}

function missingToken(context: IWebhookFunctions): AuthenticationVerdict {
	const message =
		'The bearer token is missing. Set OAuth2.0 and the token URL in the TCCC console.';
	const error = authorizationOf(context) ? 'invalid_request' : undefined;
	return refused(401, message, { 'WWW-Authenticate': bearerChallenge(REALM, error) });
}

function refusedToken(error: BearerError, message: string, status = 401): AuthenticationVerdict {
	return refused(status, message, { 'WWW-Authenticate': bearerChallenge(REALM, error, message) });
}

/** The key for hashed numbers is one of its own, else the secret of the credential. */
function accepted(
	credential: ICredentialDataDecryptedObject,
	secret: string,
): AuthenticationVerdict {
	return { ok: true, hashKey: text(credential.hashSecret) || text(credential[secret]) || null };
}

function authorizationOf(context: IWebhookFunctions): string | undefined {
	return context.getRequestObject().headers.authorization;
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
