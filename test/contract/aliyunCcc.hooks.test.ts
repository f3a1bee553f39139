import { SECRET, aliyunTrigger, log, type Settings } from './aliyunCccHarness';

const warnings = () => log.filter(({ level }) => level === 'warn').map(({ message }) => message);
const publish = async (parameters: object = {}, settings: Settings = {}) =>
	await aliyunTrigger({ ...settings, parameters: parameters as never }).hook('create', 'default');

describe('publishing the workflow', () => {
	it('says nothing when all is well', async () => {
		expect(await publish()).toBe(true);
		expect(log).toEqual([]);
	});

	it.each([
		'http://localhost:5678/webhook',
		'http://127.0.0.1:5678/webhook',
		'http://[::1]/webhook',
	])('warns of %s, which Alibaba Cloud cannot reach, and names the way out', async (baseUrl) => {
		const trigger = aliyunTrigger({ baseUrl });
		expect(await trigger.hook('create', 'default')).toBe(true);
		expect(warnings()).toEqual([expect.stringContaining('Set WEBHOOK_URL')]);
		expect(warnings()[0]).toContain('Alibaba Cloud cannot reach');
		expect(warnings()[0]).toContain(`${baseUrl}/${trigger.node.webhookId}/aliyun-ccc.`);
	});

	it.each(['masked', 'hashed'])('refuses the vendor payload with %s numbers', async (privacy) => {
		await expect(publish({ output: 'vendorPayload', options: { privacy } })).rejects.toMatchObject({
			name: 'NodeOperationError',
			message:
				'The vendor payload holds full phone numbers. Choose another output or the privacy option Full Numbers.',
		});
	});

	it.each(['', ' , '])(
		'refuses a token in the URL without instances ("%s")',
		async (instanceIds) => {
			const credential = { pushToken: 'a-push-token_of-32-signs-0123456' };
			await expect(
				publish({ authentication: 'urlToken', instanceIds }, { credential }),
			).rejects.toMatchObject({
				name: 'NodeOperationError',
				message: expect.stringMatching(/Enter the Instance IDs/),
			});
		},
	);

	it('warns where anybody may push, and has no key to hash with then', async () => {
		expect(await publish({ authentication: 'none' })).toBe(true);
		expect(warnings()).toEqual([
			expect.stringContaining('takes pushes from anybody who knows its URL'),
		]);
		await expect(
			publish({ authentication: 'none', options: { privacy: 'hashed' } }),
		).rejects.toMatchObject({ message: expect.stringContaining('Hashed numbers need a key') });
	});

	it.each([
		{ output: 'vendorPayload' },
		{ output: 'vendorPayload', options: { privacy: 'full' } },
		{ output: 'everything', options: { privacy: 'masked' } },
		{ authentication: 'urlToken', instanceIds: 'acme' },
		{ authentication: 'bearer' },
		{ authentication: 'eventBridge' },
	])('allows %j', async (parameters) => {
		expect(await publish(parameters)).toBe(true);
		expect(warnings()).toEqual([]);
	});

	it('registers one webhook, for POST', () => {
		expect(aliyunTrigger().registered()).toEqual([
			{ httpMethod: 'POST', name: 'default', path: 'aliyun-ccc' },
		]);
	});
});

it('there is nothing at Alibaba Cloud to find or to remove', async () => {
	const trigger = aliyunTrigger({ credential: { signingSecret: SECRET } });
	expect(await trigger.hook('checkExists', 'default')).toBe(false);
	expect(await trigger.hook('delete', 'default')).toBe(true);
	expect(log).toEqual([]);
});

describe('n8n answers as the webhook description says', () => {
	const expected: Array<[Record<string, string>, string, string]> = [
		[{}, 'onReceived', ''],
		[{ acknowledge: 'afterSaving' }, 'onReceived', ''],
		[{ acknowledge: 'immediately' }, 'onReceived', ''],
		[{ acknowledge: 'byWorkflow' }, 'lastNode', 'noData'],
	];

	it.each(expected)('%j: %s, data "%s"', (options, responseMode, responseData) => {
		const trigger = aliyunTrigger({ parameters: { options } });
		expect(trigger.evaluated('responseMode', 'onReceived')).toEqual({
			inN8n241: responseMode,
			byExpression: responseMode,
		});
		expect(trigger.evaluated('responseData', 'firstEntryJson')).toEqual({
			inN8n241: responseData,
			byExpression: responseData,
		});
	});
});
