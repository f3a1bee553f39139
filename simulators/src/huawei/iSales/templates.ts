/** Campaign templates: rows 17 to 21 of reference/huawei §2.1, §2.3. */
import { required, rules } from '../fieldRules.ts';
import type { Answer, Call, JsonObject, Route } from '../route.ts';
import { iSalesBase, iSalesRoute, offsetPage, refuse, succeed } from './answers.ts';

const path = `${iSalesBase}/template`;
const named = { name: required(rules.text(100)), description: rules.text(200) };
const fields = { ...named, deviceType: required(rules.whole(1, 6)) };

export const templateRoutes: readonly Route[] = [
	iSalesRoute(
		{
			method: 'GET',
			path,
			query: {
				name: rules.text(30),
				status: required(rules.whole(1, 9)),
				taskType: rules.whole(1, 6),
				offset: rules.whole(0),
				limit: rules.whole(1, 100),
			},
		},
		list,
	),
	iSalesRoute({ method: 'GET', path: `${path}/{campaignTemplateId}` }, (call) => {
		const template = templateOf(call);
		if (!template) return refuse('0200001', 'campaignTemplateId: does not exist');
		return succeed({ returnObject: { ...unset, ...template.fields, id: Number(template.id) } });
	}),
	iSalesRoute({ method: 'POST', path, body: fields }, (call) => create(call, call.body)),
	iSalesRoute(
		{ method: 'POST', path: `${path}/copy`, body: { ...named, from: required(rules.whole(1)) } },
		copy,
	),
	iSalesRoute(
		{ method: 'PUT', path: `${path}/{campaignTemplateId}/update`, body: fields },
		(call) => {
			const template = templateOf(call);
			if (!template) return refuse('0200001', 'campaignTemplateId: does not exist');
			template.fields = { ...template.fields, ...call.body };
			return succeed();
		},
	),
];

const unset = { description: '', priority: 3, ivrParam: null, skillParam: null };

function templateOf({ world, path: { campaignTemplateId = '' } }: Call) {
	return world.state.templates.get(campaignTemplateId);
}

function list({ world, query }: Call): Answer {
	const { name = '', status, taskType } = query;
	const all = [...world.state.templates.values()].filter(
		({ fields: own }) =>
			String(own['name']).includes(name) &&
			String(own['status']) === status &&
			(!taskType || String(own['deviceType']) === taskType),
	);
	const data = offsetPage(all, query).map(({ id, fields: own }) => ({
		id: Number(id),
		name: own['name'],
		status: own['status'],
		taskType: own['deviceType'],
	}));
	const { offset = 0, limit = 100 } = query;
	return succeed({ data, offset: Number(offset), limit: Number(limit), totalSize: all.length });
}

/** A new template is published at once: there is no endpoint for that. */
function create({ world }: Call, fieldsSent: JsonObject): Answer {
	const id = world.state.next();
	world.state.templates.set(String(id), { id: String(id), fields: { ...fieldsSent, status: 9 } });
	return succeed({ returnObject: { id } });
}

function copy(call: Call): Answer {
	const { templates, campaigns } = call.world.state;
	const { from, ...own } = call.body;
	const source = templates.get(String(from)) ?? campaigns.get(Number(from));
	if (!source) return refuse('0200001', 'from: does not exist');
	return create(call, { ...source.fields, ...own });
}
