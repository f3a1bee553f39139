import { TOKEN, asterCcTrigger, told, type Answer } from './asterCcHarness';

const right = { query: `token=${TOKEN}` };
const html = (answer: Answer) => String(answer.body);

function expectPage(answer: Answer, status: number): void {
	expect(answer.status).toBe(status);
	expect(answer.items).toBeNull();
	expect(answer.headers).toMatchObject({
		'content-type': 'text/html; charset=utf-8',
		'cache-control': 'no-store',
		'referrer-policy': 'no-referrer',
	});
	expect(html(answer)).toMatch(/^<!doctype html>/);
}

it('shows the finished URL to whoever has the token, and starts nothing', async () => {
	const trigger = asterCcTrigger();
	const answer = await trigger.open(right);
	expectPage(answer, 200);
	const url = `https://n8n.example.com/webhook/${trigger.node.webhookId}/astercc?token=${TOKEN}`;
	expect(html(answer)).toContain(`<pre>${url}</pre>`);
	expect(html(answer)).toContain('Push event URL');
	expect(html(answer)).toContain('事件接收地址');
	expect(told()).not.toContain(TOKEN);
});

it('escapes what stands in the URL', async () => {
	const token = `it's-a-"token"-of-<b>30`;
	const credential = { pushToken: token };
	const baseUrl = 'https://n8n.example.com/<a>&"b"';
	const answer = await asterCcTrigger({ credential, baseUrl }).open({
		query: `token=${encodeURIComponent(token)}`,
	});
	expectPage(answer, 200);
	const shown = /<pre>([\s\S]*?)<\/pre>/.exec(html(answer))?.[1] ?? '';
	expect(shown).toContain('&lt;a&gt;&amp;&quot;b&quot;');
	expect(shown).toContain(encodeURIComponent(token).replaceAll("'", '&#39;'));
	expect(shown).not.toMatch(/[<>"']/);
});

it('shows a URL that works, whatever was appended to the one opened', async () => {
	const answer = await asterCcTrigger().open({ query: `token=${TOKEN}?x=1` });
	expectPage(answer, 200);
	expect(html(answer)).toContain(`/astercc?token=${TOKEN}</pre>`);
});

const wrong: Array<[string, string]> = [
	['a wrong token', 'token=a-guess-of-the-token'],
	['no token', ''],
	['an empty token', 'token='],
	['two tokens', `token=${TOKEN}&token=${TOKEN}`],
	['half of the token', `token=${TOKEN.slice(0, 16)}`],
];

it.each(wrong)('tells neither the token nor the URL to somebody with %s', async (_case, query) => {
	const trigger = asterCcTrigger();
	const answer = await trigger.open({ query });
	expectPage(answer, 401);
	expect(html(answer)).not.toContain(TOKEN);
	expect(html(answer)).not.toContain('a-guess-of-the-token');
	expect(html(answer)).not.toContain(String(trigger.node.webhookId));
	expect(html(answer)).toContain('?token=');
	expect(told(answer.headers)).not.toContain(TOKEN);
});

it('refuses an address that may not push', async () => {
	const trigger = asterCcTrigger({ parameters: { settings: { ipAllowList: '10.0.0.0/8' } } });
	expectPage(await trigger.open({ ...right, ip: '203.0.113.7' }), 403);
	expectPage(await trigger.open({ ...right, ip: '10.1.2.3' }), 200);
});

it('says when the credential has no token, and when there is none', async () => {
	expectPage(await asterCcTrigger({ credential: { pushToken: '' } }).open(right), 500);
	expectPage(await asterCcTrigger({ credential: null }).open(right), 500);
});
