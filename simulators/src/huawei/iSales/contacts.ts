/** Outbound data: rows 39 to 46 of reference/huawei §2.1, rules of §2.6. */
import type { FieldRules } from '../fieldRules.ts';
import { firstViolation, required, rules } from '../fieldRules.ts';
import type { Answer, Call, JsonObject, Route } from '../route.ts';
import type { CalledNumber, Campaign, ContactRow, HuaweiState } from '../state.ts';
import { startOfDay } from '../vendorTime.ts';
import {
	campaignRoute,
	iSalesBase,
	iSalesBase2,
	iSalesRoute,
	offsetPage,
	refuse,
	refuseField,
	succeed,
} from './answers.ts';

const rowFields: FieldRules = {
	sessionId: rules.text(32),
	caller: rules.number,
	customField: rules.text(200),
	recycleTime: rules.time,
	callData: rules.text(1024),
	priority: { type: 'text', max: 1, pattern: /^[1-5]$/ },
};
const calledFields: FieldRules = {
	calledNo: required(rules.number),
	delayTime: rules.whole(0, 7200),
};
const rowV1: FieldRules = { ...rowFields, called: required(rules.number) };
const rowV2: FieldRules = {
	...rowFields,
	called: { type: 'list', required: true, members: calledFields },
};

export const contactRoutes: readonly Route[] = [
	campaignRoute({ method: 'POST', path: `${iSalesBase}/calldata/{campaignId}` }, (campaign, call) =>
		addRows(campaign, call, rowV1),
	),
	campaignRoute(
		{ method: 'POST', path: `${iSalesBase2}/calldata/{campaignId}` },
		(campaign, call) => addRows(campaign, call, rowV2),
	),
	campaignRoute(
		{ method: 'POST', path: `${iSalesBase}/calldata/{campaignId}/delete`, atOnce: 1 },
		deleteRow,
	),
	campaignRoute(
		{ method: 'GET', path: `${iSalesBase}/calldata/{campaignId}/{dataId}` },
		describeRow,
	),
	iSalesRoute({ method: 'GET', path: `${iSalesBase2}/statistics` }, statistics),
	campaignRoute(
		{ method: 'POST', path: `${iSalesBase}/calldatafile/uploadFileServer/{campaignId}` },
		importFile,
	),
	campaignRoute(
		{ method: 'POST', path: `${iSalesBase}/calldatafile/queryDataImportTask/{campaignId}` },
		importState,
	),
	iSalesRoute({ method: 'POST', path: `${iSalesBase}/groupcalldata` }, addToGroup),
];

/** A task group is one more campaign here; its id stands in the query (row 46). */
function addToGroup(call: Call): Answer {
	const id = Number(call.query['campaignGroupId']);
	const campaign = call.world.state.campaigns.get(id);
	if (!campaign) return refuse('0200007', 'The task group does not exist');
	return addRows(campaign, call, rowV2);
}

/**
 * All rows of a call or none. Which code a call that comes too soon gets is not documented: 429, as
 * the daily statistics answer.
 */
function addRows(campaign: Campaign, { world, body }: Call, rowRules: FieldRules): Answer {
	const { settings, state } = world;
	const now = settings.now();
	// What the network adds to or takes from the sender's spacing is not the sender's fault.
	if (now - campaign.addedAt < settings.addSpacingMs * 0.9) {
		return { status: 429, body: { resultCode: '429', resultDesc: 'Too many requests' } };
	}
	campaign.addedAt = now;
	if (campaign.status === 4) return refuse('0200001', 'The campaign is finished');
	const list = body['callDataList'];
	if (!Array.isArray(list) || list.length === 0) return refuse('02000001', 'callDataList: missing');
	if (list.length > settings.rowsPerCall) {
		return refuse('0200029', `callDataList: more than ${settings.rowsPerCall}`);
	}
	const broken = firstViolation(body, { callDataList: { type: 'list', members: rowRules } });
	if (broken) return refuseField(broken);
	const batchId = String(body['batchId'] ?? '');
	if (batchId !== '' && !campaign.batches.has(batchId)) {
		return refuse('03000004', 'batchId: does not exist');
	}
	const rows = (list as JsonObject[]).map((entry) => rowOf(entry, campaign.id, batchId));
	return refusalOf(rows, campaign, surroundingsOf(world)) ?? keep(rows, campaign, state);
}

interface Surroundings {
	state: HuaweiState;
	openRows: number;
	now: number;
}

function surroundingsOf({ state, settings }: Call['world']): Surroundings {
	return { state, openRows: settings.openRows, now: settings.now() };
}

/** What the rows of one call together may not be. */
function refusalOf(
	rows: readonly ContactRow[],
	campaign: Campaign,
	{ state, openRows, now }: Surroundings,
): Answer | undefined {
	const keys = rows.flatMap(keysOf);
	const isDouble = new Set(keys).size < keys.length || keys.some((key) => campaign.known.has(key));
	if (isDouble) return refuse('0200018', 'The numbers of a sessionId are duplicate');
	const numbers = rows.flatMap(({ called }) => called.map(({ calledNo }) => calledNo));
	// Which of them is not said.
	if (numbers.some((number) => isBlocked(state, number, now))) {
		return refuse('0200001', 'A number is in the blocklist');
	}
	if (openRowsOf(campaign) + rows.length > openRows) {
		return refuse('0200029', `The campaign would have more than ${openRows} unfinished rows`);
	}
	return undefined;
}

function rowOf(entry: JsonObject, campaignId: number, batchId: string): ContactRow {
	const text = (name: string) => String(entry[name] ?? '');
	const { called } = entry;
	const numbers = Array.isArray(called) ? (called as JsonObject[]) : [{ calledNo: called }];
	return {
		dataId: '',
		campaignId,
		sessionId: text('sessionId'),
		called: numbers.map((number: JsonObject): CalledNumber => ({
			calledNo: String(number['calledNo']),
			delayTime: Number(number['delayTime'] ?? 0),
			type: String(number['type'] ?? ''),
		})),
		caller: text('caller'),
		customField: text('customField'),
		callData: text('callData'),
		priority: text('priority') || '3',
		recycleTime: text('recycleTime'),
		batchId,
		isFinished: false,
		businessResult: null,
	};
}

/** Rows without a sessionId are never the same. */
function keysOf({ sessionId, called }: ContactRow): string[] {
	return sessionId === '' ? [] : called.map(({ calledNo }) => `${sessionId} ${calledNo}`);
}

function keep(rows: readonly ContactRow[], campaign: Campaign, state: HuaweiState): Answer {
	for (const row of rows) {
		row.dataId = state.nextLongId();
		campaign.rows.set(row.dataId, row);
		campaign.queue.push(row);
		for (const key of keysOf(row)) campaign.known.add(key);
	}
	const dataIdList = rows.flatMap(({ called, dataId }) =>
		called.map(({ calledNo }) => ({ called: calledNo, dataId })),
	);
	return succeed({ returnObject: { totalSize: rows.length, dataIdList } });
}

function isBlocked(state: HuaweiState, number: string, now: number): boolean {
	const entry = state.blocklist.get(number);
	if (!entry) return false;
	const until = entry['until'];
	return typeof until !== 'number' || until > now;
}

/** All rows stand in the queue until they are dialled. */
function openRowsOf(campaign: Campaign): number {
	return campaign.queue.length;
}

/** The table of fields was not seen: by sessionId, and by number when one is given. */
function deleteRow(campaign: Campaign, { body }: Call): Answer {
	const { sessionId, called, dataId } = body;
	const found = [...campaign.rows.values()].filter(
		(row) =>
			(dataId === undefined || row.dataId === dataId) &&
			(sessionId === undefined || row.sessionId === sessionId) &&
			(called === undefined || row.called.some(({ calledNo }) => calledNo === called)),
	);
	if (sessionId === undefined && called === undefined && dataId === undefined) {
		return refuse('02000001', 'sessionId: missing');
	}
	if (found.length === 0) return refuse('0200033', 'The outbound data do not exist');
	if (found.some(({ isFinished }) => isFinished)) {
		return refuse('0200001', 'The outbound data are finished');
	}
	for (const row of found) {
		campaign.rows.delete(row.dataId);
		for (const key of keysOf(row)) campaign.known.delete(key);
	}
	campaign.queue = campaign.queue.filter((row) => !found.includes(row));
	return succeed();
}

function describeRow(campaign: Campaign, { path }: Call): Answer {
	const row = campaign.rows.get(path['dataId'] ?? '');
	if (!row) return refuse('0200033', 'The outbound data do not exist');
	const { dataId, called, isFinished, businessResult } = row;
	const properties = shownProperties.map((code) => ({
		propCode: code,
		propName: code,
		propValue: row[code],
	}));
	const calledNos = called.map(({ calledNo, type }) => ({ calledNo, type: type || '1' }));
	return succeed({ data: { dataId, properties, calledNos, isFinished, businessResult } });
}

const shownProperties = ['sessionId', 'caller', 'customField', 'callData', 'priority'] as const;

/** Once in five minutes (§2, rate rules). */
function statistics({ world, query }: Call): Answer {
	const { state, settings } = world;
	const { campaignId = '', batchId = '' } = query;
	if (batchId !== '' && campaignId === '') return refuse('02000009', 'batchId: needs campaignId');
	const chosen = [...state.campaigns.values()].filter(
		({ id }) => campaignId === '' || String(id) === campaignId,
	);
	if (campaignId !== '' && chosen.length === 0) {
		return refuse('0200007', 'The campaign does not exist');
	}
	const now = settings.now();
	if (chosen.some(({ statisticsAt }) => now - statisticsAt < settings.statisticsEveryMs)) {
		return { status: 429, body: { resultCode: '429', resultDesc: 'Too many requests' } };
	}
	for (const campaign of chosen) campaign.statisticsAt = now;
	const today = startOfDay(now, settings.timeZone);
	const countDetail = chosen.map((campaign) => {
		const batches = [...campaign.batches.keys()].filter((id) => batchId === '' || id === batchId);
		return {
			campaignId: String(campaign.id),
			...countersOf(campaign, state, today),
			batchDetail: batches.map((id) => ({
				batchId: id,
				...countersOf(campaign, state, today, id),
			})),
		};
	});
	return succeed({ countDetail });
}

function countersOf(campaign: Campaign, state: HuaweiState, today: number, batchId?: string) {
	const inBatch = (row: ContactRow | undefined) =>
		batchId === undefined || row?.batchId === batchId;
	const rows = [...campaign.rows.values()].filter(inBatch);
	const results = state.results.filter(
		({ campaignId, dataId }) => campaignId === campaign.id && inBatch(campaign.rows.get(dataId)),
	);
	const daily = results.filter(({ begin }) => begin >= today);
	const succeeded = (all: typeof results) => all.filter(({ failCode }) => failCode === '00000');
	const finished = rows.filter(({ isFinished }) => isFinished).length;
	return {
		unCallCount: rows.length - finished,
		calledCount: results.length,
		finishCount: finished,
		totalCalledCount: results.length,
		totalCallSucc: succeeded(results).length,
		totalFinishCount: finished,
		totalCount: rows.length,
		dailyCalledCount: daily.length,
		dailyCallSucc: succeeded(daily).length,
		dailyFinishCount: new Set(daily.map(({ dataId }) => dataId)).size,
		dailyCount: rows.length,
	};
}

/** No SFTP is spoken: the task is kept and reported as done with no rows. */
function importFile(campaign: Campaign, { world, body }: Call): Answer {
	const id = world.state.nextLongId();
	world.state.importTasks.set(id, {
		id,
		fields: { ...body, campaignId: campaign.id, at: world.settings.now() },
	});
	return succeed({ returnObject: { id } });
}

function importState(campaign: Campaign, { world, body }: Call): Answer {
	const { importTaskIds } = body;
	const tasks = [...world.state.importTasks.values()].filter(
		({ id, fields }) =>
			fields['campaignId'] === campaign.id &&
			(!Array.isArray(importTaskIds) || importTaskIds.includes(id)),
	);
	const result = offsetPage(tasks, body).map(({ id, fields }) => ({
		id,
		beginTime: zonedTime(fields['at']),
		endTime: zonedTime(fields['at']),
		...{ status: '2', succNum: 0, repeatNum: 0, failNum: 0, blackNum: 0, errMsg: '' },
	}));
	return succeed({ count: tasks.length, result });
}

function zonedTime(milliseconds: unknown): string {
	return new Date(Number(milliseconds)).toISOString().replace('Z', '+00:00');
}
