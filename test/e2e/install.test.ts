import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { connect, ensureN8nRuntime, startN8n, workflow } from '../../runtime/src/index.ts';
import { VENDOR_TRIGGERS, pushTo } from './vendorTrigger';

jest.setTimeout(120_000);

const TYPE = 'n8n-nodes-contact-center.tencentCccTrigger';
const VENDOR = VENDOR_TRIGGERS['tencent-ccc'];

/** The commands of the README that put the tarball into an n8n that runs already. */
function installCommands(readme: string): string {
	const block = /```bash\n(mkdir -p ~\/\.n8n\/nodes[^`]*)```/.exec(readFileSync(readme, 'utf8'));
	if (!block?.[1]) throw new Error(`${readme} no longer says how to unpack the tarball`);
	return block[1];
}

it('the commands of the README add the package to an n8n that somebody already runs', async () => {
	const server = await startN8n({ runtime: await ensureN8nRuntime(), editor: true });
	try {
		await server.waitUntilReady();
		const n8n = await connect(server.baseUrl);
		const own = workflow('Of before').node('Start', 'n8n-nodes-base.manualTrigger', 1);
		const { id } = await n8n.workflow(own.build());

		const tarball = process.env['PACKAGE_TARBALL'] as string;
		const downloads = join(server.userFolder, 'downloads');
		mkdirSync(downloads);
		copyFileSync(tarball, join(downloads, basename(tarball)));
		execFileSync('bash', ['-euc', installCommands('README.md')], {
			cwd: downloads,
			env: { PATH: process.env['PATH'], HOME: server.userFolder },
		});
		await server.restart();

		expect((await n8n.savedWorkflow(id)).name).toBe('Of before');
		const names = (await n8n.nodeTypes()).map(({ name }) => name);
		expect(names).toContain(TYPE);
		const webhookId = crypto.randomUUID();
		const credential = await n8n.credential({ name: 'TCCC', ...VENDOR.credential });
		const flow = workflow('With the package').node('Call events', TYPE, 1, VENDOR.parameters, {
			webhookId,
			credentials: { [VENDOR.credential.type]: credential },
		});
		const added = await n8n.workflow(flow.build());
		await n8n.activate(added.id);
		const push = VENDOR.finishedCall(crypto.randomUUID());
		expect((await pushTo(server.baseUrl, webhookId, VENDOR, push)).status).toBe(200);
		await n8n.waitForExecutions(added.id, 1);
		expect(
			existsSync(join(server.userFolder, '.n8n/nodes/node_modules/n8n-nodes-contact-center')),
		).toBe(true);
	} finally {
		await server.dispose();
	}
});

it('the Chinese README has the same commands', () =>
	expect(installCommands('README.zh-CN.md')).toBe(installCommands('README.md')));
