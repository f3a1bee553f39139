import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { workflow, type DataTableRow } from '../../runtime/src/index.ts';
import type { ContactCenter, StepInput } from './contactCenter';
import { mappedColumns } from './mappedColumns';

export const ALIYUN = 'Alibaba Cloud Contact Center Trigger';

/** A fresh signing secret of a bridge and its trigger. */
export const signingSecret = () => `whsec_${randomBytes(32).toString('base64')}`;

export interface EventRow extends DataTableRow {
	event_id: string;
	call_id: string | null;
	event_type: string;
	event_time: string;
}

/** A published workflow that starts with the Alibaba trigger and writes every event into a table. */
export interface AliyunFlow {
	workflowId: string;
	/** Where the trigger listens, as a path on n8n's address. */
	path: string;
	rows(): Promise<EventRow[]>;
	/** Waits for so many rows, and a little longer for those too many. */
	waitForRows(count: number, timeoutMs?: number): Promise<EventRow[]>;
}

export interface AliyunInput {
	authentication?: 'bridge' | 'eventBridge' | 'urlToken' | 'bearer';
	/** Type and data of the credential. */
	credential: { type: string; data: Record<string, unknown> };
	parameters?: Record<string, unknown>;
	/** What stands between the trigger and the row. */
	steps?: StepInput[];
	/** A part of the URL, where the credential has to name the URL. */
	webhookId?: string;
	/** How rows are written: `insert` shows every execution of an event, `upsert` is what a flow does. */
	write?: 'insert' | 'upsert';
}

const COLUMNS = { event_id: 'id', call_id: 'callId', event_type: 'type', event_time: 'time' };

const values = Object.fromEntries(
	Object.entries(COLUMNS).map(([column, field]) => [column, `={{ $json.${field} }}`]),
);

function rowStep(tableId: string, write: 'insert' | 'upsert'): StepInput {
	const key = { keyName: 'event_id', condition: 'eq', keyValue: values['event_id'] };
	return {
		type: 'n8n-nodes-base.dataTable',
		typeVersion: 1.1,
		parameters: {
			resource: 'row',
			operation: write,
			dataTableId: { __rl: true, mode: 'id', value: tableId },
			...(write === 'upsert' ? { matchType: 'allConditions', filters: { conditions: [key] } } : {}),
			columns: mappedColumns(values),
			options: write === 'insert' ? { optimizeBulk: true } : {},
		},
	};
}

/** Publishes a workflow with a credential, a table and a URL of its own. */
export async function aliyunCcc(
	{ n8n }: Pick<ContactCenter, 'n8n'>,
	{
		authentication = 'bridge',
		credential,
		parameters,
		steps = [],
		webhookId = randomUUID(),
		write = 'insert',
	}: AliyunInput,
): Promise<AliyunFlow> {
	const saved = await n8n.credential({ name: randomUUID(), ...credential });
	const name = `events_${randomUUID().slice(0, 8)}`;
	const table = await n8n.dataTable({
		name,
		columns: Object.keys(COLUMNS).map((column) => ({ name: column, type: 'string' })),
	});
	const flow = workflow(name).node(
		ALIYUN,
		'n8n-nodes-contact-center.aliyunCccTrigger',
		1,
		{ authentication, triggerOn: 'everything', ...parameters },
		{ webhookId, credentials: { [credential.type]: saved } },
	);
	const chain = [...steps, rowStep(table.id, write)];
	chain.forEach((step, index) => {
		flow.node(`Step ${index + 1}`, step.type, step.typeVersion, step.parameters);
		flow.connect(index === 0 ? ALIYUN : `Step ${index}`, `Step ${index + 1}`);
	});
	const { id } = await n8n.workflow(flow.build());
	await n8n.activate(id);
	const rows = async () => (await n8n.rows<EventRow>(table.id)).toSorted((a, b) => a.id - b.id);
	return {
		workflowId: id,
		path: pathOf(webhookId),
		rows,
		async waitForRows(count, timeoutMs = 60_000) {
			const deadline = Date.now() + timeoutMs;
			while ((await n8n.countRows(table.id)) < count && Date.now() < deadline) await sleep(500);
			await sleep(1_000);
			return await rows();
		},
	};
}

/** Where a trigger with this webhook id listens. */
export const pathOf = (webhookId: string) => `/webhook/${webhookId}/aliyun-ccc`;

/** How often each event was written: lost, once, more than once. */
export function countOf(rows: readonly EventRow[], sent: number) {
	const times = new Map<string, number>();
	for (const { event_id } of rows) times.set(event_id, (times.get(event_id) ?? 0) + 1);
	const twice = [...times.values()].filter((count) => count > 1).length;
	return { lost: sent - times.size, twice };
}

/** The rows of each call whose times do not rise, by call. */
export function disordered(rows: readonly EventRow[]): string[] {
	const ofCalls = rows.filter(({ call_id }) => call_id !== null);
	const calls = Map.groupBy(ofCalls, ({ call_id }) => call_id);
	return [...calls].flatMap(([call, events]) =>
		events.some(({ event_time }, index) => event_time < (events[index - 1]?.event_time ?? ''))
			? [String(call)]
			: [],
	);
}
