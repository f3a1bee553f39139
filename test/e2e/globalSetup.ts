import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureN8nRuntime } from '../../runtime/src/index.ts';
import { buildTarball } from '../../runtime/src/packTarball.ts';

/** The real n8n is installed and the package packed once, before the first end-to-end test. */
export default async function globalSetup(): Promise<void> {
	await ensureN8nRuntime({ log: (line) => process.stderr.write(`${line}\n`) });
	process.env['PACKAGE_TARBALL'] = await buildTarball(
		process.cwd(),
		join(tmpdir(), `contact-center-e2e-${process.pid}`),
	);
}
