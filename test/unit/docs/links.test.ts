import { existsSync, globSync, readFileSync } from 'fs';
import { dirname, join, normalize } from 'path';

import { CREDENTIALS } from '../../../scripts/packageNodes';
import { linkFaults, targetFault, type Repository } from './linkFaults';
import { readPage } from './markdownPage';

const ROOT = join(__dirname, '../../..');
const NOT_OURS = new Set(['node_modules', 'dist', 'coverage', '.cache', 'test-results', '.git']);

const filesLike = (pattern: string) =>
	globSync(pattern, { cwd: ROOT, exclude: (name) => NOT_OURS.has(name.split('/').at(-1) ?? '') });

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const pages = new Map(filesLike('**/*.md').map((file) => [file, readPage(read(file))]));
const repository: Repository = { pages, exists: (path) => existsSync(join(ROOT, path)) };

it.each([...pages.keys()].toSorted())('every link and picture of %s leads somewhere', (file) => {
	expect(linkFaults(file, repository)).toEqual([]);
});

it('every picture is shown on a page', () => {
	const shown = new Set(
		[...pages].flatMap(([file, { images }]) =>
			images.map((image) => normalize(join(dirname(file), decodeURI(image)))),
		),
	);
	const pictures = ['docs/images/**/*', 'templates/*/*.png'].flatMap(filesLike);
	expect(pictures.length).toBeGreaterThan(0);
	expect(pictures.filter((picture) => !shown.has(picture))).toEqual([]);
});

describe('the documentation that n8n links to', () => {
	it.each(CREDENTIALS.map(({ name, documentationUrl = '' }) => [name, documentationUrl]))(
		'of the credential %s',
		(_name, link) => expect(targetFault(link, '', repository)).toBeNull(),
	);

	const links = filesLike('nodes/**/*.node.json').flatMap((file) => {
		const { resources } = JSON.parse(read(file)) as {
			resources: Record<string, Array<{ url: string }>>;
		};
		return Object.values(resources).flatMap((urls) => urls.map(({ url }) => [file, url] as const));
	});
	it.each(links)('of %s: %s', (_file, link) =>
		expect(targetFault(link, '', repository)).toBeNull(),
	);
});

describe('the checker finds', () => {
	const faultsOf = (text: string, others: Record<string, string> = {}) => {
		const known = new Map(
			Object.entries({ 'docs/a.md': text, ...others }).map(([file, page]) => [
				file,
				readPage(page),
			]),
		);
		return linkFaults('docs/a.md', { pages: known, exists: (path) => known.has(path) });
	};

	it.each([
		['a missing file', '[b](b.md)', ['b.md: does not exist']],
		['a missing picture', '![b](b.png)', ['b.png: does not exist']],
		['a picture in HTML', '<img src="b.png">', ['b.png: does not exist']],
		['a missing heading', '# One\n\n[x](#two)', ['#two: docs/a.md has no heading #two']],
		['what is outside', '[x](../../x.md)', ['../../x.md: is outside the repository']],
		['no address', '[x](https://)', ['https://: is no address']],
		[
			'our own files on GitHub',
			`[x](${'https://github.com/contact-center-n8n/n8n-nodes-contact-center'}/blob/main/b.md)`,
			[
				'https://github.com/contact-center-n8n/n8n-nodes-contact-center/blob/main/b.md: does not exist',
			],
		],
	])('%s', (_what, text, faults) => expect(faultsOf(text)).toEqual(faults));

	it('nothing in links that lead somewhere', () => {
		const page = '## 输出 `x.y`\n\n## One\n\n## One\n\n[a](#输出-xy) [b](#one-1) [c](b.md#two)';
		expect(faultsOf(page, { 'docs/b.md': '# Two' })).toEqual([]);
	});

	it('nothing in code', () => {
		expect(faultsOf('`[x](y.md)`\n\n```\n[x](z.md)\n```')).toEqual([]);
	});
});
