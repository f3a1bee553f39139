import { createHash } from 'crypto';

/** Longest session id (reference/huawei §2.6). */
const LONGEST = 32;

/**
 * A session id for a contact that was given none: the same numbers in the same campaign have the same
 * one in every run, so that a run that is repeated adds nobody twice.
 * @param key anything; another key makes another id, to call the same people once more
 * @returns 32 hex digits
 */
export function sessionIdOf(campaign: string, numbers: readonly string[], key: string): string {
	const identity = JSON.stringify([campaign, numbers, key]);
	return createHash('sha256').update(identity).digest('hex').slice(0, LONGEST);
}
