/** A SIP address, or the address of an agent in a call centre's instance (`1001@instance`). */
export interface SipAddress {
	user: string;
	/** The address without scheme, display name and parameters. */
	address: string;
	/** The user part stands for a telephone number (RFC 3261 §19.1.6). */
	isTelephone: boolean;
}

/** The closing bracket may be gone with the wrapping of the whole writing. */
const NAME_ADDRESS = /<([^<>]+)>?\s*(?:;.*)?$/;
const SCHEME = /^(sips?):/;
const ADDRESS = /^([^\s@<>;?]+)@([^\s@<>;?]+)/;
const SCHEMED_USER = /^[^\s@<>;?]+/;

/** Reads `sip:1001@host;param`, `"Name" <sip:1001@host>` or `1001@instance`; null for the rest. */
export function readSipAddress(plain: string): SipAddress | null {
	const uri = NAME_ADDRESS.exec(plain)?.[1] ?? plain;
	const hasScheme = SCHEME.test(uri);
	const body = uri.replace(SCHEME, '');
	const match = ADDRESS.exec(body);
	if (!match && !hasScheme) return null;
	const user = match?.[1] ?? SCHEMED_USER.exec(body)?.[0];
	if (user === undefined) return null;
	// Without a scheme, anything after the address makes it free text.
	if (!hasScheme && match?.[0] !== body) return null;
	return {
		user,
		address: match?.[0] ?? user,
		isTelephone: hasScheme && (user.startsWith('+') || /;user=phone(?:;|$)/.test(body)),
	};
}

/** A `tel:` URI taken apart (RFC 3966). */
export interface TelUri {
	number: string;
	extension: string | null;
	/** Leading digits of the numbering plan a local number belongs to, such as `+86`. */
	context: string | null;
}

/** Reads `tel:+86-138-0013-8000;ext=1;phone-context=+86`; null when it is no `tel:` URI. */
export function readTelUri(plain: string): TelUri | null {
	if (!plain.startsWith('tel:')) return null;
	const [number = '', ...parameters] = plain.slice('tel:'.length).split(';');
	const parameter = (name: string, pattern: RegExp) => {
		const text = parameters.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);
		return text !== undefined && pattern.test(text) ? text : null;
	};
	return {
		number: number.trim(),
		extension: parameter('ext', /^\d{1,20}$/),
		context: parameter('phone-context', /^\+\d{1,7}$/),
	};
}
