import { ArgumentError } from '../argumentError.ts';
import type { Fault } from './faults.ts';

const shape =
	/^(?<kind>[a-zA-Z]+)(?:=(?<value>[^@*]+))?(?:@(?<endpoint>[^*]+))?(?:\*(?<count>\d+))?$/;

const kinds: Record<string, (value: string | undefined) => Fault | undefined> = {
	status: (value) => statusFault(value, 'before'),
	statusAfter: (value) => statusFault(value, 'after'),
	code: (value) => (value ? { kind: 'code', code: value } : undefined),
	slow: (value) => {
		const seconds = Number(value);
		return seconds > 0 ? { kind: 'slow', delayMs: seconds * 1000 } : undefined;
	},
	halfBody: () => ({ kind: 'halfBody' }),
	disconnect: () => ({ kind: 'disconnect' }),
	disconnectAfter: () => ({ kind: 'disconnect', when: 'after' }),
	locked: () => ({ kind: 'locked' }),
};

export const faultKindNames = Object.keys(kinds);

function statusFault(value: string | undefined, when: 'before' | 'after'): Fault | undefined {
	const status = Number(value ?? 500);
	const isStatus = Number.isInteger(status) && status >= 400 && status <= 599;
	return isStatus ? { kind: 'status', status, when } : undefined;
}

/** `status=500@/calldata/*3`: a kind, its value, part of an endpoint's name and how often. */
export function readFault(words: string): Fault {
	const { kind = '', value, endpoint, count } = shape.exec(words)?.groups ?? {};
	const fault = Object.hasOwn(kinds, kind) ? kinds[kind]?.(value) : undefined;
	if (!fault) {
		throw new ArgumentError(
			`--fault cannot be "${words}"; write <kind>[=<value>][@<part of the endpoint>][*<times>], kinds: ${faultKindNames.join(', ')}.`,
		);
	}
	return {
		...fault,
		...(endpoint === undefined ? {} : { endpoint }),
		...(count === undefined ? {} : { count: Number(count) }),
	};
}
