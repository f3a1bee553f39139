import { createHash } from 'node:crypto';

import { INBOUND, OUTBOUND } from '../fixtures/asterCc/messages';
import { IDENTITY, VERIFICATION, asterCc, literalOf, post } from './asterCc';
import { startContactCenter, type ContactCenter } from './contactCenter';
import { startPushNginx, type PushNginx } from './pushNginx';

jest.setTimeout(180_000);

let center: ContactCenter;
let nginx: PushNginx;

beforeAll(async () => {
	[center, nginx] = await Promise.all([
		startContactCenter(),
		startPushNginx({ timeoutSeconds: 5 }),
	]);
});

afterAll(async () => {
	await center?.stop();
	await nginx?.stop();
});

const channel = `${IDENTITY}-${createHash('md5').update(VERIFICATION).digest('hex')}`;

it('first contact', async () => {
	const webhook = await asterCc(center);
	for (const message of Object.values(INBOUND)) console.log(await post(webhook.url, message));
	console.log(
		JSON.stringify(
			(await webhook.waitForEvents(6)).map((e) => [
				e.type,
				e.call.direction,
				e.customer.number?.e164,
				e.time,
			]),
		),
	);
	const page = await fetch(webhook.url);
	console.log(page.status, (await page.text()).slice(0, 1500));
	const gbk = await post(
		webhook.url,
		Buffer.concat([
			Buffer.from('source=AGENT&event=ringing&sessionid=gbk1&from=dialin&userdata='),
			Buffer.from([0xd6, 0xd0, 0xce, 0xc4]),
		]),
		'text/plain;charset=gbk',
	);
	console.log(gbk, JSON.stringify((await webhook.waitForEvents(7)).at(-1)?.call.userData));

	const subscribed = await asterCc(center, {
		parameters: { mode: 'subscribe' },
		credential: { address: nginx.url },
	});
	for (const message of Object.values(OUTBOUND)) await nginx.publish(channel, literalOf(message));
	console.log(
		JSON.stringify(
			(await subscribed.waitForEvents(7)).map((e) => [
				e.type,
				e.call.direction,
				e.customer.number?.e164,
				e.time,
			]),
		),
	);
	console.log(center.server.output?.().slice(-3000));
});
