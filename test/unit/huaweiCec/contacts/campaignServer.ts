import { faultOf, type Fault } from '../../../../lib/huaweiCec/fault';
import type { Contact, ContactReading } from '../../../../lib/huaweiCec/contacts/contactRow';
import type { Gate, SendResult } from '../../../../lib/huaweiCec/contacts/gate';
import type { AddSettings } from '../../../../lib/huaweiCec/contacts/run';

/** What happens to one call beside the rules, before or after the rows are taken. */
export type Accident = 'error500' | 'answerLost' | 'slowDown' | null;

export interface ServerRules {
	blocklisted?: ReadonlySet<string>;
	/** Numbers the server refuses and the blocklist does not name. */
	odd?: ReadonlySet<string>;
	most?: number;
	/** How many contacts the campaign takes. */
	room?: number;
	/** Everything is refused with this. */
	campaignFault?: Fault;
	/** The accident of the n-th call, from 0. */
	accident?: (call: number) => Accident;
	/** Milliseconds a call takes. */
	latency?: number;
	blocklistFault?: Fault;
}

export const rejected = (code: string): Fault =>
	faultOf('rejected', { code, status: 200, title: `code ${code}`, cause: 'as told', wayOut: '' });

export const status = (httpStatus: number, kind: Fault['kind']): Fault =>
	faultOf(kind, {
		status: httpStatus,
		title: `HTTP ${httpStatus}`,
		cause: 'as told',
		wayOut: '',
		retryAfterSeconds: httpStatus === 429 ? 3 : null,
	});

/**
 * A campaign as reference/huawei §2.6 tells: a call goes in as a whole or not at all. Time is virtual:
 * it passes when somebody waits or a call takes its time.
 */
export function campaignServer(rules: ServerRules = {}) {
	const state = {
		clock: 1_000_000,
		rows: new Map<string, string>(),
		calls: [] as Array<{ at: number; size: number }>,
		queries: [] as number[],
		remembered: new Set<string>(),
		cancelledAfter: Infinity,
		doubled: 0,
	};
	const sleepers: Array<{ until: number; wake: () => void }> = [];
	/** Once nobody has anything to do, time passes until the next one wakes. */
	const passTime = () => {
		sleepers.sort((one, other) => one.until - other.until);
		const next = sleepers.shift();
		state.clock = Math.max(state.clock, next?.until ?? 0);
		next?.wake();
	};
	const pass = (milliseconds: number) =>
		new Promise<void>((wake) => {
			sleepers.push({ until: state.clock + milliseconds, wake });
			setImmediate(passTime);
		});

	function take(contacts: readonly Contact[]): SendResult {
		if (rules.campaignFault) return { ok: false, fault: rules.campaignFault };
		if (contacts.length > (rules.most ?? 20)) return { ok: false, fault: rejected('0200029') };
		const numbers = contacts.flatMap(({ called }) => called.map(({ calledNo }) => calledNo));
		if (numbers.some((number) => rules.blocklisted?.has(number) || rules.odd?.has(number))) {
			return { ok: false, fault: rejected('0200001') };
		}
		if (contacts.some(({ sessionId }) => state.rows.has(sessionId))) {
			return { ok: false, fault: rejected('0200018') };
		}
		if (state.rows.size + contacts.length > (rules.room ?? Infinity)) {
			return { ok: false, fault: rejected('0200029') };
		}
		const dataIds = contacts.map(({ sessionId, called }) => {
			const dataId = String(1803096731904990000n + BigInt(state.rows.size));
			state.rows.set(sessionId, dataId);
			return { called: called[0]?.calledNo ?? '', dataId };
		});
		return { ok: true, dataIds };
	}

	const gate: Gate = {
		async send(contacts) {
			const call = state.calls.push({ at: state.clock, size: contacts.length }) - 1;
			await pass(rules.latency ?? 100);
			const accident = rules.accident?.(call) ?? null;
			if (accident === 'error500') return { ok: false, fault: status(500, 'server') };
			if (accident === 'slowDown') return { ok: false, fault: status(429, 'flowControl') };
			const taken = take(contacts);
			return accident === 'answerLost' ? { ok: false, fault: status(502, 'server') } : taken;
		},
		async queryBlocklist(numbers) {
			state.queries.push(numbers.length);
			await Promise.resolve();
			if (rules.blocklistFault) return { ok: false, fault: rules.blocklistFault };
			return {
				ok: true,
				listed: new Set(numbers.filter((number) => rules.blocklisted?.has(number))),
			};
		},
		async remember(contacts) {
			for (const { sessionId } of contacts) state.remembered.add(sessionId);
			await Promise.resolve();
		},
		pause: pass,
		now: () => state.clock,
		isCancelled: () => state.calls.length >= state.cancelledAfter,
	};
	return { gate, state };
}

/** A contact with a synthetic number: 138 0000 xxxx. */
export function contact(place: number, more: Partial<Contact> = {}): Contact {
	return { sessionId: `s-${place}`, called: [{ calledNo: numberOf(place) }], ...more };
}

export function numberOf(place: number): string {
	return `138${String(place).padStart(8, '0')}`;
}

export const readings = (contacts: readonly Contact[]): ContactReading[] =>
	contacts.map((each) => ({ ok: true, contact: each }));

export const settings = (more: Partial<AddSettings> = {}): AddSettings => ({
	campaign: '25/46',
	turns: new Map(),
	chunkSize: 20,
	spacing: 1000,
	checksBlocklist: true,
	retryLimit: 5,
	...more,
});

/** The shortest time from the start of a call to the start of the next. */
export function closest(calls: ReadonlyArray<{ at: number }>): number {
	const gaps = calls.slice(1).map(({ at }, index) => at - (calls[index]?.at ?? 0));
	return Math.min(Infinity, ...gaps);
}
