import type { Direction } from '../callEvent/callEvent';
import { secondsBetween, unixToIso } from '../time/unixTime';
import { wholeCount } from '../time/wholeCount';
import type { Timeline } from './payload';

/**
 * Times and durations of a session. Ring time never counts as talk time: `talkSeconds` is 0 when
 * nobody accepted, else the vendor's Duration (EndedTimestamp - AcceptTimestamp, vendor document).
 */
export function timelineOf(session: Timeline, direction: Direction) {
	const { StartTimestamp, QueuedTimestamp, RingTimestamp, AcceptTimestamp, EndedTimestamp } =
		session;
	const accepted = Boolean(AcceptTimestamp);
	const ringEnd = AcceptTimestamp || EndedTimestamp;
	const queueEnd = RingTimestamp || EndedTimestamp;
	return {
		startedAt: unixToIso(StartTimestamp),
		queuedAt: unixToIso(QueuedTimestamp),
		ringingAt: unixToIso(RingTimestamp),
		answeredAt: unixToIso(AcceptTimestamp),
		endedAt: unixToIso(EndedTimestamp),
		ivrSeconds: direction === 'outbound' ? null : wholeCount(session.IVRDuration),
		queueSeconds: secondsBetween(QueuedTimestamp, queueEnd),
		ringSeconds: secondsBetween(RingTimestamp, ringEnd),
		talkSeconds: accepted
			? (wholeCount(session.Duration) ?? secondsBetween(AcceptTimestamp, EndedTimestamp))
			: 0,
		totalSeconds: secondsBetween(StartTimestamp, EndedTimestamp),
	};
}

/** When the session was over, or the last thing known of it, in the vendor's Unix time. */
export function lastTimeOf(session: Timeline): number | null {
	return (
		session.EndedTimestamp ||
		session.AcceptTimestamp ||
		session.RingTimestamp ||
		session.QueuedTimestamp ||
		session.StartTimestamp ||
		null
	);
}
