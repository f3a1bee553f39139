import { setTimeout as sleep } from 'node:timers/promises';

import { addingFlow, createCampaign } from './huaweiCecCampaign';
import {
	addCalls,
	ALL_ONCE,
	contactScene,
	CONTACTS_IN_A_CALL,
	countOf,
	customers,
	endOf,
	timesIn,
	wrongIn,
	wrongItems,
	type ContactScene,
} from './huaweiCecContacts';

jest.setTimeout(300_000);

const SERVER_SPACING = 100;
const SENDING = { spacing: 105 };

const all = customers(3_000);

let scene: ContactScene;

beforeAll(async () => {
	scene = await contactScene(all, SERVER_SPACING);
}, 300_000);

afterAll(async () => await scene?.stop());

afterEach(() => {
	scene.cec.clearFaults();
	scene.cec.requests.clear();
	scene.cec.settings.addSpacingMs = SERVER_SPACING;
});

describe('nobody is added twice', () => {
	const some = all.slice(0, 1_000);
	const VALID_CALLS = countOf('valid', some) / CONTACTS_IN_A_CALL;

	it('when the server answers 500 after it has done its work', async () => {
		const { center, cec, credential, tableId } = scene;
		// A call that comes too early would be turned away and not be done before its 500.
		cec.settings.addSpacingMs = 0;
		const campaignId = await createCampaign(center.n8n, credential);
		const adding = { tableId, campaignId, sending: SENDING, limit: some.length };
		const flow = await addingFlow(center.n8n, credential, adding);
		cec.inject({ kind: 'status', status: 500, when: 'after', endpoint: '/calldata/', skip: 20 });
		await flow.start();
		expect(wrongItems(await endOf(scene, flow, 1), some, ['added', 'alreadyAdded'])).toEqual([]);
		expect(wrongIn(scene, campaignId, some)).toEqual(ALL_ONCE);
		// The chunk goes out again, and then each contact of it on its own.
		const again = addCalls(scene).length - addCalls(scene, 429).length - VALID_CALLS;
		expect(again).toBe(1 + CONTACTS_IN_A_CALL);
	});

	it('when n8n remembers nothing: the server refuses those it has', async () => {
		const { center, cec, credential, tableId } = scene;
		cec.settings.addSpacingMs = 0;
		const campaignId = await createCampaign(center.n8n, credential);
		const sending = { spacing: 0, remembers: false };
		const adding = { tableId, campaignId, sending, limit: some.length };
		const flow = await addingFlow(center.n8n, credential, adding);
		await flow.start();
		expect(wrongItems(await endOf(scene, flow, 1), some)).toEqual([]);
		cec.requests.clear();
		await flow.start();
		expect(wrongItems(await endOf(scene, flow, 2), some, ['alreadyAdded'])).toEqual([]);
		expect(addCalls(scene).length).toBeGreaterThanOrEqual(countOf('valid', some));
		expect(wrongIn(scene, campaignId, some)).toEqual(ALL_ONCE);
	});

	it('when n8n is killed in the middle and the execution is run again', async () => {
		const { cec, credential, tableId, center } = scene;
		const { n8n, server } = center;
		const campaignId = await createCampaign(n8n, credential);
		const adding = { tableId, campaignId, sending: SENDING, limit: all.length };
		const flow = await addingFlow(n8n, credential, adding);
		await flow.start();
		while (addCalls(scene).length === 0) await sleep(100);
		// By now n8n has written down those of some seconds, and not those after them.
		await sleep(11_500);
		await server.kill();
		const before = timesIn(scene, campaignId).size;
		expect(before).toBeGreaterThan(1_000);
		expect(before).toBeLessThan(countOf('valid', all));
		await server.restart();
		cec.requests.clear();
		cec.settings.addSpacingMs = 0;
		await flow.changeSending({ spacing: 0 });
		const [{ id = '' } = {}] = await n8n.executions({ workflowId: flow.workflowId });
		const retried = await n8n.retryExecution(id, { loadWorkflow: true });
		expect(retried).toMatchObject({ status: 'success' });
		expect(wrongIn(scene, campaignId, all)).toEqual(ALL_ONCE);
		const executions = await n8n.executions({ workflowId: flow.workflowId });
		const again = await n8n.execution(String(executions.at(-1)?.id));
		expect(wrongItems(again, all, ['added', 'alreadyAdded'])).toEqual([]);
		process.stdout.write(`Killed with ${before} in; ${addCalls(scene).length} calls after that\n`);
		expect(addCalls(scene).length).toBeLessThan(before);
	});
});
