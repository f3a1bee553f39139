/** The envelope and the codes of CC-FS (reference/huawei §3, §3.5). */
import type { FieldRules, Offence } from '../fieldRules.ts';
import { firstViolation } from '../fieldRules.ts';
import type { Answer, Call, JsonObject, Route } from '../route.ts';

export const fsBase = '/CCFS/resource/ccfs';

export function succeed(resultData: unknown = ''): Answer {
	return { body: envelope('0', 'success', resultData) };
}

export function refuse(code: string, text: string): Answer {
	return { body: envelope(code, text, '') };
}

function envelope(resultCode: string, resultDesc: string, resultData: unknown): JsonObject {
	const response = { version: '2.0', resultCode, resultMsg: resultDesc };
	return { resultCode, resultDesc, resultData, response };
}

const offenceCodes: Record<Offence, string> = {
	missing: '0300001',
	empty: '0300002',
	long: '0300003',
	illegal: '0300004',
	type: '0300004',
	short: '0300005',
	range: '0300028',
	many: '0300028',
};

interface FsFacts {
	path: string;
	body?: FieldRules;
	/** Fields stand in the body itself, not in `msgBody`. */
	isFlat?: true;
	/** Which flow control counts it. */
	flow?: 'query' | 'download';
}

/** A CC-FS endpoint; `call.body` is the inside of `msgBody`. */
export function fsRoute(facts: FsFacts, handle: (call: Call) => Answer): Route {
	const { path, body: table = {}, isFlat, flow } = facts;
	return {
		method: 'POST',
		path: `${fsBase}/${path}`,
		service: 'fs',
		handle: (call) => {
			if (flow && !call.world.flow[flow].take()) return refuseFlow(flow);
			const inside = isFlat ? call.body : open(call.body);
			if ('code' in inside) return refuse(String(inside['code']), String(inside['text']));
			const broken = firstViolation(inside, table);
			if (broken) return refuse(offenceCodes[broken.offence], `${broken.field}: ${broken.offence}`);
			return handle({ ...call, body: inside });
		},
	};
}

function refuseFlow(flow: 'query' | 'download'): Answer {
	const code = flow === 'download' ? '0300008' : '0300009';
	return refuse(code, `${flow} flow control`);
}

function open({ request, msgBody }: JsonObject): JsonObject {
	if (!isObject(request) || !isObject(msgBody)) return { code: '0300007', text: 'body is null' };
	if (request['version'] !== '2.0') return { code: '0300006', text: 'wrong version' };
	return msgBody;
}

function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
