/** The envelope and the codes of CC-CMS (reference/huawei §4). */
import type { FieldRules } from '../fieldRules.ts';
import { firstViolation, required, rules } from '../fieldRules.ts';
import type { Answer, Call, JsonObject, Route } from '../route.ts';

export const cmsBase = '/rest/cmsapp/v1/openapi';
export const cmsBase2 = '/rest/cmsapp/v2/openapi';

/** Clients up to 8.13 read `result` and `resultDatas`. */
export function succeed(result: unknown, rest: JsonObject = {}): Answer {
	const codes = { result: '0', resultCode: '0100000' };
	return { body: { ...codes, resultDesc: result, resultDatas: result, ...rest } };
}

export function refuse(code: string, text: string): Answer {
	return { body: { result: '-1', resultCode: code, resultDesc: text, resultDatas: text } };
}

interface CmsFacts {
	path: string;
	body?: FieldRules;
	/** The one endpoint of this kind has its VDN in another field, or none. */
	hasNoVdn?: true;
}

/** A CC-CMS endpoint; the fields stand in the body or in its `queryParam` (§8, 19). */
export function cmsRoute({ path, body: table = {}, hasNoVdn }: CmsFacts, handle: Handler): Route {
	const all = { ccId: rules.whole(1, 65535), ...(hasNoVdn ? {} : { vdn: ownVdn }), ...table };
	return {
		method: 'POST',
		path,
		service: 'cms',
		handle: (call) => {
			const inner = call.body['queryParam'];
			const fields = isObject(inner) ? inner : call.body;
			const broken = firstViolation(fields, all);
			if (broken) return refuse('0100002', `${broken.field}: ${broken.offence}`);
			const { vdnId } = call.world.settings;
			const isOwn = hasNoVdn || Number(fields['vdn']) === vdnId;
			return isOwn
				? handle({ ...call, body: fields })
				: refuse('0101003', 'vdn: insufficient permission');
		},
	};
}

type Handler = (call: Call) => Answer;

const ownVdn = required(rules.whole(1, 5000));

function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `limit` rows after `offset`, both in the body. */
export function page<Row>(rows: readonly Row[], { offset, limit }: JsonObject): Row[] {
	const from = Number(offset ?? 0);
	return rows.slice(from, from + Number(limit ?? 100));
}

export function pageRules(most: number): FieldRules {
	return { offset: rules.whole(0), limit: rules.whole(1, most) };
}
