/** The envelope and the codes of CC-iSales (reference/huawei §2). */
import type { FieldRules, Offence, Violation } from '../fieldRules.ts';
import { firstViolation } from '../fieldRules.ts';
import type { Answer, Call, JsonObject, Route } from '../route.ts';
import type { Campaign } from '../state.ts';

export const iSalesBase = '/rest/isales/v1/openapi/campaigns/{vdnId}';
export const iSalesBase2 = '/rest/isales/v2/openapi/campaigns/{vdnId}';

export function succeed(rest: JsonObject = {}): Answer {
	return { body: { ...codes('0200000', ''), ...rest } };
}

export function refuse(code: string, text: string): Answer {
	return { body: codes(code, text) };
}

/** Both pairs carry the same value. */
function codes(code: string, text: string): JsonObject {
	return { resultCode: code, resultDesc: text, returnCode: code, returnDesc: text };
}

const offenceCodes: Record<Offence, string> = {
	missing: '02000001',
	empty: '02000001',
	illegal: '02000002',
	long: '02000003',
	short: '02000004',
	type: '02000006',
	range: '02000007',
	many: '02000011',
};

export function refuseField({ offence, field }: Violation): Answer {
	return refuse(offenceCodes[offence], `${field}: ${offence}`);
}

/** What a route asks of its request before its own work. */
interface Rules {
	body?: FieldRules;
	query?: FieldRules;
}

type RouteFacts = Pick<Route, 'method' | 'path' | 'atOnce'> & Rules;

/** An iSales endpoint: its VDN and fields are checked before it is handled. */
export function iSalesRoute(facts: RouteFacts, handle: (call: Call) => Answer): Route {
	const { body = {}, query = {}, ...rest } = facts;
	return {
		...rest,
		service: 'isales',
		handle: (call) => {
			if (call.path['vdnId'] !== String(call.world.settings.vdnId)) {
				return refuse('0200001', 'vdnId: not the VDN of this access key');
			}
			const broken = firstViolation(call.query, query) ?? firstViolation(call.body, body);
			return broken ? refuseField(broken) : handle(call);
		},
	};
}

/** The same for endpoints that name a campaign in their path. */
export function campaignRoute(
	facts: RouteFacts,
	handle: (campaign: Campaign, call: Call) => Answer,
): Route {
	return iSalesRoute(facts, (call) => {
		const campaign = call.world.state.campaigns.get(Number(call.path['campaignId']));
		return campaign ? handle(campaign, call) : refuse('0200007', 'The campaign does not exist');
	});
}

/** `offset` counts rows, `limit` is at most 100. */
export function offsetPage<Row>(rows: readonly Row[], fields: JsonObject): Row[] {
	const offset = Number(fields['offset'] ?? 0);
	return rows.slice(offset, offset + Number(fields['limit'] ?? 100));
}

/** Pages count from 1. */
export function numberedPage<Row>(rows: readonly Row[], page: number, size: number): Row[] {
	return rows.slice((page - 1) * size, page * size);
}
