/** The blocklist, its groups and types: rows 27 to 38 of reference/huawei §2.1, rules of §2.7. */
import type { FieldRules } from '../fieldRules.ts';
import { required, rules } from '../fieldRules.ts';
import type { Answer, Call, JsonObject, Route } from '../route.ts';
import type { HuaweiState, Named } from '../state.ts';
import { readUtc, utcText } from '../vendorTime.ts';
import { iSalesBase, iSalesRoute, offsetPage, refuse, succeed } from './answers.ts';

const named: FieldRules = { name: required(rules.text(64)), description: rules.text(255) };
const page: FieldRules = { offset: rules.whole(0), limit: rules.whole(1, 100) };

export const blocklistRoutes: readonly Route[] = [
	iSalesRoute(
		{
			method: 'POST',
			path: `${iSalesBase}/blocklist/add`,
			body: {
				blocklist: { type: 'list', required: true, max: 20, of: rules.number },
				validityExpirationTime: rules.time,
				validityTime: rules.whole(1, 120),
				restrictTimes: rules.whole(1, 100),
				restrictPeriod: { type: 'text', pattern: /^[01]$/ },
			},
		},
		addNumbers,
	),
	iSalesRoute(
		{
			method: 'POST',
			path: `${iSalesBase}/blocklist/delete`,
			body: { blocklistNo: required(rules.number) },
		},
		removeNumber,
	),
	iSalesRoute({ method: 'DELETE', path: `${iSalesBase}/blocklist` }, ({ world }) => {
		world.state.blocklist.clear();
		return succeed();
	}),
	iSalesRoute(
		{
			method: 'POST',
			path: `${iSalesBase}/blocklist/query`,
			body: { blocklist: { type: 'list', max: 20, of: rules.number }, ...page },
		},
		queryNumbers,
	),
	...registerRoutes('blackCategory', 'categoryId', ({ blocklistGroups }) => blocklistGroups, {
		taken: '02000012',
		unknown: '02000013',
	}),
	...registerRoutes('blackType', 'typeId', ({ blocklistTypes }) => blocklistTypes, {
		taken: '02000014',
		unknown: '0200001',
	}),
];

/** All or nothing. */
function addNumbers({ world, body }: Call): Answer {
	const { blocklist } = world.state;
	const numbers = body['blocklist'] as string[];
	if (new Set(numbers).size < numbers.length) return refuse('0200018', 'blocklist: duplicates');
	if (numbers.some((number) => blocklist.has(number))) {
		return refuse('0200007', 'blocklist: a number is already listed');
	}
	const { restrictTimes, restrictPeriod, relCategoryId } = body;
	if ((restrictTimes === undefined) !== (restrictPeriod === undefined)) {
		return refuse('02000009', 'restrictTimes and restrictPeriod: both or none');
	}
	const group = String(relCategoryId ?? '');
	if (group !== '' && !world.state.blocklistGroups.has(group)) {
		return refuse('02000013', 'relCategoryId: no such group');
	}
	const until = endOf(body, world.settings.now());
	for (const number of numbers) blocklist.set(number, { ...body, until });
	return succeed();
}

/** Milliseconds, or null: for ever. */
function endOf(body: JsonObject, now: number): number | null {
	const { validityExpirationTime, validityTime } = body;
	if (typeof validityExpirationTime === 'string') return readUtc(validityExpirationTime);
	return validityTime === undefined ? null : now + Number(validityTime) * 3_600_000;
}

function removeNumber({ world, body }: Call): Answer {
	const isListed = world.state.blocklist.delete(body['blocklistNo'] as string);
	return isListed ? succeed() : refuse('0200001', 'blocklistNo: not listed');
}

/** By numbers, each told whether it is listed, or by page: exactly one of the two. */
function queryNumbers({ world, body }: Call): Answer {
	const { blocklist: asked, offset, limit } = body;
	const isPaged = offset !== undefined || limit !== undefined;
	if (isPaged === (asked !== undefined)) {
		return refuse('02000009', 'blocklist, or offset and limit');
	}
	if (isPaged && (offset === undefined || limit === undefined)) {
		return refuse('02000009', 'offset and limit come together');
	}
	const { blocklist } = world.state;
	if (Array.isArray(asked)) {
		const data = (asked as string[]).map((number) => ({
			...describe(number, blocklist.get(number) ?? {}),
			flag: blocklist.has(number),
		}));
		return succeed({ totalCount: data.length, data });
	}
	const { relCategoryId, typeId } = body;
	const all = [...blocklist].filter(
		([, entry]) =>
			(!relCategoryId || entry['relCategoryId'] === relCategoryId) &&
			(!typeId || entry['typeId'] === typeId),
	);
	const data = offsetPage(all, body).map(([number, entry]) => describe(number, entry));
	return succeed({ totalCount: all.length, data });
}

function describe(number: string, { until, restrictTimes, restrictPeriod }: JsonObject) {
	return {
		blockNum: number,
		validityExpirationTime: typeof until === 'number' ? utcText(until) : '',
		restrictTimes: restrictTimes ?? '',
		restrictPeriod: restrictPeriod ?? '',
	};
}

type Register = (state: HuaweiState) => Map<string, Named>;

/** Groups and types have the same four endpoints. */
function registerRoutes(
	path: string,
	parameter: string,
	register: Register,
	codes: { taken: string; unknown: string },
): Route[] {
	const at = `${iSalesBase}/${path}`;
	const findTaken = (call: Call, id?: string) =>
		[...register(call.world.state).values()].some(
			(entry) => entry.id !== id && entry.fields['name'] === call.body['name'],
		);
	const create = (call: Call): Answer => {
		if (findTaken(call)) return refuse(codes.taken, 'name: exists');
		const id = call.world.state.nextLongId();
		register(call.world.state).set(id, { id, fields: call.body });
		return succeed({ returnObject: { id } });
	};
	const update = (call: Call): Answer => {
		const entry = register(call.world.state).get(String(call.body['id'] ?? ''));
		if (!entry) return refuse(codes.unknown, 'id: does not exist');
		if (findTaken(call, entry.id)) return refuse(codes.taken, 'name: exists');
		entry.fields = { ...entry.fields, ...call.body };
		return succeed();
	};
	const query = ({ world, body }: Call): Answer => {
		const part = String(body['name'] ?? '');
		const all = [...register(world.state).values()].filter(({ fields }) =>
			String(fields['name']).includes(part),
		);
		const data = offsetPage(all, body).map(({ id, fields }) => ({
			description: '',
			orgName: '',
			...fields,
			id,
		}));
		return succeed({ totalCount: all.length, data });
	};
	const remove = ({ world, path: parts }: Call): Answer =>
		register(world.state).delete(parts[parameter] ?? '')
			? succeed()
			: refuse(codes.unknown, 'id: does not exist');
	return [
		iSalesRoute({ method: 'POST', path: `${at}/create`, body: named }, create),
		iSalesRoute({ method: 'POST', path: `${at}/update`, body: { name: rules.text(64) } }, update),
		iSalesRoute({ method: 'POST', path: `${at}/query`, body: page }, query),
		iSalesRoute({ method: 'DELETE', path: `${at}/{${parameter}}` }, remove),
	];
}
