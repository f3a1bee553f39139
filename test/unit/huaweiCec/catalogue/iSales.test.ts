import { ISALES_ENDPOINTS } from '../../../../lib/huaweiCec/catalogue/iSales';
import {
	deleteCallerNumbers,
	addCallerNumbers,
} from '../../../../lib/huaweiCec/catalogue/iSales/callerNumber';
import {
	createCampaignV1,
	createCampaignV2,
	getCampaigns,
	setRetryPolicy,
	updateCampaignV1,
	updateCampaignV2,
} from '../../../../lib/huaweiCec/catalogue/iSales/campaign';
import { createBatch } from '../../../../lib/huaweiCec/catalogue/iSales/batch';
import { createAppointment } from '../../../../lib/huaweiCec/catalogue/iSales/appointment';
import {
	addToBlocklist,
	getBlocklist,
	queryBlocklist,
} from '../../../../lib/huaweiCec/catalogue/iSales/blocklist';
import {
	queryCallAttempts,
	queryCallResults,
	writeBackResult,
} from '../../../../lib/huaweiCec/catalogue/iSales/callResult';
import {
	addContactsToTaskGroup,
	addContactsV1,
	addContactsV2,
} from '../../../../lib/huaweiCec/catalogue/iSales/contact';
import { createFileServer } from '../../../../lib/huaweiCec/catalogue/iSales/fileServer';
import { createBusinessResult } from '../../../../lib/huaweiCec/catalogue/iSales/resultDefinition';
import { createSpecialDate } from '../../../../lib/huaweiCec/catalogue/iSales/specialDate';
import type { Endpoint } from '../../../../lib/huaweiCec/endpoint';
import type { Parameter, Parameters } from '../../../../lib/huaweiCec/parameter';
import { namesInPath, requestOf } from '../../../../lib/huaweiCec/request';

const ACCOUNT = { vdnId: 25, ccId: 1, timeZone: 'UTC' };
const V1 = '/rest/isales/v1/openapi/campaigns/25';
const V2 = '/rest/isales/v2/openapi/campaigns/25';

/** The sample of reference/huawei §2.2. */
const CAMPAIGN = {
	name: 'renewal-2026-06',
	strBeginTime: '2026-06-01 01:00:00',
	strEndTime: '2026-06-30 10:00:00',
	deviceType: 3,
	callerNo: [{ accessCode: '88880001', priority: 3 }],
	maxAlertingTime: 30,
	priority: 3,
	scheduleParam: {
		workdayBeginTime1: '01:00',
		workdayEndTime1: '10:00',
		workdayBeginTime2: '',
		workdayEndTime2: '',
		workdayBeginTime3: '',
		workdayEndTime3: '',
		holidayBeginTime1: '',
		holidayEndTime1: '',
		holidayBeginTime2: '',
		holidayEndTime2: '',
		holidayBeginTime3: '',
		holidayEndTime3: '',
	},
	ivrParam: { deviceSign: '70001', callCount: 10, callInterval: 5 },
	initStatus: 0,
	callBackUrl: 'https://hook.example.com/isales',
};

const CONTACT = { sessionId: 'cust-0001', called: [{ calledNo: '13800000001' }] };

type Values = Record<string, unknown>;

function sent(endpoint: Endpoint, input: Values) {
	const reading = requestOf(endpoint, input, ACCOUNT);
	if (!reading.ok) throw new Error(reading.message);
	return reading.request;
}

function bodySent(endpoint: Endpoint, input: Values): unknown {
	return JSON.parse(sent(endpoint, input).body ?? 'null');
}

/** The field that is refused, and what the operator reads. */
function refused(endpoint: Endpoint, input: Values): string {
	const reading = requestOf(endpoint, input, ACCOUNT);
	if (reading.ok) throw new Error(`${endpoint.operation} took ${JSON.stringify(input)}`);
	return reading.message;
}

describe('the catalogue', () => {
	const rowOf = ({ page }: Endpoint) => Number(/§2\.1 row (\d+)/.exec(page)?.[1]);

	it('has every row of reference §2.1 from 1 to 70 but the push to us', () => {
		const wanted = Array.from({ length: 70 }, (_, index) => index + 1).filter((row) => row !== 59);
		const rows = ISALES_ENDPOINTS.map(rowOf).sort((a, b) => a - b);
		expect([...new Set(rows)]).toEqual(wanted);
		// The two forms of a blocklist query and of a result query exclude each other.
		expect(rows.filter((row, index) => rows[index - 1] === row)).toEqual([30, 57]);
	});

	it('names every operation once', () => {
		const ids = ISALES_ENDPOINTS.map(({ resource, operation }) => `${resource}/${operation}`);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.filter((id) => !/^[a-z][A-Za-z]*\/[a-z][A-Za-z0-9]*$/.test(id))).toEqual([]);
	});

	it.each(ISALES_ENDPOINTS.map((endpoint) => [endpoint.action, endpoint] as const))(
		'"%s" tells the operator what it needs to know',
		(_action, endpoint) => {
			expect(endpoint.component).toBe('isales');
			expect(endpoint.path).toMatch(/^\/rest\/isales\/v[12]\/openapi\/campaigns\/\{vdnId\}/);
			expect(endpoint.action).toMatch(/^[A-Z][a-z]+ /);
			expect(endpoint.page).toMatch(/^cec_07_\d{4}( \/ \d{4})?, reference\/huawei §2\.1 row \d+/);
			const names = new Set(Object.keys(endpoint.parameters));
			const unknown = [...namesInPath(endpoint.path)].filter((name) => !names.has(name));
			expect(unknown).toEqual(['vdnId']);
			const inPath = [...namesInPath(endpoint.path)].filter((name) => names.has(name));
			for (const name of inPath) expect(endpoint.parameters[name]?.required).toBe(true);
		},
	);

	it.each(ISALES_ENDPOINTS.filter(({ paging }) => paging).map((e) => [e.action, e] as const))(
		'"%s" can send its pages and knows the largest',
		(_action, { paging, parameters, answer, row }) => {
			const start = paging?.by === 'page' ? paging.number : paging?.offset;
			expect(parameters[String(start)]?.kind).toBe('whole');
			expect(parameters[String(paging?.size)]?.maximum).toBe(paging?.most);
			expect(answer).toMatchObject({ kind: 'rows', total: expect.any(String) });
			expect(row).toBeDefined();
		},
	);

	const everyParameter = (parameters: Parameters, path: string): [string, Parameter][] =>
		Object.entries(parameters).flatMap(([name, parameter]): [string, Parameter][] => [
			[`${path}.${name}`, parameter],
			...everyParameter(parameter.members ?? {}, `${path}.${name}`),
		]);
	const parameters = ISALES_ENDPOINTS.flatMap((endpoint) =>
		everyParameter(endpoint.parameters, `${endpoint.resource}/${endpoint.operation}`),
	);

	it('describes every parameter with an example', () => {
		const silent = parameters.filter(
			([, { label, description, kind }]) =>
				!/^[A-Z]/.test(label) ||
				!/[.]$/.test(description) ||
				(kind !== 'secret' && !description.includes('Example: ')),
		);
		expect(silent.map(([path]) => path)).toEqual([]);
	});

	it('gives every required field an example that its own check takes', () => {
		const plain = parameters.filter(
			([, { required, kind }]) => required && !['group', 'groups', 'secret', 'time'].includes(kind),
		);
		const without = plain.filter(([, { example }]) => example === undefined);
		expect(without.map(([path]) => path)).toEqual([]);
		const wrong = plain.filter(([, { schema, example }]) => !schema.safeParse(example).success);
		expect(wrong.map(([path]) => path)).toEqual([]);
		expect(plain.length).toBeGreaterThan(50);
	});

	it('never shows a password', () => {
		const passwords = parameters.filter(([path]) => path.endsWith('serverPwd'));
		expect(passwords.map(([, { kind, example }]) => [kind, example])).toEqual([
			['secret', undefined],
			['secret', undefined],
		]);
	});
});

describe('a campaign', () => {
	it('is created as the sample of the reference', () => {
		const request = sent(createCampaignV2, CAMPAIGN);
		expect(request).toMatchObject({ method: 'POST', path: V2, query: {} });
		expect(JSON.parse(request.body ?? '')).toEqual(CAMPAIGN);
	});

	it('sends unused calling hours as empty text', () => {
		const input = {
			...CAMPAIGN,
			scheduleParam: { workdayBeginTime1: '01:00', workdayEndTime1: '10:00' },
		};
		expect(bodySent(createCampaignV2, input)).toEqual(CAMPAIGN);
	});

	it('writes begin and end in UTC', () => {
		const shanghai = { ...ACCOUNT, timeZone: 'Asia/Shanghai' };
		const input = { ...CAMPAIGN, strBeginTime: '2026-06-01T09:00:00' };
		const reading = requestOf(createCampaignV2, input, shanghai);
		expect(reading.ok && JSON.parse(reading.request.body ?? '')).toMatchObject({
			strBeginTime: '2026-06-01 01:00:00',
		});
	});

	it.each<[string, unknown, RegExp]>([
		['name', 'n'.repeat(101), /^Name \(name\): must have at most 100 characters$/],
		['name', '', /^Name \(name\) is missing$/],
		['description', 'd'.repeat(201), /\(description\): must have at most 200/],
		['description', 'a;b', /\(description\): may not hold any of/],
		['strBeginTime', 'tomorrow', /\(strBeginTime\) is not a time/],
		['strEndTime', undefined, /\(strEndTime\) is missing/],
		['deviceType', 4, /\(deviceType\): must be one of 1 \(Robot/],
		['callerNo', [], /\(callerNo\): needs at least 1/],
		['callerNo', [{ accessCode: '+8657100000001' }], /\(callerNo\.0\.accessCode\): may hold only/],
		[
			'callerNo',
			[{ accessCode: '1'.repeat(25) }],
			/\(callerNo\.0\.accessCode\): must have at most 24/,
		],
		['maxAlertingTime', 4, /\(maxAlertingTime\): must be at least 5/],
		['maxAlertingTime', 121, /\(maxAlertingTime\): must be at most 120/],
		['priority', 0, /\(priority\): must be at least 1/],
		['priority', 6, /\(priority\): must be at most 5/],
		[
			'scheduleParam',
			{ workdayBeginTime1: '24:00' },
			/scheduleParam\.workdayBeginTime1\): must be a time/,
		],
		['ivrParam', { callCount: 10 }, /\(ivrParam\.deviceSign\)/],
		['skillParam', { skillName: 'Renewal' }, /\(skillParam\.skillId\)/],
		['initStatus', 2, /\(initStatus\): must be one of 0 \(Started\), 1 \(Paused\)/],
	])('is not created with %s %j', (field, value, message) => {
		expect(refused(createCampaignV2, { ...CAMPAIGN, [field]: value })).toMatch(message);
	});

	it('has one calling number in version 1', () => {
		const input = { ...CAMPAIGN, callerNo: '88880001' };
		expect(sent(createCampaignV1, input).path).toBe(V1);
		expect(bodySent(createCampaignV1, input)).toMatchObject({ callerNo: '88880001' });
		expect(refused(createCampaignV1, { ...input, callerNo: '1'.repeat(25) })).toMatch(/callerNo/);
	});

	it('may keep its times in an update of version 1 only', () => {
		const { strBeginTime, strEndTime, ...rest } = { ...CAMPAIGN, campaignId: 46 };
		const input = { ...rest, callerNo: '88880001' };
		expect(sent(updateCampaignV1, input)).toMatchObject({ method: 'PUT', path: `${V1}/46` });
		expect(refused(updateCampaignV2, rest)).toMatch(/strBeginTime/);
		expect(sent(updateCampaignV2, { ...rest, strBeginTime, strEndTime }).path).toBe(`${V2}/46`);
	});

	it('takes fields the catalogue does not know', () => {
		const input = { ...CAMPAIGN, additionalFields: '{"callOrder":2,"newField":"x"}' };
		expect(bodySent(createCampaignV2, input)).toEqual({ ...CAMPAIGN, callOrder: 2, newField: 'x' });
	});

	it('carries JSON text in its retry policy', () => {
		const policy = { dataType: '', type: 0, policy: '{"retryTime":2}' };
		const input = { campaignId: 46, policyType: 0, policyJson: policy, noRetryPolicy: 'OB1, OB2' };
		expect(bodySent(setRetryPolicy, input)).toEqual({
			policyType: 0,
			policyJson: JSON.stringify(policy),
			noRetryPolicy: ['OB1', 'OB2'],
		});
	});

	it('is found with everything in the query', () => {
		const input = { status: 0, deviceType: 0, curPage: 1, rowsPerPage: 100, name: 'renewal' };
		expect(sent(getCampaigns, input)).toMatchObject({
			method: 'GET',
			path: V1,
			query: { status: '0', deviceType: '0', curPage: '1', rowsPerPage: '100', name: 'renewal' },
			body: null,
		});
		expect(refused(getCampaigns, { ...input, rowsPerPage: 101 })).toMatch(/at most 100/);
		expect(refused(getCampaigns, { ...input, name: 'n'.repeat(31) })).toMatch(/at most 30/);
	});

	it('gains and loses at most 100 calling numbers at a time', () => {
		const numbers = Array.from({ length: 101 }, (_, index) => String(88880000 + index));
		const input = { campaignId: 46, callerNo: '88880001, 88880002' };
		expect(sent(deleteCallerNumbers, input)).toMatchObject({
			method: 'DELETE',
			path: `${V1}/callerNo/46`,
		});
		expect(bodySent(deleteCallerNumbers, input)).toEqual({
			callerNo: [{ accessCode: '88880001' }, { accessCode: '88880002' }],
		});
		expect(refused(deleteCallerNumbers, { campaignId: 46, callerNo: numbers })).toMatch(
			/at most 100/,
		);
		const added = numbers.map((accessCode) => ({ accessCode }));
		expect(refused(addCallerNumbers, { campaignId: 46, callerNo: added })).toMatch(/at most 100/);
	});
});

describe('contacts', () => {
	const add = (contact: Values, count = 1) => ({
		campaignId: 46,
		callDataList: Array.from({ length: count }, () => contact),
	});

	it('are added with several numbers each', () => {
		const contact = {
			...CONTACT,
			called: [{ calledNo: '13800000001' }, { calledNo: '13800000002', delayTime: '60' }],
			recycleTime: '2026-06-30T18:00:00',
			callData: { name: 'Lin' },
			priority: 3,
		};
		expect(sent(addContactsV2, add(contact)).path).toBe(`${V2}/calldata/46`);
		expect(bodySent(addContactsV2, { ...add(contact), batchId: '17' })).toEqual({
			callDataList: [
				{
					sessionId: 'cust-0001',
					called: [{ calledNo: '13800000001' }, { calledNo: '13800000002', delayTime: 60 }],
					recycleTime: '2026-06-30 18:00:00',
					callData: '{"name":"Lin"}',
					priority: '3',
				},
			],
			batchId: '17',
		});
	});

	it('are limited by a setting of the server in version 2, by 20 in version 1', () => {
		expect(sent(addContactsV2, add(CONTACT, 2000)).body).toContain('cust-0001');
		expect(refused(addContactsV2, add(CONTACT, 2001))).toMatch(/at most 2000 at a time/);
		expect(sent(addContactsV1, add({ called: '13800000001' }, 20)).body).toContain('13800000001');
		expect(refused(addContactsV1, add({ called: '13800000001' }, 21))).toMatch(/at most 20/);
	});

	it.each<[Values, RegExp]>([
		[{ sessionId: 's'.repeat(33) }, /callDataList\.0\.sessionId\): must have at most 32/],
		[{ called: [{ calledNo: '138-0000' }] }, /called\.0\.calledNo\): may hold only/],
		[
			{ called: [{ calledNo: '13800000001', delayTime: 7201 }] },
			/delayTime\): must be at most 7200/,
		],
		[{ called: [] }, /callDataList\.0\.called\): needs at least 1/],
		[{ customField: 'c'.repeat(201) }, /customField\): must have at most 200/],
		[{ callData: 'd'.repeat(1025) }, /callData\): must have at most 1024/],
		[{ priority: 6 }, /priority\): must be at most 5/],
	])('are refused with %j', (wrong, message) => {
		expect(refused(addContactsV2, add({ ...CONTACT, ...wrong }))).toMatch(message);
	});

	it('of a task group name the group in the query', () => {
		expect(addContactsToTaskGroup.path).toContain('groupcalldata?campaignGroupId={taskGroupId}');
		const input = { taskGroupId: '17', callDataList: [CONTACT] };
		expect(bodySent(addContactsToTaskGroup, input)).toEqual({ callDataList: [CONTACT] });
		expect(refused(addContactsToTaskGroup, { ...input, taskGroupId: '17&x=1' })).toMatch(
			/taskGroupId/,
		);
	});
});

describe('the blocklist', () => {
	it('takes 20 numbers in a call', () => {
		const numbers = Array.from({ length: 21 }, (_, index) => String(13800000000 + index));
		expect(bodySent(addToBlocklist, { blocklist: numbers.slice(1), validityTime: 24 })).toEqual({
			blocklist: numbers.slice(1),
			validityTime: 24,
		});
		expect(refused(addToBlocklist, { blocklist: numbers })).toMatch(/at most 20/);
		expect(refused(queryBlocklist, { blocklist: numbers })).toMatch(/at most 20/);
	});

	it.each<[Values, RegExp]>([
		[{ validityTime: 121 }, /\(validityTime\): must be at most 120/],
		[{ restrictTimes: 0 }, /\(restrictTimes\): must be at least 1/],
		[{ restrictTimes: 101 }, /\(restrictTimes\): must be at most 100/],
		[{ restrictPeriod: '2' }, /\(restrictPeriod\): must be one of 0 \(Per Hour\), 1 \(Per Day\)/],
	])('refuses %j', (wrong, message) => {
		expect(refused(addToBlocklist, { blocklist: ['13800000001'], ...wrong })).toMatch(message);
	});

	it('is asked for numbers or for a page, never for both', () => {
		expect(Object.keys(queryBlocklist.parameters)).toEqual(['blocklist']);
		expect(Object.keys(getBlocklist.parameters)).not.toContain('blocklist');
		expect(bodySent(getBlocklist, { offset: 0, limit: 100 })).toEqual({ offset: 0, limit: 100 });
	});
});

describe('other resources', () => {
	it('write a final result or an attempt, with the page each may have', () => {
		const input = { campaignId: 46, pageNum: 1 };
		expect(bodySent(queryCallResults, { ...input, pageSize: 500 })).toEqual({
			showDetail: 0,
			pageNum: 1,
			pageSize: 500,
		});
		expect(bodySent(queryCallAttempts, { ...input, pageSize: 100 })).toMatchObject({
			showDetail: 1,
		});
		expect(refused(queryCallAttempts, { ...input, pageSize: 101 })).toMatch(/at most 100/);
	});

	it('keep ids that are too long for a number', () => {
		const input = { dataId: '1803096731904991234', busiResult: 'bought' };
		expect(sent(writeBackResult, input).path).toBe(`${V1}/callBusiResult/1803096731904991234`);
	});

	it('write weekdays as one text', () => {
		const weekend = { campaignId: 46, name: 'Weekend', type: 1, week: '6,7' };
		expect(bodySent(createSpecialDate, weekend)).toEqual({ name: 'Weekend', type: 1, week: '6,7' });
		expect(refused(createSpecialDate, { ...weekend, week: [8] })).toMatch(/week\.0\): must be one/);
		expect(refused(createSpecialDate, { ...weekend, beginTime: 'May 1' })).toMatch(/\(beginTime\)/);
	});

	it('write appointments in milliseconds', () => {
		const input = {
			callType: 1,
			calledNo: '13800000001',
			taskId: '46',
			appointTime: '2026-06-02T10:00:00Z',
		};
		expect(bodySent(createAppointment, input)).toMatchObject({ appointTime: 1780394400000 });
		expect(refused(createAppointment, { ...input, callType: 3 })).toMatch(/\(callType\)/);
	});

	it.each<[Endpoint, Values, RegExp]>([
		[createBatch, { campaignId: 46, name: 'n'.repeat(256) }, /\(name\): must have at most 255/],
		[createBatch, { campaignId: 46, name: 'a?' }, /\(name\): may not hold any of/],
		[createBusinessResult, { name: 'Bought', code: 'a_b' }, /\(code\): may hold only digits/],
		[createBusinessResult, { name: 'n'.repeat(51) }, /\(name\): must have at most 50/],
		[
			createBusinessResult,
			{ name: 'Bought', children: [{ code: 'now' }] },
			/\(children\.0\.name\)/,
		],
	])('refuse %#', (endpoint, input, message) => {
		expect(refused(endpoint, input)).toMatch(message);
	});

	it('never repeat a password in a refusal', () => {
		const server = {
			userName: 'sftpuser',
			serverInfo: { ip: '192.0.2.10', port: 22, filePath: '/home/sftp' },
		};
		const message = refused(createFileServer, { ...server, serverPwd: 'hush' });
		expect(message).toMatch(/\(serverPwd\): must have at least 8/);
		expect(message).not.toContain('hush');
		expect(
			refused(createFileServer, { ...server, userName: 'a b', serverPwd: 'hushhush' }),
		).toMatch(/\(userName\): may not hold blanks/);
	});
});
