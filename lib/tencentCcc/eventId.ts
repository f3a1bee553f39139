import { canonicalJson } from '../callEvent/canonicalJson';
import { fingerprint } from '../callEvent/fingerprint';
import type { KnownAction } from './action';
import type { Party } from './endpoint';

interface Identity {
	SdkAppId?: number | null | undefined;
	SessionId: string;
	RecordId?: string | null | undefined;
	Timestamp?: number | null | undefined;
	RecordURL?: string | null | undefined;
}

const dated = ({ RecordId, Timestamp }: Identity) => [RecordId ?? '-', Timestamp ?? 0];

/**
 * What, beside the session, makes a push of each kind one of a kind (reference/tccc §1.11). Where
 * the reference names the customer's number the party and the time stand for it: a number, or a
 * digest that could be tried out against every number, may not stand in an id.
 */
const DISTINCTIONS: Record<KnownAction, (push: Identity, party: Party) => unknown[]> = {
	cdr: () => [],
	imcdr: () => [],
	record: (push, party) => [
		...dated(push),
		party.kind,
		party.email ? fingerprint(party.email) : '-',
	],
	voicemail: (push) => [push.Timestamp ?? 0, fingerprint(push.RecordURL ?? '')],
};

/** The call event's id: the same push, however often it comes, has the same one. */
export function eventIdOf(action: KnownAction, push: Identity, party: Party): string {
	const distinction = DISTINCTIONS[action](push, party);
	return ['tencent-ccc', push.SdkAppId ?? 0, action, push.SessionId, ...distinction].join(':');
}

/** The id of a push nobody knows: a fingerprint of all it holds. */
export function unknownEventId(sdkAppId: number | null | undefined, payload: unknown): string {
	return ['tencent-ccc', sdkAppId ?? 0, 'unknown', fingerprint(canonicalJson(payload))].join(':');
}
