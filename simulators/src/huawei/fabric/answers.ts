/** The envelope of two-way calls and voice notifications (reference/huawei §5). */
import type { FieldRules } from '../fieldRules.ts';
import { firstViolation } from '../fieldRules.ts';
import type { Answer, Call, JsonObject, Route } from '../route.ts';

export function succeed(result: JsonObject = {}): Answer {
	return { body: { retCode: '0', retMsg: 'success', result } };
}

export function refuse(retCode: string, retMsg: string): Answer {
	return { body: { retCode, retMsg } };
}

interface FabricFacts {
	path: string;
	body?: FieldRules;
}

/** Wrong parameters get HTTP 400 here (§1.1). */
export function fabricRoute({ path, body = {} }: FabricFacts, handle: Handler): Route {
	return {
		method: 'POST',
		path: `/apiaccess/${path}`,
		service: 'fabric',
		handle: (call) => {
			const broken = firstViolation(call.body, body);
			if (!broken) return handle(call);
			const retMsg = `${broken.field}: ${broken.offence}`;
			return { status: 400, body: { retCode: '400', retMsg } };
		},
	};
}

type Handler = (call: Call) => Answer;
