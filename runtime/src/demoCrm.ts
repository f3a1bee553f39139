import pg from 'pg';

import type { N8nClient, NodeInput } from './n8nClient.ts';
import { replaceCredential } from './replaceCredential.ts';

/** A row of the demo's CRM, as far as it is printed. */
export interface CrmRow {
	id: number;
	event_type: string;
	call_time: string;
	direction: string;
	outcome: string | null;
	customer_number: string | null;
	agent_name: string | null;
	talk_seconds: number | null;
}

/** The demo's CRM: one table of call events, with the event's id as key. */
export interface DemoCrm {
	name: string;
	/** The node that writes one event, `name` and `position` left to the workflow. */
	node: Pick<NodeInput, 'type' | 'typeVersion' | 'parameters' | 'credentials'>;
	/** The newest rows, 100 at most, that came after the one with this id; oldest first. */
	rowsAfter(id: number): Promise<CrmRow[]>;
	close(): Promise<void>;
}

/** Column -> field of the trigger's simplified output. Data tables reserve the name `id`. */
const COLUMNS = {
	event_id: { field: 'id', type: 'string' },
	event_type: { field: 'type', type: 'string' },
	call_time: { field: 'time', type: 'string' },
	call_id: { field: 'callId', type: 'string' },
	direction: { field: 'direction', type: 'string' },
	outcome: { field: 'outcome', type: 'string' },
	customer_number: { field: 'customerNumber', type: 'string' },
	agent_name: { field: 'agentName', type: 'string' },
	queue_name: { field: 'queueName', type: 'string' },
	talk_seconds: { field: 'talkSeconds', type: 'number' },
	recording_url: { field: 'recordingUrl', type: 'string' },
} as const;

const KEY = 'event_id';
const TABLE = 'call_events';

const columns = Object.entries(COLUMNS);

const columnSchema = columns.map(([id, { type }]) => ({
	id,
	displayName: id,
	required: false,
	defaultMatch: false,
	canBeUsedToMatch: true,
	display: true,
	type,
}));

const values = Object.fromEntries(
	columns.map(([column, { field }]) => [column, `={{ $json.${field} }}`]),
);

/** An n8n Data Table: needs nothing installed. */
export async function dataTableCrm(n8n: N8nClient): Promise<DemoCrm> {
	const table = await findOrCreateTable(n8n);
	const rows = `/rest/projects/${table.projectId}/data-tables/${table.id}/rows`;
	return {
		name: `data table "${TABLE}"`,
		node: {
			type: 'n8n-nodes-base.dataTable',
			typeVersion: 1.1,
			parameters: {
				resource: 'row',
				operation: 'upsert',
				dataTableId: { __rl: true, mode: 'id', value: table.id },
				matchType: 'allConditions',
				filters: { conditions: [{ keyName: KEY, condition: 'eq', keyValue: values[KEY] }] },
				columns: { mappingMode: 'defineBelow', value: values, schema: columnSchema },
				options: {},
			},
		},
		async rowsAfter(id) {
			const { data } = await n8n.request<{ data: CrmRow[] }>(
				'GET',
				`${rows}?sortBy=id:desc&take=100`,
			);
			return data.filter((row) => row.id > id).reverse();
		},
		close: async () => {},
	};
}

async function findOrCreateTable(n8n: N8nClient): Promise<{ id: string; projectId: string }> {
	const projectId = await n8n.projectId();
	const { data } = await n8n.request<{ data: Array<{ id: string; name: string }> }>(
		'GET',
		`/rest/projects/${projectId}/data-tables?take=100`,
	);
	const existing = data.find(({ name }) => name === TABLE);
	if (existing) return { id: existing.id, projectId };
	return await n8n.dataTable({
		name: TABLE,
		columns: columns.map(([name, { type }]) => ({ name, type })),
	});
}

const SQL_TYPES = { string: 'text', number: 'integer' } as const;

/** A PostgreSQL table, made when it is not there. */
export async function postgresCrm(n8n: N8nClient, databaseUrl: string): Promise<DemoCrm> {
	const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
	const definitions = columns.map(
		([name, { type }]) => `${name} ${SQL_TYPES[type]}${name === KEY ? ' not null unique' : ''}`,
	);
	await pool
		.query(`create table if not exists ${TABLE} (id serial primary key, ${definitions.join(', ')})`)
		.catch((error: Error) => {
			throw new Error(`PostgreSQL at DATABASE_URL cannot be used: ${error.message}`);
		});
	const credential = await replaceCredential(n8n, {
		name: 'Demo PostgreSQL',
		type: 'postgres',
		data: connectionOf(databaseUrl),
	});
	return {
		name: `PostgreSQL table "${TABLE}"`,
		node: {
			type: 'n8n-nodes-base.postgres',
			typeVersion: 2.6,
			parameters: {
				operation: 'upsert',
				schema: { __rl: true, mode: 'name', value: 'public' },
				table: { __rl: true, mode: 'name', value: TABLE },
				columns: {
					mappingMode: 'defineBelow',
					value: values,
					matchingColumns: [KEY],
					schema: columnSchema,
				},
				options: {},
			},
			credentials: { postgres: { id: credential.id, name: credential.name } },
		},
		async rowsAfter(id) {
			const found = await pool.query<CrmRow>(
				`select * from ${TABLE} where id > $1 order by id desc limit 100`,
				[id],
			);
			return found.rows.reverse();
		},
		close: async () => await pool.end(),
	};
}

function connectionOf(databaseUrl: string): Record<string, unknown> {
	const url = new URL(databaseUrl);
	return {
		host: decodeURIComponent(url.hostname) || 'localhost',
		port: Number(url.port || 5432),
		database: decodeURIComponent(url.pathname.slice(1)) || 'postgres',
		user: decodeURIComponent(url.username),
		password: decodeURIComponent(url.password),
		ssl: 'disable',
	};
}
