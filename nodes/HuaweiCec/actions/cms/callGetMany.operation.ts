import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import { accountFault } from '../../../../lib/huaweiCec/account';
import { agentsOfCall, callIdOf } from '../../../../lib/huaweiCec/calls/agentOfCall';
import { queryWindow, type QueryWindow } from '../../../../lib/huaweiCec/calls/queryWindow';
import {
	queryCallDetail,
	queryCallsV2,
	queryCallTrace,
} from '../../../../lib/huaweiCec/catalogue/cms';
import { faultOf, type Fault } from '../../../../lib/huaweiCec/fault';
import { titleAndWayOut } from '../../../shared/titleAndWayOut';
import { callPages } from '../../callPages';
import { eachItem } from '../../eachItem';
import { faultItem } from '../../faultItem';
import { limitFault, only, rowsWanted } from '../../genericOperation';
import { callOptions } from '../../nodeOptions';
import type { Operation } from '../../operation';
import { LIMIT, RETURN_ALL, SIMPLIFY } from '../../properties';
import { callEndpoint, connect } from '../../transport/call';

type Row = Record<string, unknown>;
type Rows = { ok: true; rows: Row[] } | { ok: false; fault: Fault };

/** Calls whose agent is looked up at the same time; CC-CMS publishes no limit (reference/huawei §8, 20). */
const LOOKUPS = 5;

/** With what is sent as `isCallIn`. */
const DIRECTIONS = [
	{ name: 'inbound', isCallIn: 'true' },
	{ name: 'outbound', isCallIn: 'false' },
] as const;

type Direction = (typeof DIRECTIONS)[number];

interface Filters {
	from?: unknown;
	to?: unknown;
	callerNo?: string;
	calleeNo?: string;
	agentId?: { value?: unknown } | string;
}

interface Asked {
	directions: readonly Direction[];
	filters: Filters;
	wanted: number;
	agentId: string | null;
	window: QueryWindow;
}

const PROPERTIES: INodeProperties[] = [
	{
		displayName: 'Direction',
		name: 'direction',
		type: 'options',
		options: [
			{ name: 'Both', value: 'both', description: 'Inbound calls, then outbound ones' },
			{ name: 'Inbound', value: 'inbound' },
			{ name: 'Outbound', value: 'outbound' },
		],
		default: 'both',
		description: 'Which calls to get; the interface is asked once for each direction',
	},
	RETURN_ALL,
	LIMIT,
	SIMPLIFY,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [
			{
				displayName: 'Agent',
				name: 'agentId',
				type: 'resourceLocator',
				default: { mode: 'list', value: '' },
				description:
					'Only calls of this agent. CC-CMS cannot filter by agent, so all calls are fetched and the agent of each is looked up: narrow the period down where there are many.',
				modes: [
					{
						displayName: 'From List',
						name: 'list',
						type: 'list',
						placeholder: 'Select an agent',
						typeOptions: { searchListMethod: 'agent', searchable: true },
					},
					{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 101' },
				],
			},
			{
				displayName: 'Called Number',
				name: 'calleeNo',
				type: 'string',
				default: '',
				placeholder: 'e.g. 88880001',
				description: 'Only calls to this number, digits only',
			},
			{
				displayName: 'Calling Number',
				name: 'callerNo',
				type: 'string',
				default: '',
				placeholder: 'e.g. 13800000001',
				description: 'Only calls from this number, digits only',
			},
			{
				displayName: 'From',
				name: 'from',
				type: 'dateTime',
				default: '',
				description:
					'Calls from this moment on. CC-CMS keeps calls for one day: not before yesterday 00:00 in the time zone of the credential, which is also the default.',
			},
			{
				displayName: 'To',
				name: 'to',
				type: 'dateTime',
				default: '',
				description: 'Calls up to this moment; now when left empty',
			},
		],
	},
];

/** Calls of the VDN, in one direction or both, all pages, and on request of one agent only. */
export const callGetMany: Operation = {
	resource: 'call',
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many calls',
	description: "Gets yesterday's and today's calls of the VDN",
	properties: PROPERTIES,
	row: { ...queryCallsV2.row, direction: 'inbound', agentId: '101' },
	async execute(context) {
		return await eachItem(context, async (index) => await callItems(context, index));
	},
};

async function callItems(context: IExecuteFunctions, index: number): Promise<INodeExecutionData[]> {
	const asked = await readAsked(context, index);
	if ('kind' in asked) return [faultItem(context, asked, index)];
	const answer = await callsOf(context, asked, index);
	if (!answer.ok) return [faultItem(context, answer.fault, index)];
	const names = Object.keys(callGetMany.row ?? {});
	const simplify = context.getNodeParameter('simplify', index, true) as boolean;
	return answer.rows.map((row) => ({
		json: (simplify ? only(row, names) : row) as IDataObject,
		pairedItem: { item: index },
	}));
}

async function readAsked(context: IExecuteFunctions, index: number): Promise<Asked | Fault> {
	const { account } = await connect(context, index);
	const unfit = accountFault(account);
	if (unfit) return notAsked(unfit.message);
	const filters = context.getNodeParameter('filters', index, {}) as Filters;
	const reading = queryWindow(filters, Date.now(), account.timeZone);
	if (!reading.ok) return notAsked(reading.message);
	const wanted = rowsWanted(context, index);
	const wrongLimit = limitFault(wanted);
	if (wrongLimit) return wrongLimit;
	const direction = context.getNodeParameter('direction', index) as string;
	const { agentId } = filters;
	const agent = typeof agentId === 'object' ? agentId.value : agentId;
	return {
		directions: DIRECTIONS.filter(({ name }) => direction === 'both' || direction === name),
		filters,
		wanted,
		agentId: agent === undefined || agent === '' ? null : String(agent),
		window: reading.window,
	};
}

function notAsked(message: string): Fault {
	return faultOf('rejected', {
		...titleAndWayOut(message, 'Change the field and run the node again.'),
		cause: 'CC-CMS was not asked.',
	});
}

async function callsOf(context: IExecuteFunctions, asked: Asked, index: number): Promise<Rows> {
	const rows: Row[] = [];
	for (const direction of asked.directions) {
		const left = asked.wanted - rows.length;
		if (left <= 0) break;
		const answer = await callsOfDirection(context, asked, direction, left, index);
		if (!answer.ok) return answer;
		for (const row of answer.rows) rows.push(row);
	}
	return { ok: true, rows };
}

async function callsOfDirection(
	context: IExecuteFunctions,
	{ filters, agentId, window }: Asked,
	direction: Direction,
	wanted: number,
	index: number,
): Promise<Rows> {
	const { callerNo, calleeNo } = filters;
	const input = {
		isCallIn: direction.isCallIn,
		beginDate: window.from,
		endDate: window.to,
		callerNo,
		calleeNo,
	};
	const options = callOptions(context, index);
	const most = agentId === null ? wanted : Number.POSITIVE_INFINITY;
	const answer = await callPages(context, queryCallsV2, input, most, options);
	if (!answer.ok) return answer;
	const rows = answer.rows.map((row) => ({ ...row, direction: direction.name }));
	if (agentId === null) return { ok: true, rows };
	return await onlyOfAgent(context, rows, agentId, direction, wanted, index);
}

/** The server ignores an agent in the request (reference/huawei §7), so the agents of each call are asked for. */
async function onlyOfAgent(
	context: IExecuteFunctions,
	rows: Row[],
	agentId: string,
	direction: Direction,
	wanted: number,
	index: number,
): Promise<Rows> {
	const kept: Row[] = [];
	for (let start = 0; start < rows.length && kept.length < wanted; start += LOOKUPS) {
		const portion = rows.slice(start, start + LOOKUPS);
		const lookups = await Promise.all(
			portion.map((row) => lookUpAgents(context, row, direction, index)),
		);
		for (const [place, lookup] of lookups.entries()) {
			if (!lookup.ok) return lookup;
			if (lookup.agents.includes(agentId)) kept.push({ ...portion[place], agentId });
		}
	}
	return { ok: true, rows: kept.slice(0, wanted) };
}

type AgentReading = { ok: true; agents: string[] } | { ok: false; fault: Fault };

/**
 * The trace names every agent a call went through; the details only one, and they are kept for today
 * (reference/huawei §4.3). A call neither knows is a fault: left out, it would look like none.
 */
async function lookUpAgents(
	context: IExecuteFunctions,
	row: Row,
	{ isCallIn }: Direction,
	index: number,
): Promise<AgentReading> {
	const told = agentsOfCall(row);
	const callId = callIdOf(row);
	if (told.length > 0 || callId === null) return { ok: true, agents: told };
	const options = callOptions(context, index);
	const { logDate } = row;
	const trace = await callEndpoint(context, queryCallTrace, { callId, logDate }, options);
	if (trace.ok) return { ok: true, agents: trace.rows.flatMap(agentsOfCall) };
	if (trace.fault.kind !== 'rejected' && trace.fault.kind !== 'noData') return trace;
	const asked = { callId, isCallin: isCallIn };
	const details = await callEndpoint(context, queryCallDetail, asked, options);
	return details.ok ? { ok: true, agents: details.rows.flatMap(agentsOfCall) } : details;
}
