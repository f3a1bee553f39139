import { faultOf, type Fault } from './fault';

/** The vendor's window is not known (reference/huawei §8 row 4); a minute is more than any line takes. */
const LARGEST_DIFFERENCE_SECONDS = 60;

/**
 * Why a signature was refused, if our clock is to blame.
 * @param date the Date header of the answer
 * @param now our time, milliseconds since 1970
 * @returns null when the clocks agree, or the answer has no date
 */
export function clockFaultOf(date: string | undefined, now: number): Fault | null {
	const theirs = Date.parse(date ?? '');
	const seconds = Math.round((now - theirs) / 1000);
	if (Number.isNaN(seconds) || Math.abs(seconds) <= LARGEST_DIFFERENCE_SECONDS) return null;
	const side = seconds > 0 ? 'ahead of' : 'behind';
	return faultOf('clock', {
		status: 401,
		title: `The clock of this machine is ${Math.abs(seconds)} s ${side} the server's`,
		cause: 'The signature holds the time, and the server refused it (HTTP 401).',
		wayOut: 'Set the clock (NTP), then test again. If it still fails, check the keys.',
	});
}
