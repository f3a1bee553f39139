/** Indexes: rows 14, 15, 18 and 26 to 33 of reference/huawei §4.1, forms of §4.4 and §4.5. */
import type { FieldRules } from '../fieldRules.ts';
import { required, rules } from '../fieldRules.ts';
import type { Answer, Call, Route } from '../route.ts';
import { startOfDay, utcText } from '../vendorTime.ts';
import { cmsBase, cmsRoute, refuse, succeed } from './answers.ts';

interface IndexFacts {
	path: string;
	/** The field with what the figures are of, and how many it takes. */
	of: readonly [field: string, most: number];
	indexes?: number;
	fields?: FieldRules;
	/** Today or yesterday by intervals. */
	isHistory?: true;
}

const days: FieldRules = {
	beginDayTime: required(rules.time),
	endDayTime: required(rules.time),
};
const month = required({ type: 'text', pattern: /^\d{6}$/ });
const months: FieldRules = { beginMonthTime: month, endMonthTime: month };
const interval: FieldRules = {
	timeGrain: { type: 'text', pattern: /^(15|30|60)MIN$/ },
	enableOffset: { type: 'text', pattern: /^[YN]$/ },
};

const tables: readonly IndexFacts[] = [
	{ path: 'rindex/vdn', of: ['vdnIds', 100] },
	{ path: 'skill/rindex', of: ['skillIds', 1000], indexes: 12 },
	{ path: 'agentgroup/rindex', of: ['agentIds', 100], indexes: 4 },
	{ path: 'hisindex/vdn', of: ['vdnIds', 100], fields: interval, isHistory: true },
	{ path: 'hisindex/ivr', of: ['serviceNos', 500], fields: interval, isHistory: true },
	{ path: 'hisindex/skill', of: ['skillIds', 1000], fields: interval, isHistory: true },
	{ path: 'hisindex/agent', of: ['agentIds', 100], fields: interval, isHistory: true },
	{ path: 'hisindex/skillforday', of: ['skillIds', 1000], fields: days },
	{ path: 'hisindex/skillformonth', of: ['skillIds', 1000], fields: months },
	{ path: 'hisindex/agentforday', of: ['agentIds', 1000], fields: days },
	{ path: 'hisindex/agentformonth', of: ['agentIds', 1000], fields: months },
];

/** Only with a time grain (§4.5). */
const onlyByMinute = [
	'IDX_COUNT_TOTAL_CALL',
	'IDX_COUNT_CONNECTED_CALL',
	'IDX_COUNT_ABANDONED_CALL',
];

export const indexRoutes: readonly Route[] = tables.map((facts) => {
	const { path, of, indexes = 1000, fields } = facts;
	const [field, most] = of;
	const body: FieldRules = {
		[field]: required(rules.wholes(most)),
		indexIds: required(rules.texts(indexes)),
		...fields,
	};
	const isOfVdn = field === 'vdnIds';
	return cmsRoute(
		{ path: `${cmsBase}/${path}`, body, ...(isOfVdn ? { hasNoVdn: true } : {}) },
		(call) => answerIndexes(call, facts),
	);
});

function answerIndexes({ world, body }: Call, { of: [field], isHistory }: IndexFacts): Answer {
	const ids = body[field] as unknown[];
	const indexIds = body['indexIds'] as string[];
	const { timeGrain } = body;
	const { settings } = world;
	if (field === 'vdnIds' && ids.some((id) => Number(id) !== settings.vdnId)) {
		return refuse('0101003', 'vdnIds: insufficient permission');
	}
	if (isHistory && timeGrain === undefined && indexIds.some((id) => onlyByMinute.includes(id))) {
		return refuse('0100002', 'timeGrain: missing for this index');
	}
	const grain = typeof timeGrain === 'string' ? Number.parseInt(timeGrain, 10) * 60_000 : 0;
	const today = startOfDay(settings.now(), settings.timeZone);
	const isYesterday = body['enableOffset'] === 'Y';
	const from = isYesterday ? today - 86_400_000 : today;
	const until = isYesterday ? today : settings.now();
	const rows = ids.map((id) => ({
		id: String(id),
		idxs: indexIds.map((indexId) => {
			const figure = figureOf(`${String(id)} ${indexId}`);
			return { id: indexId, val: grain > 0 ? byInterval(figure, from, until, grain) : figure };
		}),
	}));
	return succeed(rows);
}

/** A map from the begin of the interval, UTC, to text. */
function byInterval(figure: string, from: number, until: number, grain: number) {
	const values: Record<string, string> = {};
	for (let begin = from; begin + grain <= until; begin += grain) {
		values[`${utcText(begin)}.0`] = figure;
	}
	return values;
}

/** Always the same for the same index. */
function figureOf(key: string): string {
	const sum = [...key].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0);
	return String(sum % 50);
}
