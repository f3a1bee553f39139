/**
 * Builds `dist/`: the program and the worker it starts, with the project's own `lib` inside and every
 * package outside.
 */
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

await rm(here('dist'), { recursive: true, force: true });
await build({
	entryPoints: {
		contactCenterBridge: here('src/contactCenterBridge.ts'),
		sourceWorker: here('src/source/sourceWorker.ts'),
	},
	outdir: here('dist'),
	bundle: true,
	packages: 'external',
	platform: 'node',
	format: 'esm',
	target: 'node24',
	logLevel: 'warning',
});
