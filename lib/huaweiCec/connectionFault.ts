import { networkFaultOf } from '../network/networkFault';
import { faultOf, type Fault } from './fault';

const WAYS_OUT = {
	tls: 'Enter the CA certificate of the site in the credential, and its name under Server Name if the address holds an IP address.',
	unreachable:
		'Check the address and port in the credential, and that this machine can get there (firewall, proxy, VPN).',
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
			wayOut: WAYS_OUT.tls,
		});
	}
	const wasUnderWay = /no answer in time|before an answer came|in the middle of the answer/.test(
		reason,
	);
	return faultOf('unreachable', {
		title: wasUnderWay ? `${origin} gave no whole answer` : `${origin} cannot be reached`,
		cause: sentence(reason),
		wayOut: wasUnderWay ? WAYS_OUT.broken : WAYS_OUT.unreachable,
	});
}

/** What axios calls it when the rest never comes; a status is no error in our requests. */
const HALF_AN_ANSWER = 'ERR_BAD_RESPONSE';
const BROKEN = 'the connection was closed in the middle of the answer';

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
