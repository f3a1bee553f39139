import parsePhoneNumber from 'libphonenumber-js/max';
import type {
	CdrPayload,
	ImCdrPayload,
	RecordPayload,
	ScenarioName,
	VoicemailPayload,
} from '../../../simulators/src/index.ts';
import { generateCall, scenarioNames, scenarios } from '../../../simulators/src/index.ts';
import { participantTypes, vendorFields } from './vendorFields.ts';

const base = { seed: 7, index: 0, startTime: 1_790_000_000, sdkAppId: 1_400_000_001 };
const samples = 60;

const expectedPushes: Record<ScenarioName, string> = {
	'inbound-answered': 'cdr record record',
	'inbound-reassigned': 'cdr record record',
	'inbound-missed': 'cdr',
	'queue-abandoned': 'cdr',
	'ivr-abandoned': 'cdr',
	'ivr-complete': 'cdr',
	'after-hours': 'cdr',
	'no-agent': 'cdr',
	blocked: 'cdr',
	voicemail: 'cdr voicemail',
	transfer: 'cdr record record record',
	'transfer-external': 'cdr record record',
	'app-call': 'cdr record record',
	'outbound-answered': 'cdr record record',
	'outbound-no-answer': 'cdr',
	'outbound-busy': 'cdr',
	'outbound-unreachable': 'cdr',
	'outbound-canceled': 'cdr',
	'outbound-canceled-early': 'cdr',
	'outbound-blocked': 'cdr',
	predictive: 'cdr record record',
	'predictive-no-answer': 'cdr',
	internal: 'cdr record record',
	chat: 'imcdr',
	'chat-abandoned': 'imcdr',
};

/** Many calls of a scenario, taken apart by kind of push. */
function makeMany(scenario: ScenarioName, extra = {}) {
	return Array.from({ length: samples }, (_, index) => {
		const { pushes } = generateCall(scenario, { ...base, ...extra, index });
		const of = (action: string) =>
			pushes.filter((push) => push.action === action).map((push) => push.payload);
		return {
			pushes,
			cdr: of('cdr')[0] as CdrPayload,
			records: of('record') as RecordPayload[],
			voicemail: of('voicemail')[0] as VoicemailPayload,
			chat: of('imcdr')[0] as ImCdrPayload,
		};
	});
}

const names = (value: object) => Object.keys(value).sort();
const sorted = (fields: readonly string[]) => [...fields].sort();
const phoneScenarios = scenarioNames.filter((name) => scenarios[name].course !== 'chat');
const inOrder = (times: number[]) => {
	const happened = times.filter((time) => time > 0);
	expect(happened).toEqual([...happened].sort((left, right) => left - right));
};

describe('the same call again', () => {
	test.each(scenarioNames)('%s: same seed and start, same pushes', (scenario) => {
		expect(generateCall(scenario, base)).toEqual(generateCall(scenario, base));
	});

	test.each([{ seed: 8 }, { index: 1 }, { startTime: 1_790_000_001 }, { sdkAppId: 1_400_000_002 }])(
		'%j gives other ids',
		(other) => {
			const first = generateCall('inbound-answered', base).pushes;
			const second = generateCall('inbound-answered', { ...base, ...other }).pushes;
			expect(second[0]?.uuid).not.toBe(first[0]?.uuid);
			expect(second[0]?.payload.SessionId).not.toBe(first[0]?.payload.SessionId);
		},
	);

	test('no id is drawn twice', () => {
		const pushes = scenarioNames.flatMap((name) => makeMany(name).flatMap((call) => call.pushes));
		expect(new Set(pushes.map((push) => push.uuid)).size).toBe(pushes.length);
	});

	test('an unknown scenario is refused', () => {
		expect(() => generateCall('nonsense' as ScenarioName, base)).toThrow('No scenario "nonsense"');
	});
});

describe('the pushes of each scenario', () => {
	test.each(scenarioNames)('%s', (scenario) => {
		for (const { pushes } of makeMany(scenario)) {
			expect(pushes.map((push) => push.action).join(' ')).toBe(expectedPushes[scenario]);
			expect(new Set(pushes.map((push) => push.payload.SessionId)).size).toBe(1);
		}
	});
});

describe("the vendor's field names", () => {
	test.each(phoneScenarios)('cdr of %s', (scenario) => {
		const callType = scenarios[scenario].alwaysSendCallType ? ['CallType'] : [];
		for (const { cdr } of makeMany(scenario)) {
			expect(names(cdr)).toEqual(sorted([...vendorFields.cdr, ...callType]));
			expect(names(cdr.SeatUser)).toEqual(sorted(vendorFields.seatUser));
			expect(names(cdr.TelLocation)).toEqual(sorted(vendorFields.telLocation));
			for (const leg of cdr.ServeParticipants ?? []) {
				expect(names(leg)).toEqual(sorted(vendorFields.serveParticipant));
				expect(participantTypes).toContain(leg.Type);
			}
			for (const key of [...(cdr.IVRKeyPressedEx ?? []), ...(cdr.PostIVRKeyPressed ?? [])]) {
				expect(names(key)).toEqual(sorted(vendorFields.key));
			}
		}
	});

	test('record, with CustomRecordURL in some calls only', () => {
		const records = makeMany('transfer').flatMap((call) => call.records);
		const copied = records.filter((record) => record.CustomRecordURL !== undefined);
		expect(copied.length).toBeGreaterThan(0);
		expect(copied.length).toBeLessThan(records.length);
		for (const { CustomRecordURL: _, ...record } of records) {
			expect(names(record)).toEqual(sorted(vendorFields.record));
		}
	});

	test('voicemail, its EndpointUser a number without 0086', () => {
		for (const { voicemail, cdr } of makeMany('voicemail')) {
			expect(names(voicemail)).toEqual(sorted(vendorFields.voicemail));
			expect(typeof voicemail.EndpointUser).toBe('number');
			expect(`0086${voicemail.EndpointUser}`).toBe(cdr.Caller);
		}
	});

	test.each(['chat', 'chat-abandoned'] as const)('imcdr of %s', (scenario) => {
		for (const { chat } of makeMany(scenario)) {
			expect(names(chat)).toEqual(sorted(vendorFields.imcdr));
			expect(names(chat.SeatUser)).toEqual(sorted(vendorFields.seatUser));
			expect(names(chat.Satisfaction)).toEqual(['content', 'id']);
			expect(() => JSON.parse(Buffer.from(chat.ClientData, 'base64').toString())).not.toThrow();
		}
	});

	test('CallType everywhere on demand', () => {
		for (const scenario of phoneScenarios) {
			const { pushes } = generateCall(scenario, { ...base, callType: true });
			expect(pushes[0]?.payload).toHaveProperty('CallType', scenarios[scenario].callType);
		}
	});

	test('the misspelled SdkAppld in some cdr on demand, all else unchanged', () => {
		const plain = makeMany('inbound-answered').map((call) => call.pushes);
		const calls = makeMany('inbound-answered', { misspellAppId: true });
		const misspelled = calls.filter((call) => 'SdkAppld' in call.cdr);
		expect(misspelled.length).toBeGreaterThan(5);
		expect(misspelled.length).toBeLessThan(samples - 5);
		for (const { cdr, records } of misspelled) {
			expect(cdr).not.toHaveProperty('SdkAppId');
			expect(cdr.SdkAppld).toBe(base.sdkAppId);
			expect(records[0]?.SdkAppId).toBe(base.sdkAppId);
		}
		const mended = JSON.stringify(calls.map((call) => call.pushes)).replaceAll(
			'SdkAppld',
			'SdkAppId',
		);
		const sortKeys = (text: string) => [...text].sort().join('');
		expect(sortKeys(mended)).toBe(sortKeys(JSON.stringify(plain)));
	});
});

describe('times that fit together', () => {
	test.each(phoneScenarios)('cdr of %s', (scenario) => {
		for (const { cdr } of makeMany(scenario)) {
			const { StartTimestamp, QueuedTimestamp, AcceptTimestamp, EndedTimestamp } = cdr;
			expect(StartTimestamp).toBe(base.startTime);
			inOrder([
				StartTimestamp,
				QueuedTimestamp,
				cdr.RingTimestamp,
				AcceptTimestamp,
				EndedTimestamp,
			]);
			expect(cdr.Duration).toBe(AcceptTimestamp > 0 ? EndedTimestamp - AcceptTimestamp : 0);
			expect(cdr.IVRDuration).toBe(QueuedTimestamp > 0 ? QueuedTimestamp - StartTimestamp : 0);
			expect(AcceptTimestamp > 0).toBe(scenarios[scenario].stage === 'agent');
		}
	});

	test.each(phoneScenarios)('legs of %s', (scenario) => {
		for (const { cdr } of makeMany(scenario)) {
			(cdr.ServeParticipants ?? []).forEach((leg, index) => {
				expect(leg.Sequence).toBe(index);
				inOrder([leg.StartTimestamp, leg.RingTimestamp, leg.AcceptTimestamp, leg.EndedTimestamp]);
				expect(leg.StartTimestamp).toBeGreaterThanOrEqual(cdr.StartTimestamp);
				expect(leg.EndedTimestamp).toBeLessThanOrEqual(cdr.EndedTimestamp);
			});
		}
	});

	test('a recording is ready after the call', () => {
		for (const { cdr, records } of makeMany('transfer')) {
			for (const record of records) {
				expect(record.Timestamp).toBeGreaterThan(cdr.EndedTimestamp);
			}
		}
	});
});

describe('what the pushes say about each other', () => {
	test.each(phoneScenarios)('the recordings of %s belong to parties of its cdr', (scenario) => {
		for (const { cdr, records } of makeMany(scenario)) {
			const customer = cdr.Direction === 0 ? cdr.Caller : cdr.Callee;
			const parties = new Map((cdr.ServeParticipants ?? []).map((leg) => [leg.RecordId, leg.Mail]));
			parties.set(cdr.RecordId, customer);
			for (const record of records) {
				expect(parties.get(record.RecordId)).toBe(record.EndpointUser);
			}
		}
	});

	test('a transfer names both agents, and the last one is the SeatUser', () => {
		for (const { cdr } of makeMany('transfer')) {
			const [first, second] = cdr.ServeParticipants ?? [];
			expect(first).toMatchObject({ EndStatusString: 'seatForward', TransferTo: second?.Mail });
			expect(first).toMatchObject({ TransferFrom: '', TransferToType: second?.Type });
			expect(second).toMatchObject({ TransferFrom: first?.Mail, TransferFromType: first?.Type });
			expect(second?.Mail).not.toBe(first?.Mail);
			expect(cdr.SeatUser.Mail).toBe(second?.Mail);
		}
	});

	test('an external transfer ends at an outside line', () => {
		for (const { cdr } of makeMany('transfer-external')) {
			const [first, second] = cdr.ServeParticipants ?? [];
			expect(first).toMatchObject({
				EndStatusString: 'outboundForward',
				TransferTo: second?.Phone,
			});
			expect(second).toMatchObject({ Type: 'outboundSeat', Mail: '' });
			expect(cdr.SeatUser.Mail).toBe(first?.Mail);
		}
	});

	test('session and leg end differently where nobody answered an outbound call', () => {
		for (const { cdr } of makeMany('outbound-no-answer')) {
			expect(cdr.EndStatusString).toBe('notAnswer');
			expect(cdr.ServeParticipants?.[0]?.EndStatusString).toBe('ok');
		}
	});

	test('calls without an agent have no legs and an empty SeatUser', () => {
		for (const { cdr } of makeMany('after-hours')) {
			expect(cdr.ServeParticipants).toBeNull();
			expect(cdr.SeatUser).toMatchObject({ Mail: '', SkillGroupNameList: null });
		}
	});

	test('keys and satisfaction occur, and so do calls without', () => {
		const cdrs = makeMany('inbound-answered').map((call) => call.cdr);
		expect(cdrs.some((cdr) => cdr.IVRKeyPressed === null)).toBe(true);
		expect(cdrs.some((cdr) => cdr.IVRKeyPressed !== null)).toBe(true);
		expect(cdrs.some((cdr) => cdr.PostIVRKeyPressed === null)).toBe(true);
		expect(cdrs.some((cdr) => cdr.PostIVRKeyPressed?.[0]?.Label === '满意')).toBe(true);
	});

	test('every customer and line number is a valid one', () => {
		const calls = makeMany('inbound-answered').concat(makeMany('outbound-answered'));
		for (const { cdr } of calls) {
			for (const number of [cdr.Caller, cdr.Callee]) {
				expect(number).toMatch(/^0086/);
				const national = number.slice('0086'.length);
				expect([number, parsePhoneNumber(national, 'CN')?.isValid()]).toEqual([number, true]);
			}
		}
	});
});
