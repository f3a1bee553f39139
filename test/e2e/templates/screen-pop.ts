import { randomUUID } from 'node:crypto';

import { openBrowser } from '../browser';
import { INBOUND, OUTBOUND } from '../../fixtures/asterCc/messages';
import type { RunningTemplate } from '../templateBench';
import { aliyunEvent } from '../vendorTrigger';
import { CHAT, refuses, type CallsBench } from './callsBench';

const SLUG = 'screen-pop';
const SECRET = 'a-secret-of-the-test-32-signs-00';
const WEBHOOK = 'The desktop opens the page';
const CUSTOMER = '+8613800138041';
const WRITINGS = [
	...['+8613800138041', '008613800138041', '8613800138041', '13800138041', '013800138041'],
	...['138 0013 8041', '86-138-0013-8041'],
];
const HOSTILE = '+8613800138042';
const SCRIPT = '<script>alert(1)</script>';
/** The customer of the vendor's sample calls, whose number has a digit too many to be looked up. */
const OF_THE_SAMPLES = '0138888888888';

const ringing = (text: string) => ({
	body: text
		.replaceAll(OF_THE_SAMPLES, CUSTOMER.replace('+86', '0'))
		.replace(/sessionid=\w+/, `sessionid=${randomUUID().replaceAll('-', '')}`),
});

export function screenPop(calls: () => CallsBench): void {
	let flow: RunningTemplate;

	async function page(query: Record<string, string>) {
		const response = await fetch(`${flow.urlOf(WEBHOOK)}?${new URLSearchParams(query)}`);
		return { status: response.status, headers: response.headers, html: await response.text() };
	}

	const popUp = async (number: string) => await page({ secret: SECRET, number });

	beforeAll(async () => {
		flow = await calls().template(SLUG, {
			settings: { secret: SECRET, newCustomerUrl: 'https://crm.example.com/new?phone=' },
		});
		await calls().bench.addRows('cc_customers', [
			{ customer_number: CUSTOMER, name: '李雷', company: 'Example Ltd', note: 'Pays late' },
			{
				...{ customer_number: HOSTILE, name: `${SCRIPT}"'&`, link: 'javascript:alert(1)' },
				...{ company: '"><img src=x onerror=alert(1)>', note: '</dd></dl><script>alert(2)//' },
			},
		]);
		await calls().bench.addRows('cc_calls', [
			{ vendor: 'astercc', call_id: 'pop-1', customer_number: CUSTOMER, agent_name: '王芳' },
			{
				...{ vendor: 'astercc', call_id: 'pop-2', customer_number: HOSTILE, agent_name: SCRIPT },
				recording_url: 'javascript:alert(3)',
			},
		]);
	});

	it('the page shows who calls and the last calls, however the number is written', async () => {
		const pages = await Promise.all(WRITINGS.map(popUp));
		for (const { status, headers, html } of pages) {
			expect(status).toBe(200);
			expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
			expect(headers.get('cache-control')).toBe('no-store');
			for (const text of [CUSTOMER, '李雷', 'Example Ltd', 'Pays late', '王芳']) {
				expect(html).toContain(text);
			}
		}
	});

	it.each([
		['asterCC', { calleridnum: '013800138041', agentno: '1002', sessionid: 'undefined' }],
		['Huawei CEC', { callerNum: '13800138041', calledNum: '88880001', callid: '1780299900-12' }],
	])('%s: its own parameters are understood', async (_vendor, query) => {
		expect((await page({ secret: SECRET, ...query })).html).toContain('李雷');
	});

	it('a hostile name, note or link becomes text, never script', async () => {
		const { html } = await popUp(HOSTILE);
		expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;');
		expect(html.match(/<script/g)).toHaveLength(1);
		expect(html).not.toContain('<img');
		expect(html).not.toContain('href="javascript');
		expect(html).toContain("script-src 'sha256-");
	});

	it('in a frame of a browser it takes what the desktop puts behind "#", and runs nothing else', async () => {
		const browser = await openBrowser();
		try {
			const desktop = await browser.newPage();
			const dialogs: string[] = [];
			desktop.on('dialog', (dialog) => {
				dialogs.push(dialog.message());
				void dialog.dismiss();
			});
			const address = `${flow.urlOf(WEBHOOK)}?secret=${SECRET}`;
			const frame = desktop.frameLocator('iframe');
			await desktop.setContent(`<iframe src="${address}#/?number=013800138041"></iframe>`);
			await frame.getByRole('heading', { name: '李雷' }).waitFor();
			await desktop
				.locator('iframe')
				.evaluate((element, to) => element.setAttribute('src', to), `${address}#number=${HOSTILE}`);
			await frame.getByRole('heading', { name: SCRIPT }).waitFor();
			expect(dialogs).toEqual([]);
		} finally {
			await browser.close();
		}
	});

	it('a hostile number or parameter name becomes text, never script', async () => {
		for (const query of [
			{ number: SCRIPT },
			{ [SCRIPT]: 'x' },
			{ number: `${SCRIPT}13800138041` },
		]) {
			const { status, html } = await page({ secret: SECRET, ...query } as Record<string, string>);
			expect(status).toBe(200);
			expect(html).not.toContain(SCRIPT);
			expect(html.match(/<script/g)).toHaveLength(1);
		}
	});

	it('an unknown caller can be created, and without a number the page waits', async () => {
		const { html } = await popUp('13800138049');
		expect(html).toContain('https://crm.example.com/new?phone=%2B8613800138049');
		expect((await page({ secret: SECRET, tel: '13800138041' })).html).toContain('came with tel');
		expect((await page({ secret: SECRET, number: 'undefined' })).html).toContain('No number');
	});

	it('a wrong secret, none or two get 403 and nothing of the customer', async () => {
		const wrong = [`${SECRET.slice(0, -1)}1`, `${SECRET}0`, ''].map((secret) => [secret]);
		const queries = [...wrong, [], [SECRET, SECRET]].map((secrets) => [
			...secrets.map((secret) => ['secret', secret] as [string, string]),
			['number', CUSTOMER] as [string, string],
		]);
		const answers = await Promise.all(
			queries.map(async (query) => {
				const response = await fetch(`${flow.urlOf(WEBHOOK)}?${new URLSearchParams(query)}`);
				return { status: response.status, html: await response.text() };
			}),
		);
		for (const { status, html } of answers) {
			expect(status).toBe(403);
			expect(html).not.toContain('李雷');
		}
	});

	it('a workflow without a secret shows nobody anything', async () => {
		const open = await calls().template(SLUG, {
			parameters: { [WEBHOOK]: { path: 'screen-pop-open' } },
		});
		const response = await fetch(`${open.urlOf(WEBHOOK)}?secret=&number=13800138041`);
		expect(response.status).toBe(403);
	});

	it('a phone that rings is told to the team with the customer, once for each push', async () => {
		const push = ringing(INBOUND.坐席振铃);
		expect(await flow.deliver(push)).toMatchObject({ status: 'success' });
		expect((await flow.push(push)).status).toBe(200);
		await flow.executions();
		expect(calls().told('Incoming call from 李雷', CUSTOMER)).toHaveLength(1);
		await flow.push(ringing(OUTBOUND.坐席振铃));
		await flow.executions();
		expect(calls().told('Incoming call from')).toHaveLength(1);
	});

	it('while the chat refuses the event is kept and the execution is red', async () => {
		const repair = calls().bench.standIn.replace(CHAT, refuses);
		const execution = await flow.deliver(ringing(INBOUND.坐席振铃));
		repair();
		expect(execution.status).toBe('error');
		const kept = (await calls().bench.rows('cc_failed_events')).filter(
			(row) => row['template'] === SLUG,
		);
		expect(kept).toHaveLength(1);
	});

	it('with the trigger of Alibaba Cloud CCC', async () => {
		const aliyun = await calls().template(SLUG, {
			vendor: 'aliyun-ccc',
			parameters: { [WEBHOOK]: { path: 'screen-pop-aliyun' } },
		});
		expect(await aliyun.deliver(aliyunEvent('Ringing', randomUUID()))).toMatchObject({
			status: 'success',
		});
	});
}
