/**
 * The verification scan n8n runs on a community package, offline and on both of its subjects: the
 * source tree and the packed tarball. Its own command line exits 0 on violations, so its function is
 * called, and any finding, warnings included, fails (design §5).
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ESLint, type Linter } from 'eslint';

interface Scanner {
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage(
		directory: string,
		patterns: string[],
	): Promise<{ passed: boolean; message?: string; details?: string }>;
	buildScanConfig(): Promise<Linter.Config[]>;
}

const TARBALL_PATTERNS = ['**/*.js', 'package.json'];

async function main(): Promise<void> {
	// @ts-expect-error the package has no types
	const scanner = (await import('@n8n/scan-community-package/scanner/scanner.mjs')) as Scanner;
	const folder = mkdtempSync(join(tmpdir(), 'scan-'));
	try {
		const source = copySource(folder);
		const packed = pack(folder);
		const problems =
			(await scan(scanner, 'source', source, scanner.SOURCE_FILE_PATTERNS)) +
			(await scan(scanner, 'packed tarball', packed.directory, TARBALL_PATTERNS)) +
			checkTarball(packed);
		console.log(`${problems} problems`);
		process.exitCode = problems === 0 ? 0 : 1;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const MOST_PACKED_BYTES = 500_000;
const UNWANTED = /(^|\/)(test|simulators|runtime|node_modules)\/|\.map$|\.test\./;

interface Packed {
	filename: string;
	size: number;
	files: Array<{ path: string }>;
}

function pack(folder: string) {
	const output = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const answer = JSON.parse(output) as Packed[] | Record<string, Packed>;
	const [packed] = Object.values(answer);
	if (!packed) throw new Error('npm pack made nothing');
	execFileSync('tar', ['-xzf', join(folder, packed.filename), '-C', folder]);
	return {
		directory: join(folder, 'package'),
		size: packed.size,
		files: packed.files.length,
		unwanted: packed.files.map(({ path }) => path).filter((path) => UNWANTED.test(path)),
	};
}

function copySource(folder: string): string {
	const source = join(folder, 'source');
	for (const entry of ['package.json', 'nodes', 'credentials', 'icons', 'lib']) {
		cpSync(entry, join(source, entry), { recursive: true });
	}
	return source;
}

function checkTarball({ size, files, unwanted }: ReturnType<typeof pack>): number {
	console.log(`packed size: ${(size / 1000).toFixed(1)} kB in ${files} files`);
	if (size > MOST_PACKED_BYTES) console.error(`The package may have ${MOST_PACKED_BYTES} bytes`);
	for (const path of unwanted) console.error(`${path} may not be in the package`);
	return unwanted.length + (size > MOST_PACKED_BYTES ? 1 : 0);
}

/** analyzePackage is what counts at n8n, but it passes warnings over in silence; they are counted here. */
async function scan(
	scanner: Scanner,
	subject: string,
	directory: string,
	patterns: string[],
): Promise<number> {
	const analysis = await scanner.analyzePackage(directory, patterns);
	const eslint = new ESLint({
		cwd: directory,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await scanner.buildScanConfig(),
	});
	const results = await eslint.lintFiles(patterns);
	const errors = results.reduce((sum, { errorCount }) => sum + errorCount, 0);
	const warnings = results.reduce((sum, { warningCount }) => sum + warningCount, 0);
	console.log(`${subject}: ${results.length} files, ${errors} errors, ${warnings} warnings`);
	if (errors + warnings > 0) {
		console.error(await (await eslint.loadFormatter('stylish')).format(results));
	} else if (!analysis.passed) {
		console.error(analysis.message, analysis.details ?? '');
	}
	return errors + warnings || (analysis.passed ? 0 : 1);
}

await main();
