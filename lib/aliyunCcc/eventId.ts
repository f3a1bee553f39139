import { createHash } from 'crypto';

import { canonicalJson } from '../callEvent/canonicalJson';
import { isTooDeep } from '../callEvent/nesting';
import type { Delivery } from './envelope';

/** Longer than any id of RocketMQ or EventBridge: a hostile one may not make ids without end. */
const LONGEST_ID = 128;

/** Longer than any instance's name. */
const LONGEST_INSTANCE = 80;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * What tells a push from others, the same for the same push however it comes: the message id, else
 * the SHA-256 of the event, whatever the order of its members. There is no id in an event of CCC
 * itself (reference/aliyun §1.7).
 */
export function eventKeyOf({ id, event }: Pick<Delivery, 'id' | 'event'>): string {
	if (id !== null) return id.length <= LONGEST_ID ? id : sha256(id);
	return sha256(isTooDeep(event) ? '' : (canonicalJson(event) ?? ''));
}

/** The call event's id. No number of a person stands in it: a channel id can hold one (§1.5). */
export function callEventIdOf(instanceId: string | null, key: string): string {
	const instance = (instanceId ?? '-').replace(/[^\w.@-]+/g, '_').slice(0, LONGEST_INSTANCE);
	return `aliyun-ccc:${instance}:${key}`;
}
