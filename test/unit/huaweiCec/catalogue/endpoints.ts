import type { Account } from '../../../../lib/huaweiCec/account';
import type { Endpoint } from '../../../../lib/huaweiCec/endpoint';
import type { Parameters } from '../../../../lib/huaweiCec/parameter';
import { requestOf, type RequestReading } from '../../../../lib/huaweiCec/request';

export const ACCOUNT: Account = { vdnId: 25, ccId: 1, timeZone: 'Asia/Shanghai' };

/** The rows of the reference's table that a catalogue names in its pages. */
export function rowsOf(endpoints: readonly Endpoint[]): number[] {
	const rows = endpoints.map(({ page }) => Number(/ row (\d+)$/.exec(page)?.[1]));
	return rows.sort((a, b) => a - b);
}

/** What an operator would give who copies every example. */
export function examplesOf(parameters: Parameters): Record<string, unknown> {
	const given = Object.entries(parameters).map(([name, { example }]) => [name, example]);
	return Object.fromEntries(given) as Record<string, unknown>;
}

/** The request with every example, some of them replaced. */
export function requestWith(
	endpoint: Endpoint,
	changes: Record<string, unknown> = {},
): RequestReading {
	return requestOf(endpoint, { ...examplesOf(endpoint.parameters), ...changes }, ACCOUNT);
}

/** The body of that request; null when there is no request. */
export function bodyWith(endpoint: Endpoint, changes: Record<string, unknown> = {}): unknown {
	const reading = requestWith(endpoint, changes);
	return reading.ok ? JSON.parse(reading.request.body ?? 'null') : null;
}

/** What an operator reads when a value does not fit. */
export function refusalOf(endpoint: Endpoint, changes: Record<string, unknown>): string | null {
	const reading = requestWith(endpoint, changes);
	return reading.ok ? null : reading.message;
}
