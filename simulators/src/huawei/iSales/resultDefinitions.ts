/** Business results and display results: rows 12, 13 and 65 to 69 of reference/huawei §2.1, §2.4. */
import type { FieldRules } from '../fieldRules.ts';
import { required, rules } from '../fieldRules.ts';
import type { Answer, Call, JsonObject, Route } from '../route.ts';
import { iSalesBase, iSalesRoute, numberedPage, refuse, succeed } from './answers.ts';

const page: FieldRules = {
	pageSize: required(rules.whole(1, 50)),
	pageNum: required(rules.whole(1)),
};
const code = { type: 'text', max: 50, pattern: /^[0-9A-Za-z-]*$/ } as const;
const business: FieldRules = {
	name: required(rules.text(50)),
	code,
	description: rules.text(200),
	children: { type: 'list', members: { name: required(rules.text(50)), code } },
};

export const resultDefinitionRoutes: readonly Route[] = [
	iSalesRoute(
		{ method: 'POST', path: `${iSalesBase}/addBusinessResult`, body: business },
		({ world, body }) => {
			const id = world.state.nextLongId();
			world.state.businessResults.set(id, { id, fields: body });
			return succeed();
		},
	),
	iSalesRoute(
		{ method: 'GET', path: `${iSalesBase}/queryBusinessResults`, query: page },
		({ world, query }) => {
			const all = [...world.state.businessResults.values()].map(({ fields }) => ({
				...{ code: '', description: '' },
				...fields,
				defLevel: '1',
				children: ((fields['children'] ?? []) as JsonObject[]).map((child) => ({
					...child,
					defLevel: '2',
				})),
			}));
			return pageOf(all, query);
		},
	),
	iSalesRoute(
		{
			method: 'POST',
			path: `${iSalesBase}/createObResult`,
			body: { displayResult: required(rules.text(255)), resultCode: rules.text(7) },
		},
		({ world, body }) => {
			const id = String(world.settings.now() + world.state.next());
			world.state.displayResults.set(id, { id, fields: body });
			return succeed({ defId: id });
		},
	),
	iSalesRoute({ method: 'POST', path: `${iSalesBase}/updateObResult` }, (call) => {
		const found = displayResultOf(call, call.body['defId']);
		if (!found) return refuse('0200001', 'defId: does not exist');
		found.fields = { ...found.fields, ...call.body };
		return succeed();
	}),
	iSalesRoute({ method: 'DELETE', path: `${iSalesBase}/{defId}/deleteObsResult` }, (call) => {
		const { defId = '' } = call.path;
		const isGone = call.world.state.displayResults.delete(defId);
		return isGone ? succeed() : refuse('0200001', 'defId: does not exist');
	}),
	iSalesRoute(
		{ method: 'GET', path: `${iSalesBase}/queryOBSResults`, query: page },
		({ world, query }) => {
			const all = [...world.state.displayResults.values()].map(({ id, fields }) => ({
				defId: id,
				displayResult: fields['displayResult'],
				resultCode: fields['resultCode'] ?? '',
			}));
			return pageOf(all, query);
		},
	),
	iSalesRoute(
		{ method: 'GET', path: `${iSalesBase}/{defId}/queryObsResultDetail` },
		describeDisplayResult,
	),
];

function pageOf(all: readonly unknown[], query: Readonly<Record<string, string>>): Answer {
	const data = numberedPage(all, Number(query['pageNum']), Number(query['pageSize']));
	return succeed({ totalCount: all.length, data });
}

function displayResultOf({ world }: Call, id: unknown) {
	return world.state.displayResults.get(String(id ?? ''));
}

function describeDisplayResult(call: Call): Answer {
	const found = displayResultOf(call, call.path['defId']);
	if (!found) return refuse('0200001', 'defId: does not exist');
	const { vdnId } = call.world.settings;
	const { obsCodes, displayResult, resultCode = '' } = found.fields;
	const codes = Array.isArray(obsCodes) ? (obsCodes as unknown[]) : [];
	const resultMapList = codes.map((failCode, at) => ({
		mapId: String(1000 + at),
		defId: found.id,
		failCode,
		vdnId: String(vdnId),
	}));
	return succeed({
		obResult: { defId: found.id, displayResult, resultCode, vdnId, resultMapList },
	});
}
