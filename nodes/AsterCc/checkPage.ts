import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { withRecentCredential } from '../shared/recentCredential';
import type { Refusal } from '../shared/vendorAnswer';
import { givenToken, refusedAddress, refusedToken } from './pushReceiver';

/** Shows whoever sets asterCC up whether the URL they hold is right, and how it is entered. */
export async function answerCheckPage(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const refusal = await refusalOf(context);
	const page = refusal ? refusedPage(refusal) : readyPage(finishedUrl(context));
	const response = context.getResponseObject();
	response.setHeader('Content-Type', 'text/html; charset=utf-8');
	response.setHeader('Cache-Control', 'no-store');
	response.setHeader('Referrer-Policy', 'no-referrer');
	response.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'");
	response.status(refusal?.status ?? 200).end(page);
	return { noWebhookResponse: true };
}

async function refusalOf(context: IWebhookFunctions): Promise<Refusal | null> {
	const address = refusedAddress(context);
	if (address) return address;
	try {
		const checked = await withRecentCredential(context, 'asterCcApi', (credential) => {
			const refusal = refusedToken(context, credential);
			return { ok: refusal === null, refusal };
		});
		return checked.refusal;
	} catch {
		return {
			status: 500,
			message: 'The credential of the trigger could not be read. Check it in n8n.',
		};
	}
}

/** The URL to enter at asterCC, as whoever looks at the page has it: with its token. */
function finishedUrl(context: IWebhookFunctions): string {
	const url = context.getNodeWebhookUrl('default') ?? '';
	return `${url}?token=${encodeURIComponent(givenToken(context))}`;
}

const readyPage = (url: string) =>
	page(
		'asterCC → n8n',
		`<h1>✅ This URL is right · 地址正确</h1>
<p>n8n is ready to receive the events of asterCC here. Enter this URL, with its token, in asterCC:</p>
<p>n8n 已准备好接收 asterCC 事件，请在 asterCC 中填写以下地址（包含 token）：</p>
<pre>${escapeHtml(url)}</pre>
<ol>
<li>Team → advanced settings → event receiving address (<b>Push event URL</b>) · 团队 → 高级设置 → 事件接收地址（名称因版本而异）</li>
<li>Restart asterCC once, <b>when nobody is on the phone</b>: it cuts running calls · 在<b>无通话时</b>重启一次：<code>/etc/init.d/asterccd restart</code></li>
<li>Make a call. It shows up under Executions in n8n · 拨打一个电话，n8n 的 Executions 中会出现执行记录。</li>
</ol>
<p>The URL is a password: whoever has it can send events. · 该地址等同于密码，请勿外传。</p>`,
	);

const refusedPage = ({ message }: Refusal) =>
	page(
		'asterCC → n8n',
		`<h1>⚠️ Not yet · 尚未就绪</h1>
<p>${escapeHtml(message)}</p>
<p>地址中的 token 缺失或不正确，或来源地址未被允许。请在地址末尾加上 <code>?token=</code> 和凭证中的 Push Token。</p>`,
	);

const page = (title: string, body: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>${title}</title>
<style>body{font:16px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;max-width:46rem;margin:3rem auto;padding:0 1rem;color:#222}
h1{font-size:1.4rem}pre{background:#f3f4f6;padding:.8rem;border-radius:.4rem;white-space:pre-wrap;word-break:break-all}
code{background:#f3f4f6;padding:.1rem .3rem}</style></head><body>
${body}
</body></html>
`;

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
