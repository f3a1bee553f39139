import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { CallEvent } from '../../lib/callEvent/callEvent';
import { outputOf, workflow, type N8nClient } from '../../runtime/src/index.ts';
import type { ContactCenter, StepInput } from './contactCenter';

export const ASTERCC = 'asterCC Trigger';
export const TOKEN = 'a-token_that-is-hard-2-guess';
export const IDENTITY = 'sales';
export const VERIFICATION = 'verification string of sales';

/** A published workflow that starts with the asterCC trigger and does nothing else. */
export interface AsterCcFlow {
	workflowId: string;
	/** The production URL with its token. */
	url: string;
	/** The events of all executions so far, in the order they came in. */
	events(): Promise<CallEvent[]>;
	/** Waits for at least so many events. */
	waitForEvents(count: number, timeoutMs?: number): Promise<CallEvent[]>;
}

export interface AsterCcInput {
	parameters?: Record<string, unknown>;
	credential?: Record<string, unknown>;
	/** What comes after the trigger; a node that does nothing unless told otherwise. */
	steps?: StepInput[];
	/** Not published yet. */
	draft?: boolean;
}

export async function asterCc(
	{ n8n, server }: Pick<ContactCenter, 'n8n' | 'server'>,
	{ parameters = {}, credential = {}, steps = [NOTHING], draft = false }: AsterCcInput = {},
): Promise<AsterCcFlow> {
	const saved = await n8n.credential({
		name: randomUUID(),
		type: 'asterCcApi',
		data: { pushToken: TOKEN, identity: IDENTITY, verificationSecret: VERIFICATION, ...credential },
	});
	const webhookId = randomUUID();
	const flow = workflow(`asterCC ${webhookId.slice(0, 8)}`).node(
		ASTERCC,
		'n8n-nodes-contact-center.asterCcTrigger',
		1,
		{ output: 'callEvent', ...parameters },
		{ webhookId, credentials: { asterCcApi: saved } },
	);
	steps.forEach((step, index) => {
		flow.node(`Step ${index + 1}`, step.type, step.typeVersion, step.parameters);
		flow.connect(index === 0 ? ASTERCC : `Step ${index}`, `Step ${index + 1}`);
	});
	const { id } = await n8n.workflow(flow.build());
	if (!draft) await n8n.activate(id);
	const events = () => eventsOf(n8n, id);
	return {
		workflowId: id,
		url: `${server.baseUrl}/webhook/${webhookId}/astercc?token=${TOKEN}`,
		events,
		async waitForEvents(count, timeoutMs = 20_000) {
			const deadline = Date.now() + timeoutMs;
			for (;;) {
				const found = await events();
				if (found.length >= count || Date.now() > deadline) return found;
				await sleep(500);
			}
		},
	};
}

const NOTHING = { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };

async function eventsOf(n8n: N8nClient, workflowId: string): Promise<CallEvent[]> {
	const executions = await n8n.executions({ workflowId });
	const whole = await Promise.all(executions.map(async ({ id }) => await n8n.execution(id)));
	return whole.flatMap((execution) =>
		outputOf(execution, ASTERCC).map(({ json }) => json as unknown as CallEvent),
	);
}

/** Posts a body to the trigger. */
export async function post(url: string, body: string | Uint8Array, contentType = 'text/plain') {
	const response = await fetch(url, {
		method: 'POST',
		headers: contentType === '' ? {} : { 'content-type': contentType },
		body: typeof body === 'string' ? body : new Uint8Array(body),
	});
	return { status: response.status, body: await response.text() };
}

/** The item text asterCC publishes: a literal in single quotes with the message in `pushstr`. */
export function literalOf(message: string): string {
	const pairs = message.split('&').filter((pair) => pair.includes('='));
	const members = pairs.map((pair) => {
		const equals = pair.indexOf('=');
		return `'${pair.slice(0, equals)}':'${pair.slice(equals + 1)}'`;
	});
	return `{${members.join(',')},'pushstr':'${message}'}`;
}
