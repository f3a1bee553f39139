import { INDEX_FAMILIES, type IndexFamily } from '../../codes/indexIds';
import { choice, flag, list, text, time } from '../../parameter';
import { mediaType, subMediaType } from './media';

const indexId = text({
	label: 'Index',
	description: 'Id of the index. Example: IDX_COUNT_REAL_SKILL_QUEUE.',
	pattern: { shape: /^IDX_[A-Z0-9_]+$/, says: 'must be an id that begins with IDX_' },
});

/** Which figures are wanted. @param most how many the vendor takes at a time, when it says so */
export function indexIds(family: IndexFamily, most?: number) {
	const example = INDEX_FAMILIES[family][0]?.id ?? 'IDX_COUNT_TOTAL_CALL';
	const limit = most === undefined ? '' : `, at most ${most} at a time`;
	return list({
		label: 'Indexes',
		description: `Which figures are wanted${limit}. Others of your release can be given by their id. Example: ${example}.`,
		example,
		pick: `index:${family}`,
		of: indexId,
		min: 1,
		...(most === undefined ? {} : { max: most }),
		required: true,
	});
}

/** The vendor's list of an agent's real-time figures was not seen, so they are written by hand. */
export const agentRealTimeIndexIds = list({
	label: 'Indexes',
	description:
		"Ids of the figures that are wanted, at most 4 at a time, from the vendor's page of agent indexes. Example: IDX_COUNT_AGENT_CONNECTED.",
	example: 'IDX_COUNT_AGENT_CONNECTED',
	of: indexId,
	min: 1,
	max: 4,
	required: true,
});

/** How the figures of today or yesterday are cut (reference/huawei §4.5). */
export const INTERVAL = {
	timeGrain: choice({
		label: 'Interval',
		description:
			'Length of the intervals. Without it there is one figure for the whole day in the time zone of the VDN; some indexes need it. Example: 15MIN.',
		example: '15MIN',
		choices: [
			{ value: '15MIN', label: '15 Minutes' },
			{ value: '30MIN', label: '30 Minutes' },
			{ value: '60MIN', label: '60 Minutes' },
		],
	}),
	enableOffset: flag({
		label: 'Yesterday',
		description: 'Whether the figures of yesterday are wanted instead of those of today',
		sent: ['Y', 'N'],
	}),
	mediaType,
	subMediaType,
};

/** A range of days, on the wall of the VDN (reference/huawei §4.5). */
export const DAYS = {
	beginDayTime: time({
		form: 'wall',
		label: 'Begin Time',
		description:
			'Start of the period, an ISO 8601 time. It is sent in the time zone of the credential. Example: 2026-06-01T00:00:00.',
		example: '2026-06-01T00:00:00',
		required: true,
	}),
	endDayTime: time({
		form: 'wall',
		label: 'End Time',
		description:
			'End of the period, an ISO 8601 time. It is sent in the time zone of the credential. Example: 2026-06-02T00:00:00.',
		example: '2026-06-02T00:00:00',
		required: true,
	}),
};

function month(label: string, description: string) {
	return text({
		label,
		description: `${description}, year and month without a dash. Example: 202606.`,
		example: '202606',
		pattern: { shape: /^20\d\d(0[1-9]|1[0-2])$/, says: 'must be a year and a month, like 202606' },
		required: true,
	});
}

/** A range of months, as the vendor's samples write them (pages cec_07_0650 and 0652). */
export const MONTHS = {
	beginMonthTime: month('First Month', 'First month of the period'),
	endMonthTime: month('Last Month', 'Last month of the period'),
};

/** What the figures are of, and each with its value; by intervals the value is a map from UTC times. */
export const INDEX_ROW = {
	id: '8',
	idxs: [{ id: 'IDX_COUNT_REAL_SKILL_QUEUE', val: '2' }],
};
