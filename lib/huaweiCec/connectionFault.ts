import { networkFaultOf, wayOutOf } from '../network/networkFault';
import { faultOf, type Fault } from './fault';

const WAYS_OUT = {
	authority:
		'Paste it into CA Certificate of the credential, and enter Server Name too if the address holds an IP address.',
	name: 'Enter the name it is for under Server Name of the credential, or as the address.',
	broken:
		'Whether the work was done is not known: look before you try again. If it happens often, set a longer timeout.',
} as const;

/** Why a request got no answer; never in the error's own words, which can hold a secret. */
export function connectionFaultOf(error: unknown, origin: string): Fault {
	const found = networkFaultOf(error);
	const reason = found.includes(HALF_AN_ANSWER) ? BROKEN : found;
	if (/\bTLS\b|certificate/.test(reason)) {
		return faultOf('tls', {
			title: `No secure connection to ${origin}`,
			cause: sentence(reason),
			wayOut: tlsWayOutOf(reason),
		});
	}
	const wasUnderWay = /no answer in time|before an answer came|in the middle of the answer/.test(
		reason,
	);
	return faultOf('unreachable', {
		title: wasUnderWay ? `${origin} gave no whole answer` : `${origin} cannot be reached`,
		cause: sentence(reason),
		wayOut: wasUnderWay ? WAYS_OUT.broken : wayOutOf(reason),
	});
}

function tlsWayOutOf(reason: string): string {
	if (reason.includes('another host name')) return WAYS_OUT.name;
	return reason.includes('CA certificate') ? WAYS_OUT.authority : wayOutOf(reason);
}

/** What axios calls it when the rest never comes; a status is no error in our requests. */
const HALF_AN_ANSWER = 'ERR_BAD_RESPONSE';
const BROKEN = 'the connection was closed in the middle of the answer';

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
