import { log, tcccTrigger } from './triggerHarness';

const credential = { username: 'tccc', password: 'correct horse battery' };
const warnings = () => log.filter(({ level }) => level === 'warn').map(({ message }) => message);

describe('publishing the workflow', () => {
	it('says nothing when all is well', async () => {
		expect(await tcccTrigger({ credential }).hook('create', 'default')).toBe(true);
		expect(log).toEqual([]);
	});

	it.each([
		'http://localhost:5678/webhook',
		'http://127.0.0.1:5678/webhook',
		'http://[::1]:5678/webhook',
		'https://0.0.0.0/webhook',
	])('warns of %s, which TCCC cannot reach, and names the way out', async (baseUrl) => {
		const trigger = tcccTrigger({ credential, baseUrl });
		expect(await trigger.hook('create', 'default')).toBe(true);
		expect(warnings()).toEqual([expect.stringContaining('Set WEBHOOK_URL')]);
		expect(warnings()[0]).toContain(`${baseUrl}/${trigger.node.webhookId}/tencent-ccc.`);
	});

	it.each(['https://localhost.example.com/webhook', 'https://10.0.0.7/webhook'])(
		'does not warn of %s',
		async (baseUrl) => {
			await tcccTrigger({ credential, baseUrl }).hook('create', 'default');
			expect(warnings()).toEqual([]);
		},
	);

	it('warns when anybody may push', async () => {
		const trigger = tcccTrigger({ parameters: { authentication: 'none' } });
		expect(await trigger.hook('create', 'default')).toBe(true);
		expect(warnings()).toEqual([
			expect.stringContaining('takes pushes from anybody who knows its URL'),
		]);
	});

	it.each(['masked', 'hashed'])('refuses the vendor payload with %s numbers', async (privacy) => {
		const parameters = { output: 'vendorPayload', options: { privacy } };
		await expect(
			tcccTrigger({ parameters, credential }).hook('create', 'default'),
		).rejects.toMatchObject({
			name: 'NodeOperationError',
			message:
				'The vendor payload holds full phone numbers. Choose another output or the privacy option Full Numbers.',
		});
	});

	it('refuses hashed numbers without a key', async () => {
		const parameters = { authentication: 'none', options: { privacy: 'hashed' } };
		await expect(tcccTrigger({ parameters }).hook('create', 'default')).rejects.toMatchObject({
			name: 'NodeOperationError',
			message:
				'Hashed numbers need a key. Choose an authentication with a credential in the trigger, or another privacy option.',
		});
	});

	const possible = [
		{ output: 'vendorPayload', options: { privacy: 'full' } },
		{ output: 'vendorPayload' },
		{ output: 'everything', options: { privacy: 'masked' } },
		{ output: 'simplified', options: { privacy: 'hashed' } },
	];

	it.each(possible)('allows %j', async (parameters) => {
		expect(await tcccTrigger({ parameters, credential }).hook('create', 'default')).toBe(true);
	});
});

it('there is nothing at TCCC to find or to remove', async () => {
	const trigger = tcccTrigger({ credential });
	expect(await trigger.hook('checkExists', 'default')).toBe(false);
	expect(await trigger.hook('delete', 'default')).toBe(true);
	expect(await trigger.hook('delete', 'setup')).toBe(true);
	expect(log).toEqual([]);
});
