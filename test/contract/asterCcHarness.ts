import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';

import { TriggerContext } from 'n8n-core';
import type {
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	IRun,
	ITriggerFunctions,
	ITriggerResponse,
	Workflow,
	WorkflowActivateMode,
} from 'n8n-workflow';

import { AsterCcApi } from '../../credentials/AsterCcApi.credentials';
import { AsterCcTrigger } from '../../nodes/AsterCc/AsterCcTrigger.node';
import {
	channelOf,
	literalOf,
	startPushServer,
	type AsterCcEvent,
	type PushServer,
	type PushServerOptions,
} from '../../simulators/src/index.ts';
import { log, triggerInN8n, type Answer, type Push, type Settings } from './nodeContexts';

export { log, type Answer, type Push } from './nodeContexts';

export const nodeType = new AsterCcTrigger();

export const TOKEN = 'a-push-token_of-32-signs-0123456';
export const IDENTITY = 'sales';
export const VERIFICATION = 'what sales has to prove';
export const AGENT = { number: '8001', password: 'the password of 8001', name: '王芳' };
export const TEAM_CHANNEL = channelOf({ identity: IDENTITY, verification: VERIFICATION });
export const AGENT_CHANNEL = channelOf({ identity: IDENTITY, agent: AGENT });

/** What may stand in no log line, in no error and in no answer. */
export const SECRETS = [
	TOKEN,
	VERIFICATION,
	AGENT.password,
	...[TEAM_CHANNEL, AGENT_CHANNEL].flatMap((channel) => [
		channel,
		encodeURIComponent(channel),
		channel.slice(-32),
	]),
];

/** Everything of it in words, errors and what caused them included. */
export const told = (...things: unknown[]) =>
	inspect([log, ...things], { depth: null, maxStringLength: null, maxArrayLength: null });

export function expectNoSecretIn(...things: unknown[]): void {
	for (const secret of SECRETS) expect(told(...things)).not.toContain(secret);
}

export type AsterCcTriggerInN8n = ReturnType<typeof asterCcTrigger>;

/** The asterCC trigger in a workflow of its own, run by n8n-core's contexts. */
export function asterCcTrigger(settings: Settings = {}) {
	const credential = settings.credential === undefined ? { pushToken: TOKEN } : settings.credential;
	const trigger = triggerInN8n(
		{
			nodeType,
			name: 'asterCC',
			type: 'n8n-nodes-contact-center.asterCcTrigger',
			credentialType: new AsterCcApi(),
		},
		{ ...settings, credential },
	);
	return {
		...trigger,
		receive: async (push: Push = {}) => await trigger.receive(asPushed(push)),
		push: async (push: Push = {}): Promise<Answer> => await trigger.push(asPushed(push)),
		/** A message as asterCC writes it, posted as plain text. */
		message: async (text: string, push: Push = {}): Promise<Answer> =>
			await trigger.push(asPushed({ rawBody: text, contentType: 'text/plain', ...push })),
		/** Somebody opens the URL in a browser. */
		open: async (push: Push = {}) =>
			await trigger.push({ method: 'GET', rawBody: '', contentType: null, ...push }, 'setup'),
	};
}

/** The URL entered at asterCC has the token, and nothing else, in its query. */
const asPushed = (push: Push): Push => ({ query: `token=${TOKEN}`, ...push });

/** Settings of a trigger that follows the push server of a simulator. */
export const subscribed = (
	server: Pick<PushServer, 'url'>,
	parameters: INodeParameters = {},
	credential: Record<string, unknown> = {},
): Settings => ({
	parameters: { mode: 'subscribe', ...parameters },
	credential: {
		address: server.url,
		identity: IDENTITY,
		follow: 'team',
		verificationSecret: VERIFICATION,
		...credential,
	},
});

export async function startServer(options: Partial<PushServerOptions> = {}): Promise<PushServer> {
	return await startPushServer({
		identity: IDENTITY,
		verification: VERIFICATION,
		agents: [AGENT],
		ttlMs: 1000,
		...options,
	});
}

export const publish = (
	server: PushServer,
	{ fields, message }: Pick<AsterCcEvent, 'fields' | 'message'>,
	channel = TEAM_CHANNEL,
) => server.publish(channel, literalOf(fields, message));

/** What becomes of an execution: it cannot be stored, or it lasts until it is let go. */
export type Fate = 'succeeds' | 'isNotStored' | 'lasts';

export interface Following {
	response: ITriggerResponse;
	/** What n8n was handed, an entry for each execution. */
	runs: INodeExecutionData[][];
	/** What the executions put out. */
	output: INodeExecutionData[];
	/** What the trigger told n8n of itself having failed. */
	errors: Error[];
	/** Lets the executions that last come to their end. */
	letGo(): Promise<void>;
	close(): Promise<number>;
}

/** The row of the workflow in n8n's database, as far as static data goes. */
export interface Database {
	staticData: IDataObject;
}

interface Start {
	activation?: WorkflowActivateMode;
	database?: Database;
	/** One for each execution, in order; those that follow succeed. */
	fates?: Fate[];
}

/**
 * Publishes the workflow: `trigger()` in n8n-core's TriggerContext with an `emit` that does what
 * n8n 2.41's does: it saves changed static data, starts an execution on a fresh copy of the
 * workflow, saves that one's static data and settles the donePromise.
 */
export async function follow(
	trigger: AsterCcTriggerInN8n,
	{ activation = 'activate', database = { staticData: {} }, fates = [] }: Start = {},
): Promise<Following> {
	const loaded = trigger.load(structuredClone(database.staticData));
	const [runs, output, errors]: [INodeExecutionData[][], INodeExecutionData[], Error[]] = [
		[],
		[],
		[],
	];
	let lasting: Array<() => Promise<void>> = [];

	/** The trigger's part of a run; what it gives back is the run's end. */
	const run = async (items: INodeExecutionData[]) => {
		const within = trigger.load(structuredClone(database.staticData));
		output.push(...(await trigger.execute(structuredClone(items), { mode: 'trigger', within })));
		return () => save(within.workflow, database);
	};
	const emit: ITriggerFunctions['emit'] = (data, _response, done) => {
		save(loaded.workflow, database);
		const items = data[0] ?? [];
		const fate = fates.shift() ?? 'succeeds';
		runs.push(items);
		if (fate === 'isNotStored') return done?.reject(new Error('database is locked'));
		const ending = run(items);
		const end = async () => {
			(await ending)();
			done?.resolve({} as IRun);
		};
		if (fate === 'lasts') lasting.push(end);
		else end().catch((error: Error) => errors.push(error));
	};
	const context = new TriggerContext(
		loaded.workflow,
		trigger.node,
		loaded.additionalData,
		'trigger',
		activation,
		emit,
		(error) => void errors.push(error),
		(error) => void errors.push(error),
		{ registerCron: () => false },
	);
	const response = await nodeType.trigger.call(context as unknown as ITriggerFunctions);
	save(loaded.workflow, database);
	return {
		response,
		runs,
		output,
		errors,
		async letGo() {
			const released = lasting;
			lasting = [];
			for (const end of released) await end();
		},
		async close() {
			const start = performance.now();
			await response.closeFunction?.();
			return performance.now() - start;
		},
	};
}

function save({ staticData }: Workflow, database: Database): void {
	if (staticData.__dataChanged !== true) return;
	database.staticData = JSON.parse(JSON.stringify(staticData)) as IDataObject;
	staticData.__dataChanged = false;
}

/** Static data of the node, as it stands in the database. */
export const placeIn = ({ staticData }: Database) =>
	(staticData['node:asterCC'] ?? {}) as {
		cursor?: { time: string; tag: string };
		recordId?: number;
	};

/** Waits until something is so; a test that waits in vain fails at what it expects next. */
export async function until(isSo: () => boolean, timeoutMs = 4000): Promise<void> {
	for (const end = Date.now() + timeoutMs; !isSo() && Date.now() < end;) await sleep(10);
}

export const jsonOf = (items: INodeExecutionData[]) => items.map(({ json }) => json);
