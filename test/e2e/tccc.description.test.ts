import chinese from '../../nodes/TencentCcc/translations/zh-CN/tencentCccTrigger.json';
import preview from '../../nodes/TencentCcc/__schema__/v1.0.0.json';
import { startContactCenter, type ContactCenter } from './contactCenter';

jest.setTimeout(120_000);

const TYPE = 'n8n-nodes-contact-center.tencentCccTrigger';

let center: ContactCenter;

beforeAll(async () => {
	center = await startContactCenter({ editor: true, env: { N8N_DEFAULT_LOCALE: 'zh-CN' } });
});

afterAll(async () => await center?.stop());

it('n8n knows the node as an installed package does: name, aliases, icons', async () => {
	const node = (await center.n8n.nodeTypes()).find(({ name }) => name === TYPE);
	expect(node).toMatchObject({
		displayName: 'Tencent Cloud Contact Center Trigger',
		codex: { alias: expect.arrayContaining(['TCCC', '腾讯云联络中心', '呼叫中心']) },
		iconUrl: {
			light: 'icons/n8n-nodes-contact-center/dist/icons/tencentCcc.svg',
			dark: 'icons/n8n-nodes-contact-center/dist/icons/tencentCcc.dark.svg',
		},
	});
	for (const url of Object.values(node?.['iconUrl'] as Record<string, string>)) {
		const icon = await fetch(`${center.server.baseUrl}/${url}`);
		expect(icon.headers.get('content-type')).toContain('image/svg+xml');
		expect(await icon.text()).toContain('<svg');
	}
});

it('the editor is given the output fields before the first run', async () => {
	expect(await center.n8n.request('GET', `/schemas/${TYPE}/1.0.0.json`)).toEqual(preview);
});

// The editor of n8n 2.41 does not ask for them: `types/nodes.json` gives it all parameters, in English.
it('with N8N_DEFAULT_LOCALE=zh-CN n8n serves the Chinese texts', async () => {
	const [node] = await center.n8n.request<Array<{ translation?: unknown }>>(
		'POST',
		'/rest/node-types',
		{
			nodeInfos: [{ name: TYPE, version: 1 }],
		},
	);
	expect(node?.translation).toEqual(chinese);
});
