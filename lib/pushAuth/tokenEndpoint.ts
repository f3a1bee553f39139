import { basicMatches, readBasic, type BasicPair } from './basic';
import { issueToken, type TokenClient } from './pushToken';

export interface TokenRequest {
	authorization: string | undefined;
	/** The form or JSON body, parsed; anything else is taken for empty. */
	body: unknown;
	/** Seconds since 1970. */
	now: number;
}

export interface TokenAnswer {
	status: number;
	headers: Record<string, string>;
	body: Record<string, unknown>;
}

/** RFC 6749 §5.1: a token must not be cached on its way. */
const HEADERS = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };

const REALM = 'token endpoint';

/**
 * The token endpoint of the client credentials grant (RFC 6749 §4.4). How TCCC asks is not
 * documented, so the union is taken (reference/tccc §2.3): the client in the Basic header, a form or
 * JSON; a missing grant_type passes; scope is ignored.
 */
export function answerTokenRequest(
	request: TokenRequest,
	client: TokenClient,
	lifetimeSeconds: number,
): TokenAnswer {
	const body = asFields(request.body);
	const grantType = body('grant_type', 'grantType');
	if (grantType && grantType !== 'client_credentials') {
		return tokenError(
			400,
			'unsupported_grant_type',
			'Only client_credentials is supported. Ask with grant_type=client_credentials',
		);
	}
	const inHeader = readBasic(request.authorization);
	const presented = inHeader ?? clientInBody(body);
	if (!presented) {
		return tokenError(
			401,
			'invalid_client',
			'Send the client id and secret in the Basic header or as client_id and client_secret',
		);
	}
	if (!clientMatches(presented, client, inHeader !== null)) {
		return tokenError(401, 'invalid_client', WRONG_CLIENT);
	}
	return {
		status: 200,
		headers: HEADERS,
		body: {
			access_token: issueToken(client, lifetimeSeconds, request.now),
			token_type: 'Bearer',
			expires_in: lifetimeSeconds,
		},
	};
}

const WRONG_CLIENT =
	'Unknown client id or wrong client secret. Compare TCCC console and credential in n8n';

/** RFC 6749 §5.2; 401 always names a scheme to try. */
function tokenError(status: number, error: string, description: string): TokenAnswer {
	const challenge = { 'WWW-Authenticate': `Basic realm="${REALM}", charset="UTF-8"` };
	return {
		status,
		headers: { ...HEADERS, ...(status === 401 ? challenge : {}) },
		body: { error, error_description: description },
	};
}

type Fields = (...names: string[]) => string | null;

function asFields(body: unknown): Fields {
	const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
	return (...names) => {
		for (const name of names) {
			const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
			if (typeof value === 'string' && value !== '') return value;
		}
		return null;
	};
}

function clientInBody(body: Fields): BasicPair | null {
	const username = body('client_id', 'clientId');
	const password = body('client_secret', 'clientSecret');
	return username && password ? { username, password } : null;
}

/** In the header both halves are form-encoded (RFC 6749 §2.3.1), which many clients do not do. */
function clientMatches(presented: BasicPair, client: TokenClient, encoded: boolean): boolean {
	const expected = { username: client.clientId, passwords: client.secrets };
	const asWritten = basicMatches(presented, expected);
	if (!encoded) return asWritten;
	const decoded = {
		username: formDecoded(presented.username),
		password: formDecoded(presented.password),
	};
	return basicMatches(decoded, expected) || asWritten;
}

function formDecoded(text: string): string {
	try {
		return decodeURIComponent(text.replaceAll('+', ' '));
	} catch {
		return text;
	}
}
