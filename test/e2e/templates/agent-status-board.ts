import { basic } from '../contactCenter';
import type { RunningTemplate } from '../templateBench';
import { aliyunEvent } from '../vendorTrigger';
import { boundToCec, keptBy, type HuaweiScene } from './huaweiScene';

const SLUG = 'agent-status-board';
const BOARD_LOGIN = {
	type: 'httpBasicAuth',
	data: { user: 'board', password: 'board-password' },
};
const NODES = ['Names of all agents', 'States of all agents'];
const HOSTILE = '<img src=x onerror=alert(1)>"\'`';

/** An agent's event as asterCC pushes it. */
const astercc = (event: string, agent: string, time: string) => ({
	body: `event=${event}&agentno=${agent}&eventTime=${time}&AgentTeamId=20`,
});

export function agentStatusBoard(scene: () => HuaweiScene): void {
	let flow: RunningTemplate;

	const credentials = () => ({
		...boundToCec(scene(), NODES),
		'Open the board': BOARD_LOGIN,
	});
	const open = async (path: string, login = basic('board', 'board-password')) => {
		const url = `${scene().bench.server.baseUrl}/webhook/${path}`;
		return await fetch(url, { headers: { authorization: login } });
	};
	const agentsOf = async (vendor: string) =>
		(await scene().bench.rows('cc_agents')).filter((row) => row['vendor'] === vendor);

	beforeAll(async () => {
		flow = await scene().bench.template(SLUG, { credentials: credentials() });
	});

	it('is empty before anybody has changed state, and asks who is looking', async () => {
		const page = await open(SLUG);
		expect(page.status).toBe(200);
		expect(page.headers.get('content-type')).toContain('text/html');
		expect(await page.text()).toContain('No agent has changed state yet');
		expect((await open(SLUG, basic('board', 'wrong'))).status).toBe(401);
	});

	it('shows the newest state of an agent, once, also when an older push comes late', async () => {
		await flow.deliver(astercc('login', '1001', '2026-06-02 10:00:00'));
		await flow.deliver(astercc('paused', '1001', '2026-06-02 10:05:00'));
		await flow.deliver(astercc('nopaused', '1001', '2026-06-02 10:02:00'));
		expect(await agentsOf('astercc')).toEqual([
			expect.objectContaining({
				agent_id: '1001',
				state: 'paused',
				state_text: 'Paused',
				changed_at: '2026-06-02T02:05:00.000Z',
			}),
		]);
		const html = await (await open(SLUG)).text();
		expect(html).toContain('<td>1001</td>');
		expect(html).toContain('Paused 示忙');
		expect(html).toContain('10:05 (');
		expect(html).toContain('http-equiv="refresh" content="10"');
	});

	it('takes nothing that an agent or a vendor wrote for HTML', async () => {
		await flow.deliver(astercc('login', HOSTILE, '2026-06-02 10:00:00'));
		await scene().bench.addRows('cc_agents', [
			{
				agent_key: 'test:1',
				vendor: 'test',
				agent_id: '1',
				agent_name: '</td><script>alert(2)</script>',
				state: '"><script>',
				state_text: '<b onmouseover=alert(3)>',
				changed_at: 'no time',
			},
		]);
		const page = await open(SLUG);
		const html = await page.text();
		expect(html).not.toMatch(/<img|<script|<b onmouseover/i);
		expect(html).toContain('&#60;script&#62;alert(2)');
		expect(html).toContain('&#60;img src=x onerror=alert(1)&#62;&#34;&#39;&#96;');
	});

	it('works with the trigger of Alibaba Cloud CCC', async () => {
		const aliyun = await scene().bench.template(SLUG, {
			vendor: 'aliyun-ccc',
			credentials: credentials(),
			parameters: { 'Open the board': { path: 'board-of-aliyun' } },
		});
		await aliyun.deliver(aliyunEvent('AgentBreak'));
		expect(await agentsOf('aliyun-ccc')).toEqual([
			expect.objectContaining({ agent_id: 'li@acme', state: 'paused' }),
		]);
		expect(await (await open('board-of-aliyun')).text()).toContain('li@acme');
	});

	describe('with Huawei CEC, which is asked', () => {
		let huawei: RunningTemplate;

		beforeAll(async () => {
			huawei = await scene().bench.template(SLUG, {
				credentials: credentials(),
				draft: true,
			});
		});

		it('shows all agents with their names, and each once', async () => {
			const [first] = scene().cec.state.agents;
			const name = first?.name;
			if (first) first.name = HOSTILE;
			for (let run = 0; run < 2; run++) {
				expect(await huawei.runFrom('Every 30 seconds')).toMatchObject({ status: 'success' });
			}
			if (first) first.name = String(name);
			const rows = await agentsOf('huawei-cec');
			expect(rows.map(({ agent_id, agent_name, state }) => [agent_id, agent_name, state])).toEqual([
				['101', HOSTILE, 'available'],
				['102', '坐席二', 'talking'],
				['103', '坐席三', 'paused'],
				['104', '坐席四', 'offline'],
			]);
			const html = await (await open(SLUG)).text();
			expect(html).toContain('<td>坐席二</td>');
			expect(html).not.toMatch(/<img/i);
		});

		it('leaves the board as it is and says so when CC-CMS refuses', async () => {
			const before = await agentsOf('huawei-cec');
			const { cec } = scene();
			cec.inject({ kind: 'code', endpoint: 'totalagentabstractex3', code: '0101003', count: 9 });
			const execution = await huawei.runFrom('Every 30 seconds');
			cec.clearFaults();
			expect(execution.status).toBe('error');
			expect(execution.data.resultData.error?.message).toContain('could not be fetched');
			expect(await agentsOf('huawei-cec')).toEqual(before);
			expect(await keptBy(scene(), SLUG)).toHaveLength(1);
		});
	});
}
