import { faultOf, type Fault, type FaultKind } from '../../../lib/huaweiCec/fault';
import type { CallContext } from './connection';

/**
 * So many refusals one after the other end the calls of a run: with "On Error: Continue" every item
 * would send another wrong signature, and those lock the address (reference/huawei §1.2).
 */
const MOST_REFUSALS = 2;

const REFUSALS: ReadonlySet<FaultKind> = new Set(['signature', 'clock', 'locked']);

/** By the context of a run, so that the next run asks anew. */
const refusedInRun = new WeakMap<CallContext, number>();

type Attempt = { ok: true } | { ok: false; fault: Fault };

/** Makes the call, unless the server refused the key or the address again and again in this run. */
export async function unlessRefused<T extends Attempt>(
	context: CallContext,
	call: () => Promise<T>,
): Promise<T | { ok: false; fault: Fault }> {
	if ((refusedInRun.get(context) ?? 0) >= MOST_REFUSALS) return { ok: false, fault: NOT_SENT };
	const result = await call();
	if (!result.ok && REFUSALS.has(result.fault.kind)) {
		refusedInRun.set(context, (refusedInRun.get(context) ?? 0) + 1);
	} else if (result.ok) {
		refusedInRun.delete(context);
	}
	return result;
}

const NOT_SENT = faultOf('signature', {
	title: 'Not sent: the server refused the key or the address of this n8n',
	cause: `It refused ${MOST_REFUSALS} calls of this run, and more of them lock the address.`,
	wayOut: 'See the errors of the first items, mend the credential, test it, then run again.',
});
