import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { CREDENTIALS, NODES } from '../../scripts/packageNodes';
import { translationDocuments } from '../../scripts/translationDocuments';
import { chinese, entriesOf, tableEntries } from '../../scripts/translations/chinese';
import type { editorTexts } from '../../scripts/translations/editorTexts';
import { textsOfCredential, textsOfNode } from '../../scripts/translations/nodeTexts';
import { nodeTranslation } from '../../scripts/translations/nodeTranslation';

const root = join(__dirname, '../..');
const nodes = Object.values(NODES);

const untranslated = (texts: string[]) => texts.filter((text) => chinese(text) === null);

describe('The table of Chinese texts', () => {
	it.each(nodes.map(({ description }) => [description.name, description] as const))(
		'has every text of %s',
		(_name, description) => expect(untranslated(textsOfNode(description))).toEqual([]),
	);

	it.each(CREDENTIALS.map((each) => [each.name, each] as const))(
		'has every text of %s',
		(_name, each) => expect(untranslated(textsOfCredential(each))).toEqual([]),
	);

	it('has no text that is not in use any more', () => {
		const texts = [
			...nodes.flatMap(({ description }) => textsOfNode(description)),
			...CREDENTIALS.flatMap(textsOfCredential),
		];
		const used = new Set(texts.flatMap((text) => entriesOf(text) ?? []));
		expect(tableEntries().filter((entry) => !used.has(entry))).toEqual([]);
	});

	it('leaves nothing but names in English', () => {
		const left = tableEntries().filter((entry) => !/\p{Script=Han}/u.test(chinese(entry) ?? ''));
		const letters = (text: string | null) => text?.replace(/[^a-z0-9]/gi, '');
		expect(left.filter((entry) => letters(chinese(entry)) !== letters(entry))).toEqual([]);
		// "Facebook Messenger" and the like: every word of a name begins with a capital or a figure.
		expect(left.filter((entry) => /(^|\s)[a-z]+($|\s)/.test(entry))).toEqual([]);
	});

	it('speaks of agents and call records in the words of the vendor', () => {
		expect(chinese('Agent ID', 'huaweiCcFs')).toBe('座席 ID');
		expect(chinese('Agent ID', 'asterCcTrigger')).toBe('坐席 ID');
	});

	it('takes a text of several sentences apart, and leaves the values of examples', () => {
		expect(chinese('Number that was called. Example: 88880001.')).toBe(
			'被叫的号码。示例：88880001。',
		);
		expect(chinese('e.g. acme-service')).toBe('例如 acme-service');
		expect(chinese('Number that was called. Nobody wrote this one down.')).toBeNull();
	});
});

describe('The files n8n reads', () => {
	const documents = translationDocuments();

	it('are those of all nodes', () => {
		const folders = globSync('nodes/**/*.node.ts', { cwd: root }).map(dirname);
		expect(Object.keys(NODES).toSorted()).toEqual(folders.toSorted());
		const files = globSync('nodes/**/translations/**/*.json', { cwd: root });
		expect(Object.keys(documents).toSorted()).toEqual(files.toSorted());
	});

	it.each(Object.entries(documents))('%s is what `npm run translations` makes', (file, made) => {
		expect(JSON.parse(readFileSync(join(root, file), 'utf8'))).toEqual(made);
	});

	it('write what vue-i18n would take for syntax as literals', () => {
		const syntax = JSON.stringify(messages(Object.values(documents))).replace(/\{'[{}@|]'\}/g, '');
		expect(syntax).not.toMatch(/[{}@|]/);
	});
});

function messages(tree: unknown): string[] {
	return typeof tree === 'string' ? [tree] : Object.values(tree as object).flatMap(messages);
}

describe('A node in Chinese', () => {
	const field = (name: string, displayName: string, description?: string) =>
		({
			displayName,
			name,
			type: 'string',
			default: '',
			...(description && { description }),
		}) as const;
	const node = (...properties: Parameters<typeof editorTexts>[0]) => ({
		...nodes[0]!.description,
		properties: [...properties],
	});
	const viewOf = (...properties: Parameters<typeof editorTexts>[0]) => {
		const { nodeView } = nodeTranslation({ ...node(...properties), eventTriggerDescription: '' });
		return nodeView;
	};

	it('has one text for fields of one name that say the same', () => {
		expect(viewOf(field('id', 'Batch ID'), field('id', 'Batch ID'))).toEqual({
			id: { displayName: '批次 ID' },
		});
	});

	it('stays English where fields of one name say different things, or one says nothing', () => {
		const fields = [field('id', 'Batch ID', 'Which call'), field('id', 'Call ID')];
		expect(viewOf(...fields)).toEqual({});
	});

	it('finds what stands in a collection and in an entry of a list', () => {
		const rows = {
			displayName: 'Numbers',
			name: 'rows',
			type: 'fixedCollection',
			default: {},
			options: [{ displayName: 'Entry', name: 'entries', values: [field('number', 'Number')] }],
		} as const;
		const options = {
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			options: [field('port', 'Port')],
		} as const;
		expect(viewOf({ ...options, options: [...options.options] })).toEqual({
			options: { displayName: '选项', options: { port: { displayName: '端口' } } },
		});
		const entries = { displayName: '条目', values: { number: { displayName: '号码' } } };
		expect(viewOf(rows as unknown as ReturnType<typeof field>)).toEqual({
			rows: { displayName: '号码', options: { rows: { displayName: '号码' }, entries } },
		});
	});
});
