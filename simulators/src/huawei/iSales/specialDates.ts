/** Special dates: rows 22 to 26 of reference/huawei §2.1, rules of §2.5. */
import type { FieldRules } from '../fieldRules.ts';
import { required, rules } from '../fieldRules.ts';
import type { Answer, Call, JsonObject, Route } from '../route.ts';
import type { Campaign } from '../state.ts';
import { campaignRoute, iSalesBase, refuse, succeed } from './answers.ts';

const path = `${iSalesBase}/holiday/{campaignId}`;
/** A campaign has fewer than 20. */
const most = 19;

const fields: FieldRules = {
	name: required(rules.text(30)),
	type: required(rules.whole(1, 3)),
	week: { type: 'text', pattern: /^[1-7](,[1-7])*$/ },
};
const days: Record<number, RegExp> = { 2: /^\d{4}-\d\d-\d\d$/, 3: /^\d\d-\d\d$/ };

export const specialDateRoutes: readonly Route[] = [
	campaignRoute({ method: 'GET', path }, ({ holidays }) =>
		succeed({ data: [...holidays.values()] }),
	),
	campaignRoute({ method: 'POST', path, body: fields }, create),
	campaignRoute(
		{ method: 'PUT', path, body: { ...fields, id: required(rules.whole(1)) } },
		(campaign, { body }) => {
			const id = Number(body['id']);
			if (!campaign.holidays.has(id)) return refuse('0200001', 'id: does not exist');
			return wrongIn(body, campaign, id) ?? keep(campaign, id, body);
		},
	),
	campaignRoute({ method: 'DELETE', path: `${path}/{holidayId}` }, ({ holidays }, call) =>
		holidays.delete(Number(call.path['holidayId']))
			? succeed()
			: refuse('0200001', 'holidayId: does not exist'),
	),
	campaignRoute({ method: 'DELETE', path }, ({ holidays }) => {
		holidays.clear();
		return succeed();
	}),
];

function create(campaign: Campaign, { world, body }: Call): Answer {
	if (campaign.holidays.size >= most) return refuse('0200029', 'too many special dates');
	return wrongIn(body, campaign) ?? keep(campaign, world.state.next(), body);
}

function wrongIn(body: JsonObject, campaign: Campaign, own?: number): Answer | undefined {
	const isTaken = [...campaign.holidays].some(
		([id, other]) => id !== own && other['name'] === body['name'],
	);
	if (isTaken) return refuse('0200001', 'name: exists');
	const shape = days[Number(body['type'])];
	if (!shape) return body['week'] ? undefined : refuse('02000009', 'week: missing');
	const wrong = ['beginTime', 'endTime'].find((name) => !shape.test(String(body[name] ?? '')));
	return wrong ? refuse('02000002', `${wrong}: illegal`) : undefined;
}

function keep(campaign: Campaign, id: number, fieldsSent: JsonObject): Answer {
	const empty = { week: null, beginTime: null, endTime: null };
	campaign.holidays.set(id, { ...empty, ...fieldsSent, id });
	return succeed();
}
