import { TEAM_CHANNEL, asterCcTrigger, follow, log, subscribed } from './asterCcHarness';

const warnings = () => log.filter(({ level }) => level === 'warn').map(({ message }) => message);

describe('publishing the workflow', () => {
	it('says nothing when all is well', async () => {
		expect(await asterCcTrigger().hook('create', 'default')).toBe(true);
		expect(await asterCcTrigger().hook('create', 'setup')).toBe(true);
		expect(log).toEqual([]);
	});

	const impossible: Array<[string, object, string]> = [
		[
			'a time zone that is none',
			{ settings: { timeZone: 'Peking' } },
			'"Peking" is not a time zone. Write it like Asia/Shanghai.',
		],
		[
			'an allow list with a host name',
			{ settings: { ipAllowList: '10.0.0.0/8, pbx.example.com' } },
			'"pbx.example.com" in the IP Allow List is neither an address nor a network. Write it like 203.0.113.7 or 203.0.113.0/24.',
		],
		[
			'an allow list with a network that is too long',
			{ settings: { ipAllowList: '10.0.0.0/33' } },
			'"10.0.0.0/33" in the IP Allow List is neither an address nor a network. Write it like 203.0.113.7 or 203.0.113.0/24.',
		],
		...['masked', 'hashed'].map((privacy): [string, object, string] => [
			`the vendor payload with ${privacy} numbers`,
			{ output: 'vendorPayload', settings: { privacy } },
			'The vendor payload holds full phone numbers. Choose another output or the privacy option Full Numbers.',
		]),
	];

	it.each(impossible)('refuses %s', async (_case, parameters, message) => {
		const trigger = asterCcTrigger({ parameters: { ...parameters } });
		const refusal = { name: 'NodeOperationError', message };
		await expect(trigger.hook('create', 'default')).rejects.toMatchObject(refusal);
		// In Subscribe mode there is no webhook to register, and trigger() says it.
		await expect(follow(trigger)).rejects.toMatchObject(refusal);
	});

	const possible = [
		{ output: 'vendorPayload', settings: { privacy: 'full' } },
		{ output: 'everything', settings: { privacy: 'masked' } },
		{ settings: { timeZone: 'America/New_York' } },
		{ settings: { timeZone: 'UTC' } },
		{ settings: { ipAllowList: '203.0.113.7， 10.0.0.0/8;2001:db8::/32 ::1' } },
	];

	it.each(possible)('allows %j', async (parameters) => {
		expect(await asterCcTrigger({ parameters }).hook('create', 'default')).toBe(true);
	});

	it.each(['http://localhost:5678/webhook', 'http://127.0.0.1:5678/webhook'])(
		'warns of %s, which asterCC on another machine cannot reach',
		async (baseUrl) => {
			const trigger = asterCcTrigger({ baseUrl });
			expect(await trigger.hook('create', 'default')).toBe(true);
			expect(warnings()).toEqual([expect.stringMatching(/^asterCC cannot reach .*WEBHOOK_URL/)]);
			expect(warnings()[0]).toContain(`${baseUrl}/${trigger.node.webhookId}/astercc.`);
		},
	);
});

describe('what n8n registers', () => {
	it('in Webhook mode: the push and the check page under one path', () => {
		expect(asterCcTrigger().registered()).toEqual([
			{ httpMethod: 'POST', name: 'default', path: 'astercc' },
			{ httpMethod: 'GET', name: 'setup', path: 'astercc' },
		]);
	});

	it('in Subscribe mode: nothing', () => {
		expect(asterCcTrigger(subscribed({ url: 'http://pbx' })).registered()).toEqual([]);
	});

	it('in Webhook mode without call records trigger() has nothing to do, and asks no credential', async () => {
		const following = await follow(asterCcTrigger({ credential: null }));
		expect(following.response).toEqual({});
	});
});

it('there is nothing at asterCC to find or to remove', async () => {
	const trigger = asterCcTrigger();
	expect(await trigger.hook('checkExists', 'default')).toBe(false);
	expect(await trigger.hook('delete', 'default')).toBe(true);
	expect(await trigger.hook('checkExists', 'setup')).toBe(true);
	expect(await trigger.hook('delete', 'setup')).toBe(true);
	expect(JSON.stringify(log)).not.toContain(TEAM_CHANNEL);
});
