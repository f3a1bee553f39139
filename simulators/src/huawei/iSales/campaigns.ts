/** Campaigns: rows 1 to 11, 15 and 16 of reference/huawei §2.1. */
import type { FieldRules } from '../fieldRules.ts';
import { required, rules } from '../fieldRules.ts';
import type { Answer, Call, JsonObject, Route } from '../route.ts';
import type { Campaign, HuaweiState } from '../state.ts';
import { readUtc } from '../vendorTime.ts';
import {
	campaignRoute,
	iSalesBase,
	iSalesBase2,
	iSalesRoute,
	numberedPage,
	refuse,
	succeed,
} from './answers.ts';

const hour = { type: 'text', max: 5, pattern: /^\d\d:\d\d$/ } as const;
const hourNames = ['workday', 'holiday'].flatMap((day) =>
	[1, 2, 3].flatMap((part) => [`${day}BeginTime${part}`, `${day}EndTime${part}`]),
);
const scheduleRules: FieldRules = Object.fromEntries(hourNames.map((name) => [name, hour]));

/** §2.2; `callerNo` differs between the versions. */
const campaignFields = {
	name: required(rules.text(100)),
	description: { type: 'text', max: 200, pattern: /^[^"[\]=;<>]*$/ },
	strBeginTime: required(rules.time),
	strEndTime: required(rules.time),
	deviceType: required(rules.whole(1, 6)),
	maxAlertingTime: required(rules.whole(5, 120)),
	priority: rules.whole(1, 5),
	scheduleParam: { type: 'object', required: true, members: scheduleRules },
	ivrParam: { type: 'object' },
	skillParam: { type: 'object' },
	initStatus: rules.whole(0, 1),
	callBackUrl: rules.text(1024),
} satisfies FieldRules;
const callerNoV2: FieldRules = {
	accessCode: required(rules.number),
	priority: rules.whole(1, 5),
};
const createV1: FieldRules = { ...campaignFields, callerNo: required(rules.number) };
const createV2: FieldRules = {
	...campaignFields,
	callerNo: { type: 'list', required: true, members: callerNoV2 },
};
/** v1 may leave the times out. */
const modifyV1 = { ...createV1, strBeginTime: rules.time, strEndTime: rules.time };

/** Device kinds that need one of the two parameter objects (§2.2). */
const needed: Record<number, 'ivrParam' | 'skillParam'> = {
	1: 'ivrParam',
	2: 'skillParam',
	3: 'ivrParam',
	5: 'skillParam',
	6: 'skillParam',
};

export const campaignRoutes: readonly Route[] = [
	iSalesRoute({ method: 'POST', path: iSalesBase, body: createV1 }, create),
	iSalesRoute({ method: 'POST', path: iSalesBase2, body: createV2 }, create),
	campaignRoute({ method: 'PUT', path: `${iSalesBase}/{campaignId}`, body: modifyV1 }, modify),
	campaignRoute({ method: 'PUT', path: `${iSalesBase2}/{campaignId}`, body: createV2 }, modify),
	campaignRoute({ method: 'DELETE', path: `${iSalesBase}/{campaignId}` }, remove),
	campaignRoute({ method: 'GET', path: `${iSalesBase}/{campaignId}` }, describe),
	iSalesRoute(
		{
			method: 'GET',
			path: iSalesBase,
			query: {
				name: rules.text(30),
				status: required(rules.whole(0, 4)),
				deviceType: required(rules.whole(0, 6)),
				beginTime: rules.time,
				endTime: rules.time,
				curPage: required(rules.whole(1)),
				rowsPerPage: required(rules.whole(1, 100)),
			},
		},
		list,
	),
	campaignRoute({ method: 'PUT', path: `${iSalesBase}/{campaignId}/pause` }, pause),
	campaignRoute({ method: 'PUT', path: `${iSalesBase}/{campaignId}/resume` }, resume),
	campaignRoute(
		{
			method: 'POST',
			path: `${iSalesBase}/retryPolicy/{campaignId}`,
			body: {
				policyType: required(rules.whole(0, 1)),
				policyJson: { type: 'text' },
				noRetryPolicy: { type: 'list', of: { type: 'text' } },
			},
		},
		setRetryPolicy,
	),
	campaignRoute({ method: 'GET', path: `${iSalesBase}/retryPolicy/{campaignId}` }, retryPolicyOf),
	...(['POST', 'DELETE'] as const).map((method) =>
		campaignRoute(
			{
				method,
				path: `${iSalesBase}/callerNo/{campaignId}`,
			},
			method === 'POST' ? addCallerNumbers : removeCallerNumbers,
		),
	),
];

function create(call: Call): Answer {
	const { world, body } = call;
	const { state, settings } = world;
	const wrong = wrongIn(body, state);
	if (wrong) return wrong;
	const today = new Date(settings.now()).setUTCHours(0, 0, 0, 0);
	if (readUtc(body['strBeginTime'] as string) < today) {
		return refuse('0200001', 'strBeginTime: before today');
	}
	const active = [...state.campaigns.values()].filter(
		({ status, fields }) => status === 2 && kindOf(fields) === kindOf(body),
	);
	if (active.length >= settings.activeCampaigns) {
		return refuse('0200001', `No more than ${settings.activeCampaigns} active campaigns`);
	}
	const isPaused = Number(body['initStatus'] ?? 0) === 1;
	const campaign = addCampaign(state, body, isPaused ? 3 : 2);
	return succeed({ returnObject: { id: campaign.id } });
}

export function addCampaign(
	state: HuaweiState,
	fields: JsonObject,
	status: Campaign['status'],
): Campaign {
	const campaign: Campaign = {
		id: state.next(),
		fields,
		status,
		rows: new Map(),
		queue: [],
		known: new Set(),
		addedAt: -Infinity,
		statisticsAt: -Infinity,
		retryPolicy: (fields['retryPolicy'] as JsonObject | undefined) ?? null,
		holidays: new Map(),
		batches: new Map(),
	};
	state.campaigns.set(campaign.id, campaign);
	return campaign;
}

/** Active campaigns are counted for queues and for IVRs. */
function kindOf(fields: JsonObject): string | undefined {
	return needed[Number(fields['deviceType'])];
}

function wrongIn(fields: JsonObject, state: HuaweiState, own?: Campaign): Answer | undefined {
	const begin = readUtc(String(fields['strBeginTime']));
	const end = readUtc(String(fields['strEndTime']));
	if (end <= begin) return refuse('0200001', 'strEndTime: not after strBeginTime');
	const object = needed[Number(fields['deviceType'])];
	if (!object) return refuse('02000007', 'deviceType: range');
	if (!fields[object]) return refuse('02000009', `${object}: missing for this deviceType`);
	const isTaken = [...state.campaigns.values()].some(
		(other) => other !== own && other.fields['name'] === fields['name'],
	);
	return isTaken ? refuse('0200001', 'name: a campaign has this name') : undefined;
}

function modify(campaign: Campaign, { body, world }: Call): Answer {
	if (campaign.status === 4) return refuse('0200001', 'The campaign is finished');
	if (Number(body['deviceType']) !== Number(campaign.fields['deviceType'])) {
		return refuse('0200001', 'deviceType: cannot be changed');
	}
	const fields = { ...campaign.fields, ...body };
	const wrong = wrongIn(fields, world.state, campaign);
	if (wrong) return wrong;
	campaign.fields = fields;
	return succeed();
}

function remove(campaign: Campaign, { world, body }: Call): Answer {
	if (campaign.status === 2) return refuse('0200001', 'The campaign is started; pause it first');
	const archive = body['archiveHistory'];
	if (archive !== undefined && archive !== 0 && archive !== 1) {
		return refuse('02000007', 'archiveHistory: range');
	}
	world.state.campaigns.delete(campaign.id);
	return succeed();
}

function describe({ id, fields, status }: Campaign): Answer {
	return succeed({ returnObject: { ...unset, ...fields, id, status } });
}

const unset = { description: '', ivrParam: null, skillParam: null, callBackUrl: '' };

function list({ query, world }: Call): Answer {
	const fits = ({ fields, status }: Campaign) =>
		String(fields['name']).includes(query['name'] ?? '') &&
		[0, status].includes(Number(query['status'])) &&
		['0', String(fields['deviceType'])].includes(query['deviceType'] ?? '0') &&
		(!query['beginTime'] || String(fields['strBeginTime']) >= query['beginTime']) &&
		(!query['endTime'] || String(fields['strEndTime']) <= query['endTime']);
	const all = [...world.state.campaigns.values()].filter(fits);
	const [page, size] = [Number(query['curPage']), Number(query['rowsPerPage'])];
	const data = numberedPage(all, page, size).map(({ id, fields, status }) => ({
		id,
		name: fields['name'],
		status,
		deviceType: fields['deviceType'],
		strBeginTime: fields['strBeginTime'],
		strEndTime: fields['strEndTime'],
		description: fields['description'] ?? '',
	}));
	return succeed({ totalSize: all.length, totalCount: all.length, data });
}

function pause(campaign: Campaign): Answer {
	if (campaign.status !== 2) return refuse('0200011', 'The campaign is not running');
	campaign.status = 3;
	return succeed();
}

function resume(campaign: Campaign): Answer {
	if (campaign.status !== 3) return refuse('0200001', 'The campaign is not paused');
	campaign.status = 2;
	return succeed();
}

function setRetryPolicy(campaign: Campaign, { body }: Call): Answer {
	const { policyJson } = body;
	try {
		if (typeof policyJson === 'string') JSON.parse(policyJson);
	} catch {
		return refuse('02000008', 'policyJson: no JSON text');
	}
	campaign.retryPolicy = body;
	return succeed();
}

function retryPolicyOf({ id, retryPolicy }: Campaign): Answer {
	const { policyType = 0, policyJson = '{}', noRetryPolicy = [] } = retryPolicy ?? {};
	const policy = typeof policyJson === 'string' ? (JSON.parse(policyJson) as unknown) : policyJson;
	const data = { retryPolicyId: id, policyType, policyJson: policy, noRetryPolicy, busiPolicy: '' };
	return succeed({ data });
}

/** The body's own name for the list is not in the reference: the first list is it. */
function numbersIn(body: JsonObject): string[] | undefined {
	const lists = Object.values(body).filter(Array.isArray) as unknown[][];
	return lists[0]?.map((entry) =>
		typeof entry === 'object' && entry !== null
			? String((entry as JsonObject)['accessCode'] ?? (entry as JsonObject)['callerNo'])
			: String(entry),
	);
}

function callerNumbers({ fields }: Campaign): Array<{ accessCode: string; priority?: unknown }> {
	const { callerNo } = fields;
	if (Array.isArray(callerNo)) return callerNo as Array<{ accessCode: string }>;
	return [{ accessCode: String(callerNo) }];
}

function addCallerNumbers(campaign: Campaign, { body }: Call): Answer {
	const numbers = numbersIn(body);
	if (!numbers?.length) return refuse('02000001', 'callerNo: missing');
	if (numbers.length > 100) return refuse('02000011', 'callerNo: many');
	const added = numbers.map((accessCode) => ({ accessCode, priority: 3 }));
	campaign.fields['callerNo'] = [...callerNumbers(campaign), ...added];
	return succeed();
}

/** One must stay. */
function removeCallerNumbers(campaign: Campaign, { body }: Call): Answer {
	const numbers = numbersIn(body);
	if (!numbers?.length) return refuse('02000001', 'callerNo: missing');
	if (numbers.length > 100) return refuse('02000011', 'callerNo: many');
	const left = callerNumbers(campaign).filter(({ accessCode }) => !numbers.includes(accessCode));
	if (left.length === 0) return refuse('0200001', 'callerNo: one number must stay');
	campaign.fields['callerNo'] = left;
	return succeed();
}
