interface NetworkFault {
	/** What happened, in words that can stand behind a colon. */
	reason: string;
	wayOut: string;
}

const CHECK_ADDRESS =
	'Check the address and its port, and that this machine can get there (firewall, proxy, VPN).';
const LOOK_FOR_PROXY = 'If the site is a public one, a proxy stands in between: ask who runs it.';

const withCheck = (reason: string): NetworkFault => ({ reason, wayOut: CHECK_ADDRESS });
const withCa = (reason: string): NetworkFault => ({ reason, wayOut: LOOK_FOR_PROXY });

const UNKNOWN_HOST: NetworkFault = {
	reason: 'the host name is not known',
	wayOut: 'Check the spelling of the address, and the DNS of this machine.',
};
const NO_TLS: NetworkFault = {
	reason: 'no TLS there: use http:// or another port',
	wayOut: 'Correct the address.',
};
const TOO_SLOW = withCheck('no answer in time');
const UNKNOWN_AUTHORITY = withCa(
	'the authority of the certificate is not known: enter its CA certificate',
);

/** What a fault of the network is called in words, by the code Node.js gives it. */
const FAULTS: Readonly<Record<string, NetworkFault>> = {
	ECONNREFUSED: withCheck('nothing listens there (connection refused)'),
	ENOTFOUND: UNKNOWN_HOST,
	EAI_AGAIN: { ...UNKNOWN_HOST, reason: 'the host name cannot be looked up right now' },
	EHOSTUNREACH: withCheck('there is no way to the host'),
	ENETUNREACH: withCheck('there is no way to the network'),
	ECONNRESET: withCheck('the connection was closed before an answer came'),
	ETIMEDOUT: TOO_SLOW,
	ESOCKETTIMEDOUT: TOO_SLOW,
	ECONNABORTED: TOO_SLOW,
	ERR_CANCELED: TOO_SLOW,
	EPROTO: NO_TLS,
	ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
	DEPTH_ZERO_SELF_SIGNED_CERT: withCa('the certificate signed itself: enter it as CA certificate'),
	SELF_SIGNED_CERT_IN_CHAIN: withCa(
		'the certificate is of a private authority: enter its CA certificate',
	),
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
	CERT_HAS_EXPIRED: {
		reason: 'the certificate has expired',
		wayOut: 'Have it renewed by whoever runs the site.',
	},
	ERR_TLS_CERT_ALTNAME_INVALID: {
		reason: 'the certificate is for another host name',
		wayOut: 'Write the host name it is for as the address.',
	},
};

/**
 * Why a request got no answer. Never the error's own text: that can hold the URL, and a URL can hold
 * a secret.
 */
export function networkFaultOf(error: unknown): string {
	const codes = codesOf(error);
	for (const code of codes) if (Object.hasOwn(FAULTS, code)) return FAULTS[code]?.reason ?? code;
	return codes[0] ? `the request failed (${codes[0]})` : 'the request failed';
}

const WAYS_OUT: ReadonlyMap<string, string> = new Map(
	Object.values(FAULTS).map(({ reason, wayOut }) => [reason, wayOut]),
);

/**
 * What to do where a request got no answer.
 * @param reason as `networkFaultOf` gave it
 */
export function wayOutOf(reason: string): string {
	return WAYS_OUT.get(reason) ?? CHECK_ADDRESS;
}

/** The codes of an error and of what caused it. */
function codesOf(error: unknown, depth = 0): string[] {
	if (typeof error !== 'object' || error === null || depth > 3) return [];
	const { code, cause } = error as { code?: unknown; cause?: unknown };
	const own = typeof code === 'string' && /^\w{2,60}$/.test(code) ? [code] : [];
	return [...own, ...codesOf(cause, depth + 1)];
}
