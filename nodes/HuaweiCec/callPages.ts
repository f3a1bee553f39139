import type { Endpoint, Paging } from '../../lib/huaweiCec/endpoint';
import {
	callEndpoint,
	type CallContext,
	type CallOptions,
	type CallResult,
} from './transport/call';

/**
 * Asks for page after page until there are `wanted` rows or no more.
 * A fault on any page is the fault of the whole: half a list looks like a whole one.
 */
export async function callPages(
	context: CallContext,
	endpoint: Endpoint,
	input: Record<string, unknown>,
	wanted: number,
	options?: CallOptions,
): Promise<CallResult> {
	const { paging } = endpoint;
	if (!paging) return await callEndpoint(context, endpoint, input, options);
	const size = Math.min(paging.most, wanted);
	const rows: Array<Record<string, unknown>> = [];
	let total: number | null = null;
	for (let page = 1, last = ''; rows.length < wanted; page++) {
		const place = placeOf(paging, page, rows.length, size);
		const answer = await callEndpoint(context, endpoint, { ...input, ...place }, options);
		if (!answer.ok) return answer;
		const asText = JSON.stringify(answer.rows);
		// A server that does not know of pages gives the same one again.
		if (answer.rows.length === 0 || asText === last) break;
		for (const row of answer.rows) rows.push(row);
		({ total } = answer);
		if (total === null ? answer.rows.length < size : rows.length >= total) break;
		last = asText;
	}
	return { ok: true, rows: rows.slice(0, wanted), total };
}

/**
 * The fields that turn to a page. The offset is counted in rows that came, so that a server which
 * gives less a page than it was asked for skips none.
 */
export function placeOf(
	paging: Paging,
	page: number,
	rowsBefore: number,
	size: number,
): Record<string, number> {
	if (paging.by === 'page') return { [paging.number]: page, [paging.size]: size };
	return { [paging.offset]: rowsBefore, [paging.size]: size };
}
