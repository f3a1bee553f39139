/** What a simulated CEC holds; a test may look into it and change it. */
import type { JsonObject } from './route.ts';

export interface CalledNumber {
	calledNo: string;
	delayTime: number;
	type: string;
}

/** A row of outbound data (reference/huawei §2.6). */
export interface ContactRow {
	dataId: string;
	campaignId: number;
	sessionId: string;
	called: CalledNumber[];
	caller: string;
	customField: string;
	callData: string;
	priority: string;
	recycleTime: string;
	batchId: string;
	isFinished: boolean;
	/** What was written back (§2.9, row 60). */
	businessResult: JsonObject | null;
}

/** 2 started, 3 paused, 4 completed (§2.3). */
export type CampaignStatus = 2 | 3 | 4;

export interface Campaign {
	id: number;
	/** As they were sent. */
	fields: JsonObject;
	status: CampaignStatus;
	rows: Map<string, ContactRow>;
	/** Rows still to be dialled, oldest first. */
	queue: ContactRow[];
	/** `sessionId number` of every row. */
	known: Set<string>;
	/** When numbers were last added. */
	addedAt: number;
	statisticsAt: number;
	retryPolicy: JsonObject | null;
	holidays: Map<number, JsonObject>;
	batches: Map<string, { id: string; name: string; status: 1 | 2 }>;
}

/** How one attempt, or a whole row, ended. */
export interface CallResult {
	campaignId: number;
	dataId: string;
	sessionId: string;
	called: string;
	customField: string;
	callId: string;
	/** Milliseconds since 1970. */
	begin: number;
	answered: number | null;
	end: number;
	/** 00000 is success. */
	failCode: string;
	isFinal: boolean;
}

/** One call through the contact center, however it came about. */
export interface PhoneCall {
	callId: string;
	caller: string;
	callee: string;
	isInbound: boolean;
	agentId: number;
	skillId: number;
	waitBegin: number;
	ackBegin: number;
	callBegin: number;
	callEnd: number;
	isAnswered: boolean;
	/** As `X:\25\0\20260602\101\0000001.V3`: drive, VDN, 0 in or 1 out, day, agent, name. */
	recordings: string[];
}

export interface Agent {
	workNo: number;
	name: string;
	account: string;
	/** reference/huawei §4.4: 0 signed out … 10 wrap-up. */
	state: number;
	skillIds: number[];
}

export interface FileJob {
	responseId: string;
	fileName: string;
	kind: 'call' | 'record' | 'agentOpr' | 'agentSkill';
	from: number;
	to: number;
	/** Only rows of these; '' for all. */
	agentId: string;
	callId: string;
	/** Milliseconds since 1970. */
	readyAt: number;
}

export interface FabricCall {
	callSerialNo: string;
	kind: 'call' | 'voice';
	fields: JsonObject;
	callBackUrl: string;
	/** 0 to call, 1 calling, 2 talking, 3 ended (§5.3). */
	state: 0 | 1 | 2 | 3;
	begin: number;
}

export interface Named {
	id: string;
	fields: JsonObject;
}

export interface HuaweiState {
	campaigns: Map<number, Campaign>;
	/** number -> entry as it was sent */
	blocklist: Map<string, JsonObject>;
	blocklistGroups: Map<string, Named>;
	blocklistTypes: Map<string, Named>;
	templates: Map<string, Named>;
	appointments: Map<string, Named>;
	fileServers: Map<string, Named>;
	importTasks: Map<string, Named>;
	businessResults: Map<string, Named>;
	displayResults: Map<string, Named>;
	results: CallResult[];
	/** Calls that are over. */
	calls: PhoneCall[];
	callsInProgress: PhoneCall[];
	agents: Agent[];
	skills: Array<{ id: number; name: string; mediaType: number }>;
	accessCodes: Array<{ id: number; accessNo: string; description: string }>;
	fileJobs: Map<string, FileJob>;
	uploadedFiles: Map<string, Buffer>;
	fabricCalls: Map<string, FabricCall>;
	/** The next number of something: never used twice. */
	next(): number;
	/** An id beyond 2^53, as text. */
	nextLongId(): string;
}

const skills = [
	{ id: 8, name: '售前咨询', mediaType: 5 },
	{ id: 9, name: '售后服务', mediaType: 5 },
	{ id: 10, name: 'Renewals', mediaType: 5 },
];

const agents: readonly Agent[] = [
	{ workNo: 101, name: '坐席一', account: 'agent101', state: 1, skillIds: [8, 9] },
	{ workNo: 102, name: '坐席二', account: 'agent102', state: 5, skillIds: [8] },
	{ workNo: 103, name: '坐席三', account: 'agent103', state: 8, skillIds: [9, 10] },
	{ workNo: 104, name: '坐席四', account: 'agent104', state: 0, skillIds: [10] },
];

const longBase = 1_803_096_731_904_000_000n;

export function createState(): HuaweiState {
	let last = 45;
	const next = () => (last += 1);
	return {
		campaigns: new Map(),
		blocklist: new Map(),
		blocklistGroups: new Map(),
		blocklistTypes: new Map(),
		templates: new Map(),
		appointments: new Map(),
		fileServers: new Map(),
		importTasks: new Map(),
		businessResults: new Map(),
		displayResults: new Map(),
		results: [],
		calls: [],
		callsInProgress: [],
		agents: agents.map((agent) => ({ ...agent })),
		skills: skills.map((skill) => ({ ...skill })),
		accessCodes: [{ id: 1, accessNo: '88880001', description: 'Main line' }],
		fileJobs: new Map(),
		uploadedFiles: new Map(),
		fabricCalls: new Map(),
		next,
		nextLongId: () => String(longBase + BigInt(next())),
	};
}
