/** What a fault of the network is called in words, by the code Node.js gives it. */
const FAULTS: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'nothing listens there (connection refused)',
	ENOTFOUND: 'the host name is not known',
	EAI_AGAIN: 'the host name cannot be looked up right now',
	EHOSTUNREACH: 'there is no way to the host',
	ENETUNREACH: 'there is no way to the network',
	ECONNRESET: 'the connection was closed before an answer came',
	ETIMEDOUT: 'no answer in time',
	ESOCKETTIMEDOUT: 'no answer in time',
	ECONNABORTED: 'no answer in time',
	ERR_CANCELED: 'no answer in time',
	EPROTO: 'no TLS there: use http:// or another port',
	ERR_SSL_WRONG_VERSION_NUMBER: 'no TLS there: use http:// or another port',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate signed itself: enter it as CA certificate',
	SELF_SIGNED_CERT_IN_CHAIN: 'the certificate is of a private authority: enter its CA certificate',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE:
		'the authority of the certificate is not known: enter its CA certificate',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
		'the authority of the certificate is not known: enter its CA certificate',
	CERT_HAS_EXPIRED: 'the certificate has expired',
	ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host name',
};

/**
 * Why a request got no answer. Never the error's own text: that can hold the URL, and a URL can hold
 * a secret.
 */
export function networkFaultOf(error: unknown): string {
	const codes = codesOf(error);
	for (const code of codes) if (Object.hasOwn(FAULTS, code)) return FAULTS[code] ?? code;
	return codes[0] ? `the request failed (${codes[0]})` : 'the request failed';
}

/** The codes of an error and of what caused it. */
function codesOf(error: unknown, depth = 0): string[] {
	if (typeof error !== 'object' || error === null || depth > 3) return [];
	const { code, cause } = error as { code?: unknown; cause?: unknown };
	const own = typeof code === 'string' && /^\w{2,60}$/.test(code) ? [code] : [];
	return [...own, ...codesOf(cause, depth + 1)];
}
