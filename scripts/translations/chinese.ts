import { INDEX_FAMILIES, type IndexId } from '../../lib/huaweiCec/codes/indexIds';
import TABLE from './zh-CN.json';

/** A text in Chinese, with the entries of the table it was made of. */
interface Translated {
	chinese: string;
	entries: string[];
}

/** Words a vendor has of its own: the terms of its console, by the beginning of the node's name. */
const VENDOR_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	huawei: { 坐席: '座席', 通话记录: '话单' },
};

const ENTRIES = new Map(Object.entries(TABLE));

/** The figures of CC-CMS bring their Chinese names along. */
const INDEXES = new Map<string, string>(
	(Object.values(INDEX_FAMILIES) as ReadonlyArray<readonly IndexId[]>)
		.flat()
		.flatMap((index): Array<[string, string]> => {
			const shown = `${index.labelChinese}, ${index.id}`;
			return [
				[index.label, index.labelChinese],
				[shown, `${index.labelChinese}，${index.id}`],
				[
					`${shown}. Only with an interval`,
					`${index.labelChinese}，${index.id}。仅用于按时间粒度查询`,
				],
				[
					`${shown}. Only without an interval`,
					`${index.labelChinese}，${index.id}。仅用于整天查询`,
				],
			];
		}),
);

/**
 * The Chinese text for an English text of a node or a credential, in the words of the node's vendor;
 * null where the table `zh-CN.json` knows none.
 */
export function chinese(english: string, nodeName = ''): string | null {
	const translated = translate(english);
	return translated && inVendorWords(translated.chinese, nodeName);
}

/** The entries of the table an English text is translated with; null when it cannot be. */
export function entriesOf(english: string): string[] | null {
	return translate(english)?.entries ?? null;
}

/** Every English text the table has. */
export function tableEntries(): string[] {
	return [...ENTRIES.keys()];
}

function inVendorWords(text: string, nodeName: string): string {
	const vendor = Object.keys(VENDOR_WORDS).find((prefix) => nodeName.startsWith(prefix));
	const words = Object.entries((vendor && VENDOR_WORDS[vendor]) || {});
	return words.reduce((changed, [word, own]) => changed.replaceAll(word, own), text);
}

function translate(english: string): Translated | null {
	return whole(english) ?? example(english) ?? sentences(english);
}

function whole(english: string): Translated | null {
	const index = INDEXES.get(english);
	if (index !== undefined) return { chinese: index, entries: [] };
	const chinese = ENTRIES.get(english);
	if (chinese !== undefined) return { chinese, entries: [english] };
	// Numbers and addresses are the same in every language.
	return /[a-z]/i.test(english) && !english.startsWith('https://')
		? null
		: { chinese: english, entries: [] };
}

const EXAMPLES = [
	{ english: 'e.g. ', chinese: '例如 ' },
	{ english: 'Example: ', chinese: '示例：' },
];

/** An example is a value: it stays as it is unless the table has it. */
function example(english: string): Translated | null {
	const start = EXAMPLES.find((each) => english.startsWith(each.english));
	if (!start) return null;
	const value = english.slice(start.english.length);
	const found = whole(value) ?? { chinese: value, entries: [] };
	return { ...found, chinese: `${start.chinese}${found.chinese}` };
}

/** A text of several sentences, each of which has its own entry, without the full stop. */
function sentences(english: string): Translated | null {
	const parts = english.split(/(?<=\.) (?=[A-Z])/);
	const found = parts.map((part) => {
		const sentence = part.replace(/\.$/, '');
		return whole(sentence) ?? example(sentence);
	});
	if (!found.every((part) => part !== null)) return null;
	const stop = english.endsWith('.') ? '。' : '';
	return {
		chinese: found.map((part) => part.chinese).join('。') + stop,
		entries: found.flatMap((part) => part.entries),
	};
}
