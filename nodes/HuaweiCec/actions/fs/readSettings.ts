import type { IExecuteFunctions } from 'n8n-workflow';

import type { Direction } from '../../../../lib/callEvent/callEvent';
import type { RowFilter } from '../../../../lib/huaweiCec/records/rowFilter';
import { listOf } from '../../../shared/phoneOptions';
import { rowsWanted } from '../../genericOperation';
import { numberIn } from '../../nodeOptions';
import type { RecordSource } from './recordSource';
import { NO_CALLBACK } from './recordFields';

export type RecordOutput = 'records' | 'callEvent' | 'simplified';

/** What an operator set for one item. */
export interface ReadSettings {
	limit: number;
	output: RecordOutput;
	filter: RowFilter;
	/** Members of a request for a file that are not the period. */
	asked: Readonly<Record<string, unknown>>;
	waitSeconds: number;
	mostUnpackedBytes: number;
	fileTimes: 'tenant' | 'utc';
}

interface GivenFilters {
	accountId?: string;
	agentIds?: unknown;
	callIds?: unknown;
	callerNumber?: string | number;
	calleeNumber?: string | number;
	direction?: Direction;
	finalLegOnly?: boolean;
	skillIds?: unknown;
}

interface GivenFileSettings {
	mostUnpackedMegabytes?: unknown;
	fileTimes?: 'tenant' | 'utc';
	waitSeconds?: unknown;
}

/** Unless told: minutes for CC-FS to write a file, and more than a year of records of a big site. */
const DEFAULTS = { waitSeconds: 600, mostUnpackedMegabytes: 4096 };

export function readSettings(
	context: IExecuteFunctions,
	source: RecordSource,
	index: number,
): ReadSettings {
	const given = context.getNodeParameter('filters', index, {}) as GivenFilters;
	const file = context.getNodeParameter('fileSettings', index, {}) as GivenFileSettings;
	const mostUnpacked = numberIn(file.mostUnpackedMegabytes, 1) ?? DEFAULTS.mostUnpackedMegabytes;
	const output = context.getNodeParameter('output', index, 'records') as RecordOutput;
	const filter = filterOf(given);
	return {
		limit: rowsWanted(context, index),
		output,
		filter,
		asked: {
			callBackURL: context.getNodeParameter('callBackURL', index, '') || NO_CALLBACK,
			...(given.accountId ? { accountId: String(given.accountId).trim() } : {}),
			...narrowed(source, filter, output),
		},
		waitSeconds: numberIn(file.waitSeconds, 0) ?? DEFAULTS.waitSeconds,
		mostUnpackedBytes: mostUnpacked * 1e6,
		fileTimes: file.fileTimes ?? 'tenant',
	};
}

function filterOf(given: GivenFilters): RowFilter {
	const { direction, finalLegOnly } = given;
	return {
		agentIds: listFrom(given.agentIds),
		callIds: listFrom(given.callIds),
		skillIds: listFrom(given.skillIds),
		callerNumber: String(given.callerNumber ?? ''),
		calleeNumber: String(given.calleeNumber ?? ''),
		...(direction ? { direction } : {}),
		...(finalLegOnly ? { finalLegOnly } : {}),
	};
}

/** A list, or text with commas. */
function listFrom(given: unknown): string[] {
	return Array.isArray(given) ? given.map(String) : listOf(String(given ?? ''));
}

/**
 * One agent or one call is asked of CC-FS, so that it writes a small file. Call events need the rows
 * of all agents a call passed, so there only the call is.
 */
function narrowed(
	{ narrows }: RecordSource,
	{ agentIds = [], callIds = [] }: RowFilter,
	output: RecordOutput,
): Record<string, string> {
	const [agentId] = agentIds;
	const [callId] = callIds;
	return {
		...(agentId && agentIds.length === 1 && output === 'records' ? { agentId } : {}),
		...(callId && callIds.length === 1 && narrows.includes('callId') ? { callId } : {}),
	};
}
