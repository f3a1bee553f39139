import { randomUUID } from 'node:crypto';

import { dataTableCrm, type CrmRow } from '../../runtime/src/demoCrm.ts';
import {
	connect,
	ensureN8nRuntime,
	startN8n,
	workflow,
	type N8nClient,
	type N8nServer,
} from '../../runtime/src/index.ts';

/** What stands between the trigger and the row. */
export interface StepInput {
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
}

export interface TriggerInput {
	parameters?: Record<string, unknown>;
	/** Type and data of the trigger's credential; none for authentication "none". */
	credential?: { type: string; data: Record<string, unknown> };
	steps?: StepInput[];
}

export interface PushInput {
	action?: string | null;
	uuid?: string | null;
	/** The Authorization header. */
	authorization?: string;
	contentType?: string | null;
	signal?: AbortSignal;
}

export interface Answer {
	status: number;
	body: unknown;
	headers: Headers;
}

/** A Tencent Cloud Contact Center whose pushes a published workflow receives. */
export interface Tccc {
	workflowId: string;
	pushUrl: string;
	tokenUrl: string;
	/** Pushes a payload (an object, or a text as it is) the way TCCC does. */
	push(payload: unknown, input?: PushInput): Promise<Answer>;
}

export interface ContactCenter {
	n8n: N8nClient;
	server: N8nServer;
	tccc(input?: TriggerInput): Promise<Tccc>;
	/** All rows the workflows have written so far. */
	rows(): Promise<CrmRow[]>;
	stop(): Promise<void>;
}

export const TRIGGER = 'Tencent Cloud Contact Center Trigger';
export const ACCEPTED = { ErrCode: 0, ErrMsg: 'ok' };

/** A real n8n with the packed package, a table, and as many triggers as a test asks for. */
export async function startContactCenter({
	env = {},
	editor = false,
}: { env?: Record<string, string>; editor?: boolean } = {}): Promise<ContactCenter> {
	const server = await startN8n({
		runtime: await ensureN8nRuntime(),
		packageTarball: process.env['PACKAGE_TARBALL'] as string,
		env,
		editor,
	});
	await server.waitUntilReady();
	const n8n = await connect(server.baseUrl);
	const crm = await dataTableCrm(n8n);

	async function tccc({ parameters, credential, steps = [] }: TriggerInput = {}): Promise<Tccc> {
		const saved = credential && (await n8n.credential({ name: randomUUID(), ...credential }));
		const webhookId = randomUUID();
		const flow = workflow(`TCCC ${webhookId.slice(0, 8)}`).node(
			TRIGGER,
			'n8n-nodes-contact-center.tencentCccTrigger',
			1,
			{ authentication: 'none', ...parameters },
			{ webhookId, ...(credential && saved ? { credentials: { [credential.type]: saved } } : {}) },
		);
		const chain = [...steps, crm.node].map((step, index) => {
			const name = index === steps.length ? 'Write the row' : `Step ${index + 1}`;
			flow.node(name, step.type, step.typeVersion, step.parameters);
			return name;
		});
		[TRIGGER, ...chain].forEach((name, index) => {
			const next = chain[index];
			if (next) flow.connect(name, next);
		});
		const { id } = await n8n.workflow(flow.build());
		await n8n.activate(id);
		const pushUrl = `${server.baseUrl}/webhook/${webhookId}/tencent-ccc`;
		return {
			workflowId: id,
			pushUrl,
			tokenUrl: `${pushUrl}/token`,
			push: (payload, input) => push(pushUrl, payload, input),
		};
	}

	return { n8n, server, tccc, rows: () => crm.rowsAfter(0), stop: () => server.dispose() };
}

async function push(url: string, payload: unknown, input: PushInput = {}): Promise<Answer> {
	const { action = 'cdr', uuid = randomUUID(), authorization, signal } = input;
	const { contentType = 'application/json;charset=utf8' } = input;
	const response = await fetch(action === null ? url : `${url}?action=${action}&version=1`, {
		method: 'POST',
		headers: {
			...(contentType === null ? {} : { 'content-type': contentType }),
			...(uuid === null ? {} : { 'X-TCCC-PUSH-UUID': uuid }),
			...(authorization === undefined ? {} : { authorization }),
		},
		body: typeof payload === 'string' ? payload : JSON.stringify(payload),
		...(signal ? { signal } : {}),
	});
	const text = await response.text();
	return { status: response.status, body: parsed(text), headers: response.headers };
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** The call record of a new call, in the shape TCCC pushes. */
export function callRecord(change: Record<string, unknown> = {}): Record<string, unknown> {
	const now = Math.floor(Date.now() / 1000);
	return {
		SdkAppId: 1400000001,
		SessionId: randomUUID(),
		Caller: '008613800138001',
		Callee: '0086075588880001',
		Direction: 0,
		Duration: 30,
		StartTimestamp: now - 60,
		QueuedTimestamp: now - 55,
		RingTimestamp: now - 50,
		AcceptTimestamp: now - 40,
		EndedTimestamp: now - 10,
		EndStatusString: 'ok',
		HungUpSide: 'user',
		ServeParticipants: null,
		...change,
	};
}

export const basic = (username: string, password: string) =>
	`Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

/** A step that fails for the calls whose user data is "fail". */
export const failsOnRequest: StepInput = {
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: {
		jsCode:
			'if ($input.first().json.userData === "fail") throw new Error("The CRM is down"); return $input.all();',
	},
};

/** A step that takes its time. */
export const takes = (seconds: number): StepInput => ({
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { amount: seconds, unit: 'seconds' },
});
