import { DateTime } from 'luxon';

import { akSkCredential } from '../huaweiCec';
import { createCampaign } from '../huaweiCecCampaign';
import { down } from '../standIn';
import type { RunningTemplate } from '../templateBench';
import { VENDOR_TRIGGERS } from '../vendorTrigger';
import { googleSheets, SHEETS_HOST } from './googleSheetsStandIn';
import { boundToCec, keptBy, type HuaweiScene } from './huaweiScene';

const SLUG = 'campaign-from-spreadsheet';
const START = 'Every 5 minutes';
const SHEETS_NODES = [
	'Write the results into the sheet',
	'Read the sheet',
	'Write the status into the sheet',
	'Write the reason into the sheet',
];

/** The columns in an order of their own, with one that is none of the template's business. */
export const contactSheet = googleSheets('Contacts', [
	...['phone', 'name', 'id', 'note', 'status', 'reason'],
	...['outcome', 'detail', 'attempts', 'last_call', 'call_id'],
]);

const PEOPLE = [
	{ id: 'r-1', name: '张三', phone: '+86 138 0013 8201', note: 'a friend' },
	{ id: 'r-2', name: 'Li Si', phone: '13800138202', note: '' },
	{ id: 'r-3', name: 'Blocked', phone: '13800138203', note: '' },
	{ id: 'r-4', name: 'No number', phone: 'call after six', note: '' },
	{ id: '', name: 'No id', phone: '13800138205', note: '' },
];

export function campaignFromSpreadsheet(scene: () => HuaweiScene): void {
	let flow: RunningTemplate;
	let campaignId: number;

	const rowOf = (id: string) => contactSheet.rows().find((row) => row['id'] === id);
	const contacts = () => [...(scene().cec.state.campaigns.get(campaignId)?.rows.values() ?? [])];
	/** A result as CC-iSales posts it. */
	const result = (sessionId: string, minutes: number, failCode: string) => ({
		campaignId: String(campaignId),
		sessionId,
		called: '13800138201',
		callTimeStr: DateTime.utc(2026, 6, 2, 2).plus({ minutes }).toFormat('yyyy-MM-dd HH:mm:ss'),
		callStatus: failCode === '0' ? 6 : 5,
		failCode,
		vdnId: 25,
		callId: `1780366800-${minutes}`,
		customField: '',
		recordPath: '',
	});

	beforeAll(async () => {
		const { bench, cec } = scene();
		campaignId = await createCampaign(bench.n8n, await akSkCredential(bench.n8n, cec));
		cec.state.blocklist.set('13800138203', { until: null });
		flow = await bench.template(SLUG, {
			credentials: {
				...boundToCec(scene(), ['Add to the campaign']),
				...Object.fromEntries(SHEETS_NODES.map((node) => [node, contactSheet.credential])),
			},
			settings: {
				sheetUrl: contactSheet.url,
				sheetTab: 'Contacts',
				campaignId: String(campaignId),
			},
			parameters: { 'Add to the campaign': { sending: { spacing: 0 } } },
		});
	});

	it('adds the new rows to the campaign and says in each row what became of it', async () => {
		contactSheet.addRows(PEOPLE);
		expect(await flow.runFrom(START)).toMatchObject({ status: 'success' });
		expect(contacts().map(({ sessionId, called }) => [sessionId, called[0]?.calledNo])).toEqual([
			['r-1', '13800138201'],
			['r-2', '13800138202'],
		]);
		expect(JSON.parse(String(contacts()[0]?.callData))).toEqual({ name: '张三' });
		expect(contactSheet.rows()).toEqual([
			expect.objectContaining({ ...PEOPLE[0], status: 'in the campaign', reason: '' }),
			expect.objectContaining({ ...PEOPLE[1], status: 'in the campaign', reason: '' }),
			expect.objectContaining({
				status: 'refused',
				reason: expect.stringContaining('on the blocklist'),
			}),
			expect.objectContaining({
				status: 'refused',
				reason: expect.stringContaining('This contact was not sent'),
			}),
			expect.objectContaining({ ...PEOPLE[4], status: '' }),
		]);
	});

	it('adds nobody twice when it runs again, also when the sheet has lost the status', async () => {
		const writes = contactSheet.writes();
		expect(await flow.runFrom(START)).toMatchObject({ status: 'success' });
		expect(contactSheet.writes()).toBe(writes);
		contactSheet.empty('r-1', 'status');
		expect(await flow.runFrom(START)).toMatchObject({ status: 'success' });
		expect(rowOf('r-1')).toMatchObject({ status: 'in the campaign' });
		expect(contacts()).toHaveLength(2);
	});

	it('leaves out a row with the id of another one', async () => {
		contactSheet.addRows([{ id: 'r-1', name: 'Somebody else', phone: '13800138208' }]);
		expect(await flow.runFrom(START)).toMatchObject({ status: 'success' });
		expect(contactSheet.rows().at(-1)).toMatchObject({ name: 'Somebody else', status: '' });
		expect(contacts()).toHaveLength(2);
	});

	it('writes the latest attempt into the row, in whatever order the results come', async () => {
		const later = result('r-1', 60, '0');
		await flow.deliver({ body: [later, result('r-2', 5, '00537')] });
		expect(await flow.runFrom(START)).toMatchObject({ status: 'success' });
		expect(rowOf('r-1')).toMatchObject({ status: 'called', outcome: 'answered', attempts: '1' });

		await flow.deliver({ body: [result('r-1', 2, '00537')] });
		expect(await flow.runFrom(START)).toMatchObject({ status: 'success' });
		expect(rowOf('r-1')).toMatchObject({
			...PEOPLE[0],
			status: 'called',
			outcome: 'answered',
			attempts: '2',
			last_call: '2026-06-02T03:00:00.000Z',
			call_id: later.callId,
		});
		expect(rowOf('r-2')).toMatchObject({
			outcome: 'busy',
			detail: 'The customer is busy',
			attempts: '1',
		});
	});

	it('a result that is posted again changes nothing', async () => {
		const before = contactSheet.rows();
		await flow.push({ body: [result('r-1', 60, '0')] });
		await flow.executions();
		expect(await flow.runFrom(START)).toMatchObject({ status: 'success' });
		expect(contactSheet.rows()).toEqual(before);
		expect(await scene().bench.rows('cc_campaign_results')).toHaveLength(3);
	});

	it('while Google cannot be reached the results wait, and are written afterwards', async () => {
		const repair = scene().bench.standIn.replace(SHEETS_HOST, down);
		await flow.deliver({ body: [result('r-2', 90, '0')] });
		const execution = await flow.runFrom(START);
		repair();
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toContain('not alike yet');
		expect(await keptBy(scene(), SLUG)).toHaveLength(1);
		expect(rowOf('r-2')).toMatchObject({ outcome: 'busy' });
		expect(await flow.runFrom(START)).toMatchObject({ status: 'success' });
		expect(rowOf('r-2')).toMatchObject({ outcome: 'answered', attempts: '2' });
	});

	it('while CC-iSales refuses the campaign a row stays new, and the execution is red', async () => {
		const { cec } = scene();
		contactSheet.addRows([{ id: 'r-9', name: 'Later', phone: '13800138209' }]);
		cec.inject({ kind: 'code', endpoint: '/calldata/', code: '0200007', count: 9 });
		const execution = await flow.runFrom(START);
		cec.clearFaults();
		expect(execution.status).toBe('error');
		expect(rowOf('r-9')).toMatchObject({ status: '' });
		expect(await keptBy(scene(), SLUG)).toContainEqual(
			expect.objectContaining({ event_id: `${SLUG}:r-9` }),
		);
		expect(await flow.runFrom(START)).toMatchObject({ status: 'success' });
		expect(rowOf('r-9')).toMatchObject({ status: 'in the campaign' });
	});

	it('takes the results that CC-iSales posts when it has dialed', async () => {
		const { cec, bench } = scene();
		const { nodes } = await bench.n8n.savedWorkflow(flow.workflowId);
		const webhookId = nodes.find(({ name }) => name === 'Call events')?.webhookId ?? '';
		const { urlToken } = VENDOR_TRIGGERS['huawei-cec'].credential.data;
		const url = `${bench.server.baseUrl}/webhook/${webhookId}/huawei-cec?${String(urlToken)}`;
		const campaign = cec.state.campaigns.get(campaignId);
		if (campaign) campaign.fields['callBackUrl'] = url;
		cec.finishCampaign(campaignId);
		await bench.until('the results to be posted', async () =>
			cec.callbacks.some((callback) => callback.url === url && callback.isAccepted),
		);
		await flow.executions();
		expect(await flow.runFrom(START)).toMatchObject({ status: 'success' });
		const { results } = cec.state;
		const dialled = results.find(({ sessionId }) => sessionId === 'r-9');
		expect(rowOf('r-9')).toMatchObject({ status: 'called', call_id: dialled?.callId });
	});
}
