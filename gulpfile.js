/**
 * Builds `dist/`: every source file of ours compiled on its own, so that a stack trace names it, and
 * each third-party package that ships bundled once into `dist/vendor`, so that the published package
 * has no dependencies (design §2).
 */
const fs = require('node:fs/promises');
const path = require('node:path');
const esbuild = require('esbuild');
const { dest, parallel, series, src, watch } = require('gulp');

const OUT = 'dist';
const SOURCES = ['lib', 'nodes', 'credentials'];
const ASSETS = [
	'icons/*.svg',
	'nodes/**/*.node.json',
	'nodes/**/__schema__/**/*.json',
	'nodes/**/translations/**/*.json',
	'lib/**/*.json',
];

/** What ships bundled. Console calls are dropped: a verified package may not log past n8n. */
const VENDORED = {
	zod: 'zod',
	'libphonenumber-js/core': 'libphonenumber',
	'ipaddr.js': 'ipaddr',
	pako: 'pako',
};

const TARGET = { platform: 'node', format: 'cjs', target: 'node20', logLevel: 'warning' };

const clean = () => fs.rm(OUT, { recursive: true, force: true });

async function sourceFiles() {
	const found = SOURCES.map((folder) => Array.fromAsync(fs.glob(`${folder}/**/*.ts`)));
	return (await Promise.all(found)).flat().sort();
}

/** Leaves our own files and n8n apart and points third-party imports to the shared bundles. */
const keepApart = {
	name: 'keep-apart',
	setup(build) {
		build.onResolve({ filter: /.*/ }, ({ path: imported, importer, kind }) => {
			if (kind === 'entry-point') return undefined;
			const vendored = VENDORED[imported];
			if (!vendored) return { path: imported, external: true };
			const folder = path.dirname(path.relative(process.cwd(), importer));
			const target = path.relative(folder, path.join('vendor', `${vendored}.js`));
			return { path: target.split(path.sep).join('/'), external: true };
		});
	},
};

async function compile() {
	await esbuild.build({
		...TARGET,
		entryPoints: await sourceFiles(),
		outbase: '.',
		outdir: OUT,
		bundle: true,
		plugins: [keepApart],
	});
}

/** The members of zod's `z` that our sources use: the rest, its 50 languages above all, is left out. */
async function zodEntry() {
	const files = await sourceFiles();
	const texts = await Promise.all(files.map((file) => fs.readFile(file, 'utf8')));
	const used = new Set(texts.flatMap((text) => text.match(/(?<=\bz\.)[a-z]\w*/g) ?? []));
	const values = [...used].filter((name) => name !== 'infer' && name !== 'core').sort();
	return `import * as zod from 'zod'; zod.config({ jitless: true }); export const z = { ${values.map((name) => `${name}: zod.${name}`)} };`;
}

/** What our sources import of a package by name, so that the rest of it is left out. */
async function namedEntry(name) {
	const files = await sourceFiles();
	const texts = await Promise.all(files.map((file) => fs.readFile(file, 'utf8')));
	const statement = new RegExp(`import \\{([^}]*)\\} from '${name}'`, 'g');
	const names = texts.flatMap((text) => [...text.matchAll(statement)].map(([, list]) => list));
	return `export { ${names.join(',')} } from '${name}';`;
}

/** How a bundle is made whose package would ship more than we use. */
const ENTRIES = { zod: zodEntry, pako: () => namedEntry('pako') };

async function vendor() {
	const settings = {
		...TARGET,
		bundle: true,
		minify: true,
		treeShaking: true,
		drop: ['console'],
		legalComments: 'none',
		// zod keeps its settings on globalThis, which a verified package may not touch.
		define: { globalThis: 'vendorScope' },
		banner: { js: 'const vendorScope = {};' },
	};
	for (const [name, file] of Object.entries(VENDORED)) {
		const contents = await (ENTRIES[name]?.() ?? `export * from '${name}';`);
		await esbuild.build({
			...settings,
			stdin: { contents, resolveDir: __dirname },
			outfile: `${OUT}/vendor/${file}.js`,
		});
	}
}

/** The licences of what is bundled go with it. */
async function licences() {
	const texts = Object.keys(VENDORED).map(async (name) => {
		const folder = path.join('node_modules', name.split('/')[0]);
		const { version, license } = JSON.parse(await fs.readFile(`${folder}/package.json`, 'utf8'));
		const text = await fs.readFile(`${folder}/LICENSE`, 'utf8');
		return `${name} ${version} (${license})\n\n${text.trim()}\n`;
	});
	const rule = `\n${'-'.repeat(72)}\n\n`;
	await fs.mkdir(`${OUT}/vendor`, { recursive: true });
	await fs.writeFile(`${OUT}/vendor/LICENSES.txt`, (await Promise.all(texts)).join(rule));
}

/** What a script of ours exports. */
async function exportsOf(script) {
	const bundle = await esbuild.build({
		...TARGET,
		entryPoints: [script],
		bundle: true,
		write: false,
	});
	const made = { exports: {} };
	new Function('module', 'exports', 'require', bundle.outputFiles[0].text)(
		made,
		made.exports,
		require,
	);
	return made.exports;
}

async function write(file, text) {
	await fs.mkdir(path.dirname(file), { recursive: true });
	await fs.writeFile(file, text);
}

/** Writes documents, given by their paths. */
async function writeJson(documents) {
	for (const [file, document] of Object.entries(documents)) {
		await write(file, `${JSON.stringify(document, null, 2)}\n`);
	}
}

/** Writes the documents made from the schemas: run it after a change of `lib/callEvent`. */
async function schemas() {
	const { schemaDocuments } = await exportsOf('scripts/schemaDocuments.ts');
	await writeJson(schemaDocuments());
}

/** Writes the Chinese texts of each node: run it after a change of a node or of `scripts/translations`. */
async function translations() {
	const { translationDocuments } = await exportsOf('scripts/translationDocuments.ts');
	await writeJson(translationDocuments());
}

/** Writes the pages made from code: run it after a change of a node, a credential or the call event. */
async function docs() {
	const { documents, untranslatedTexts } = await exportsOf('scripts/docs/documents.ts');
	for (const [file, text] of Object.entries(documents())) await write(file, text);
	for (const [page, texts] of Object.entries(untranslatedTexts())) {
		if (texts.length > 0) console.log(`${page}: ${texts.length} texts are not in Chinese yet`);
	}
}

const assets = () => src(ASSETS, { base: '.', encoding: false, allowEmpty: true }).pipe(dest(OUT));

const code = parallel(compile, vendor, licences, assets);

exports.schemas = schemas;
exports.translations = translations;
exports.docs = docs;
exports.build = series(clean, code);
exports.watch = () => watch([...SOURCES.map((folder) => `${folder}/**/*`), 'icons/*'], code);
exports.default = exports.build;
