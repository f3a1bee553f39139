import type { INodeTypeDescription } from 'n8n-workflow';

import { chinese } from './chinese';
import { editorTexts, type EditorText } from './editorTexts';

type Tree = { [key: string]: string | Tree };

/** The file `translations/zh-CN/<node>.json` of a node, as n8n reads it. */
export function nodeTranslation(description: INodeTypeDescription): Tree {
	const inChinese = (english: string) => asMessage(chinese(english, description.name) ?? english);
	const nodeView: Tree = {};
	for (const { key, english } of translatableTexts(description)) {
		put(nodeView, key.split('.'), inChinese(english));
	}
	const header = {
		displayName: inChinese(description.displayName),
		description: inChinese(description.description),
	};
	return { header, nodeView };
}

/** A text, and the key it can be translated under. */
type TranslatableText = EditorText & { english: string };

/**
 * The texts that can be translated: those whose key no other text of the node shares. Two parameters
 * of one name have one key; where they would say different things in Chinese, both stay English
 * rather than that one of them says what is meant for the other.
 */
export function translatableTexts(description: INodeTypeDescription): TranslatableText[] {
	const byKey = new Map<string, Array<string | undefined>>();
	for (const { key, english } of allTexts(description)) {
		byKey.set(key, [...(byKey.get(key) ?? []), english]);
	}
	return [...byKey].flatMap(([key, texts]) => {
		const [english] = texts;
		const said = new Set(texts.map((text) => text && chinese(text, description.name)));
		return english && said.size === 1 && isKey(key) ? [{ key, english }] : [];
	});
}

/** Every text of the node the editor looks up, shared keys and all. */
export function allTexts({ properties, eventTriggerDescription }: INodeTypeDescription) {
	const trigger = { key: 'eventTriggerDescription', english: eventTriggerDescription };
	return [...(eventTriggerDescription ? [trigger] : []), ...editorTexts(properties)];
}

/** What the editor's i18n library (vue-i18n) can take apart at its dots: no blanks, quotes or brackets. */
const isKey = (key: string) => /^[^\s"'[\].]+(\.[^\s"'[\].]+)*$/.test(key);

/** vue-i18n reads braces, @ and | as syntax unless they are written as literals. */
const asMessage = (text: string) => text.replace(/[{}@|]/g, (character) => `{'${character}'}`);

function put(tree: Tree, [name = '', ...rest]: string[], text: string): void {
	if (rest.length === 0) {
		tree[name] = text;
		return;
	}
	const branch = (tree[name] ??= {});
	if (typeof branch !== 'string') put(branch, rest, text);
}
