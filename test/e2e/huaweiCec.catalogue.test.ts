import { randomUUID } from 'node:crypto';

import { DateTime } from 'luxon';

import { CMS_ENDPOINTS } from '../../lib/huaweiCec/catalogue/cms';
import { FS_ENDPOINTS } from '../../lib/huaweiCec/catalogue/fs';
import { ISALES_ENDPOINTS } from '../../lib/huaweiCec/catalogue/iSales';
import type { Endpoint } from '../../lib/huaweiCec/endpoint';
import { outputOf, workflow, type Execution, type Item } from '../../runtime/src/index.ts';
import { startHuaweiSimulator, type HuaweiSimulator } from '../../simulators/src/index.ts';
import { startContactCenter, type ContactCenter } from './contactCenter';
import {
	actionFlow,
	akSkCredential,
	byId,
	HUAWEI,
	type SavedCredential,
	type Step,
} from './huaweiCec';
import { exampleInput, nodeParameters } from './huaweiCecForm';

type Values = Record<string, unknown>;

const ALL: readonly Endpoint[] = [...ISALES_ENDPOINTS, ...FS_ENDPOINTS, ...CMS_ENDPOINTS];

let center: ContactCenter;
let cec: HuaweiSimulator;
let credential: SavedCredential;

beforeAll(async () => {
	cec = await startHuaweiSimulator({
		addSpacingMs: 0,
		statisticsEveryMs: 0,
		fileDelayMs: 0,
		queryFlow: { burst: 1000, perSecond: 1000 },
		downloadFlow: { burst: 1000, perSecond: 1000 },
	});
	center = await startContactCenter();
	credential = await akSkCredential(center.n8n, cec);
}, 300_000);

afterAll(async () => {
	await center?.stop();
	await cec?.stop();
});

const nameOf = ({ component, resource, operation }: Endpoint) =>
	`${component}.${resource}.${operation}`;

/** Midnight on the wall of the tenant, who counts the days CC-CMS keeps. */
const day = (days: number) =>
	DateTime.now().setZone(cec.timeZone).plus({ days }).startOf('day').toISO();

/** A campaign that may start today, and calls on all days at all hours. */
const CAMPAIGN: Values = {
	strBeginTime: DateTime.utc().plus({ minutes: 5 }).toISO(),
	strEndTime: DateTime.utc().plus({ days: 20 }).toISO(),
	deviceType: 3,
	scheduleParam: { workdayBeginTime1: '00:00', workdayEndTime1: '23:59' },
	ivrParam: { deviceSign: '70001', callCount: 10, callInterval: 5 },
};

/** The first key of what the simulator holds. */
function firstKey<Key>(entries: ReadonlyMap<Key, unknown> | undefined): Key | undefined {
	return entries?.keys().next().value;
}

const someCampaign = () => cec.state.campaigns.values().next().value;

/** Ids of what the simulator holds by now, by the vendor's name of the field. */
function idsOf({ state }: HuaweiSimulator): Values {
	const campaign = someCampaign();
	const contact = campaign?.rows.values().next().value;
	const [call] = state.calls;
	const ids: Values = {
		campaignId: campaign?.id,
		dataId: contact?.dataId,
		sessionId: contact?.sessionId,
		taskId: campaign?.id,
		taskGroupId: campaign?.id,
		categoryId: firstKey(state.blocklistGroups),
		typeId: firstKey(state.blocklistTypes),
		campaignTemplateId: firstKey(state.templates),
		appointId: firstKey(state.appointments),
		serverId: firstKey(state.fileServers),
		defId: firstKey(state.displayResults),
		holidayId: firstKey(campaign?.holidays),
		callId: call?.callId,
		callID: call?.callId,
		agentId: 101,
		currentAgentId: 101,
		agentIds: [101, 102],
		skillId: 8,
		skillIds: [8, 9],
	};
	return Object.fromEntries(Object.entries(ids).filter(([, value]) => value !== undefined));
}

const HOLIDAY = { type: 2, beginTime: '2027-10-01', endTime: '2027-10-07' };

/** What the examples of CC-iSales cannot know: days to come, and ids under a name of many meanings. */
function ofISales(): Record<string, Values> {
	const { state } = cec;
	const campaign = someCampaign();
	const batch = { id: firstKey(campaign?.batches) };
	const named = (name: string) => ({ ...CAMPAIGN, name: `${name} ${randomUUID().slice(0, 8)}` });
	return {
		'campaign.create': named('create'),
		'campaign.createV1': named('create v1'),
		'campaign.update': named('update'),
		'campaign.updateV1': named('update v1'),
		'campaign.addCallerNumbers': { callerNo: [{ accessCode: '88880002' }] },
		'campaign.deleteCallerNumbers': { callerNo: '88880002' },
		'campaignTemplate.create': named('template'),
		'campaignTemplate.copy': { ...named('copy'), from: campaign?.id },
		'campaignTemplate.update': named('template update'),
		'contact.addV1': { callDataList: [{ sessionId: 'cust-0001', called: '13800000001' }] },
		'batch.update': batch,
		'batch.pause': batch,
		'batch.resume': batch,
		'batch.delete': batch,
		'blocklistGroup.update': { id: firstKey(state.blocklistGroups) },
		'blocklistType.update': { id: firstKey(state.blocklistTypes) },
		'specialDate.create': HOLIDAY,
		'specialDate.update': { ...HOLIDAY, id: firstKey(campaign?.holidays) },
		'callResult.get': { callId: state.results.at(-1)?.callId },
		'appointment.create': { userAccount: 'agent101', appointTime: day(2) },
	};
}

/** Files that were asked for, and recordings that exist. */
function ofFs(): Record<string, Values> {
	const { state } = cec;
	const original = state.calls[0]?.recordings[0];
	const period = { beginTime: day(-1), endTime: day(1) };
	const asking = { ...period, callBackURL: 'https://127.0.0.1:9/none' };
	return {
		'callRecord.requestFile': asking,
		'callRecord.downloadFile': { billFileName: fileOf('call') },
		'agentOperation.requestFile': asking,
		'agentOperation.downloadFile': { agentOprInfoFileName: fileOf('agentOpr') },
		'skillChange.requestFile': asking,
		'skillChange.downloadFile': { agentSkillInfoFileName: fileOf('agentSkill') },
		'recording.downloadByPath': { fileName: indexedName(original) },
		'recording.getPlayToken': { fileName: original?.replaceAll('\\', '/') },
		'recording.search': { callId: state.calls[0]?.callId },
		'recording.getUrl': period,
		'ivrFile.delete': { fileName: firstKey(state.uploadedFiles) },
	};
}

/** Times of today and yesterday, which is all that CC-CMS keeps. */
function ofCms(): Record<string, Values> {
	const { state } = cec;
	const hour = DateTime.utc().startOf('hour');
	const inProgress = { callId: state.callsInProgress[0]?.callId };
	return {
		'call.getManyInbound': { beginDate: day(-1), endDate: DateTime.utc().toISO() },
		'call.getTrace': { logDate: state.calls[0]?.callEnd },
		'call.getInProgress': inProgress,
		'call.getPrivateInProgress': inProgress,
		'agent.getOperations': {
			beginTime: hour.minus({ hours: 1 }).toISO(),
			endTime: hour.toISO(),
		},
		'vdn.getIntervalIndexes': { timeGrain: '15MIN' },
	};
}

const OWN = { isales: ofISales, fs: ofFs, cms: ofCms };

function own({ component, resource, operation }: Endpoint): Values {
	return OWN[component]()[`${resource}.${operation}`] ?? {};
}

/** As the recording index names it: reference/huawei §3.2, `file_name`. */
function indexedName(original = ''): string {
	const [, , , callDay, agent, name = ''] = original.split('\\');
	const { ccId, accountId } = cec.settings;
	return `/10/${ccId}/record/100/${accountId}/${callDay}/${agent}/${name.replace('.V3', '.wav')}`;
}

function fileOf(kind: string): string | undefined {
	return [...cec.state.fileJobs.values()].find((job) => job.kind === kind)?.fileName;
}

/** Runs the endpoints in one workflow, each in a node of its own, and gives what became of each. */
async function callAll(endpoints: readonly Endpoint[]): Promise<Map<string, Item[]>> {
	const { n8n } = center;
	const path = randomUUID();
	const webhook = { path, httpMethod: 'POST', responseMode: 'lastNode' };
	const flow = workflow(`catalogue ${path.slice(0, 8)}`);
	flow.node('Webhook', 'n8n-nodes-base.webhook', 2.1, webhook, { webhookId: path });
	for (const endpoint of endpoints) {
		const input = { ...exampleInput(endpoint.parameters), ...idsOf(cec), ...own(endpoint) };
		const known = Object.entries(input).filter(([name]) => endpoint.parameters[name]);
		flow.node(
			nameOf(endpoint),
			HUAWEI[endpoint.component],
			1,
			nodeParameters(endpoint, Object.fromEntries(known)),
			{
				credentials: { huaweiCecAkSkApi: credential },
				onError: 'continueRegularOutput',
				alwaysOutputData: true,
			},
		);
		flow.connect('Webhook', nameOf(endpoint));
	}
	const { id } = await n8n.workflow(flow.build());
	await n8n.activate(id);
	await fetch(`${n8n.baseUrl}/webhook/${path}`, { method: 'POST' });
	const [execution] = (await n8n.waitForExecutions(id, 1, { timeoutMs: 120_000 })) as [Execution];
	return new Map(endpoints.map((each) => [nameOf(each), outputOf(execution, nameOf(each))]));
}

const isOf = (pattern: RegExp) => (endpoint: Endpoint) => pattern.test(endpoint.operation);
const isCreate = isOf(/^(create|copy|add|request|setRetryPolicy|upload)/);
const isDelete = isOf(/^delete/);

/** Operations of several calls that stand in place of an endpoint; their own tests run them. */
const COMPOSITE = new Set(['isales.contact.add', 'cms.call.getMany']);

const simple = ALL.filter((endpoint) => !COMPOSITE.has(nameOf(endpoint)));

function faultsOf(outcomes: Map<string, Item[]>): Record<string, unknown> {
	const failed = [...outcomes].flatMap(([name, items]) => {
		const [item] = items;
		if (item && !item.json['error']) return [];
		return [[name, item ? item.json : 'no items']];
	});
	return Object.fromEntries(failed) as Record<string, unknown>;
}

it('every endpoint of the catalogue works through its node in a real n8n', async () => {
	const campaign = ALL.filter((endpoint) => nameOf(endpoint) === 'isales.campaign.create');
	const faults = faultsOf(await callAll(campaign));
	const others = simple.filter((endpoint) => !campaign.includes(endpoint));

	Object.assign(faults, faultsOf(await callAll(others.filter(isCreate))));
	finishCampaigns();
	const asking = others.filter((endpoint) => !isCreate(endpoint) && !isDelete(endpoint));
	Object.assign(faults, faultsOf(await callAll(asking)));
	for (const each of cec.state.campaigns.values()) {
		each.status = 3;
		for (const row of each.rows.values()) row.isFinished = false;
	}
	const deleting = others.filter(isDelete);
	const isOfCampaign = (endpoint: Endpoint) => nameOf(endpoint) === 'isales.campaign.delete';
	const parts = deleting.filter((endpoint) => !isOfCampaign(endpoint));
	Object.assign(faults, faultsOf(await callAll(parts)));
	Object.assign(faults, faultsOf(await callAll(deleting.filter(isOfCampaign))));
	expect(faults).toEqual({});
}, 300_000);

/** Results to ask for, and campaigns that can still be changed. */
function finishCampaigns(): void {
	for (const { id } of cec.state.campaigns.values()) cec.finishCampaign(id);
	for (const campaign of cec.state.campaigns.values()) {
		campaign.status = 2;
		for (const batch of campaign.batches.values()) batch.status = 1;
	}
}

it('none was left out', async () => {
	await callComposites();
	const pathOf = (path: string) => path.replace(/\{\w+\}/g, '{}').replace(/\?.*/, '');
	const called = new Set(Object.keys(cec.requests.counts()).map(pathOf));
	const missing = ALL.filter(({ method, path }) => !called.has(`${method} ${pathOf(path)}`));
	expect(missing.map(nameOf)).toEqual([]);
}, 120_000);

/** The operations made of several calls: their own tests look at what comes out. */
async function callComposites(): Promise<void> {
	const [id] = [...cec.state.campaigns.keys()];
	const steps: Step[] = [
		{ component: 'cms', parameters: { resource: 'call', operation: 'getMany', returnAll: true } },
		{
			component: 'isales',
			parameters: {
				resource: 'contact',
				operation: 'add',
				campaignId: byId(id),
				called: '13800000001',
			},
		},
	];
	for (const step of steps) {
		const flow = await actionFlow(center.n8n, credential, step);
		expect(await flow.run()).toMatchObject({ status: 200 });
	}
}
