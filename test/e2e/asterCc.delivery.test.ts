import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { channelOf } from '../../simulators/src/index.ts';
import { dataTableCrm } from '../../runtime/src/demoCrm.ts';
import type { DataTableRow } from '../../runtime/src/index.ts';
import { IDENTITY, VERIFICATION, asterCc, literalOf } from './asterCc';
import { startContactCenter, takes, type ContactCenter, type StepInput } from './contactCenter';
import { startPushNginx, type PushNginx } from './pushNginx';

jest.setTimeout(240_000);

const channel = channelOf({ identity: IDENTITY, verification: VERIFICATION });

let center: ContactCenter;
let nginx: PushNginx;
beforeEach(async () => {
	[center, nginx] = await Promise.all([startContactCenter(), startPushNginx()]);
});

afterEach(async () => {
	await center?.stop();
	await nginx?.stop();
});

/** Follows the push server and writes every event into the table. */
async function writeRows(...steps: StepInput[]): Promise<void> {
	const crm = await dataTableCrm(center.n8n);
	await asterCc(center, {
		parameters: { mode: 'subscribe', output: 'simplified' },
		credential: { address: nginx.url },
		steps: [...steps, crm.node],
	});
}

/** The rows' call ids, as often as they stand there. */
const callsInTable = async () => (await allRows(center)).map((row) => String(row['call_id']));

async function allRows({ n8n }: ContactCenter): Promise<DataTableRow[]> {
	const path = `/rest/projects/${await n8n.projectId()}/data-tables?take=1`;
	const [table] = (await n8n.request<{ data: Array<{ id: string }> }>('GET', path)).data;
	return await n8n.rows(String(table?.id));
}

/** Publishes so many events of as many calls at so many a second; gives their call ids. */
async function publish(count: number, perSecond: number): Promise<string[]> {
	const start = Date.now();
	const calls: string[] = [];
	for (let index = 0; index < count; index++) {
		await sleep(Math.max(0, start + (index * 1000) / perSecond - Date.now()));
		const call = randomUUID().replaceAll('-', '');
		const message = `source=AGENT&event=ringing&sessionid=${call}&uniqueid=${index}&calleridnum=013800138001&activenum=8001&eventTime=2026-11-21 10:00:00&AgentTeamId=20&from=dialin`;
		await nginx.publish(channel, literalOf(message));
		calls.push(call);
	}
	return calls;
}

async function expectOnceEach(published: string[]): Promise<void> {
	for (let tries = 0; tries < 60; tries++) {
		if ((await callsInTable()).length >= published.length) break;
		await sleep(1000);
	}
	expect((await callsInTable()).toSorted()).toEqual(published.toSorted());
}

it.each([
	['a quick flow', []],
	['a flow whose runs overlap', [takes(3)]],
])(
	'%s: n8n is killed and started again in the middle of 500 events: all arrive, each once',
	async (_flow, steps) => {
		await writeRows(...steps);
		const publishing = publish(500, 50);
		await sleep(4000);
		await center.server.kill();
		await sleep(1000);
		await center.server.restart();
		await expectOnceEach(await publishing);
		await sleep(2000);
		await expectOnceEach(await publishing);
	},
);

it('the push server cannot be reached for 20 s: nothing is lost while its buffer holds', async () => {
	await writeRows();
	const publishing = publish(300, 10);
	await sleep(3000);
	await nginx.cutOff();
	await sleep(20_000);
	await nginx.restore();
	await expectOnceEach(await publishing);
});

it('runs that overlap do not come again after n8n was restarted', async () => {
	const slow = await asterCc(center, {
		parameters: { mode: 'subscribe' },
		credential: { address: nginx.url },
		steps: [takes(4)],
	});
	const started = Date.now();
	const published = await publish(4, 0.8);
	expect((await slow.waitForEvents(4)).map(({ call }) => call.callId)).toEqual(published);
	expect(Date.now() - started).toBeLessThan(4 * 4000);
	await center.server.restart();
	await sleep(4000);
	expect((await slow.events()).map(({ call }) => call.callId)).toEqual(published);
});
