/** Installs the pinned n8n if this machine does not have it: `node runtime/src/install.ts`. */
import { ensureN8nRuntime } from './n8nRuntime.ts';

try {
	const runtime = await ensureN8nRuntime({ log: (line) => console.log(line) });
	console.log(`n8n ${runtime.version} is in ${runtime.directory}`);
} catch (error) {
	console.error((error as Error).message);
	process.exitCode = 1;
}
