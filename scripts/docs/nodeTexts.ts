import { chinese } from '../translations/chinese';
import type { Language } from './language';
import { NODE_WORDS } from './nodeWords';

/** Texts of nodes in one language. */
export interface NodeTexts {
	language: Language;
	/** A word of the pages themselves. */
	word(name: keyof typeof NODE_WORDS): string;
	/** A text of a node as Markdown. */
	say(text: string): string;
	/** A label as the editor shows it; in Chinese the English one behind it, which many editors show. */
	label(text: string): string;
	/** What had to stay English. */
	untranslated: ReadonlySet<string>;
}

export function textsIn(language: Language, nodeName: string): NodeTexts {
	const untranslated = new Set<string>();
	const translated = (text: string) => {
		const found = language === 'zh' ? chinese(text, nodeName) : text;
		if (found === null) untranslated.add(text);
		return found ?? text;
	};
	return {
		language,
		word: (name) => NODE_WORDS[name][language],
		say: (text) => markdownOf(translated(text)),
		label: (text) => {
			const shown = translated(text);
			return markdownOf(shown === text ? text : `${shown}（${text}）`);
		},
		untranslated,
	};
}

/** n8n's texts hold a little HTML. */
function markdownOf(text: string): string {
	return text
		.replace(/\*|(?<!\w)_|_(?!\w)/g, '\\$&')
		.replace(/<b>(.*?)<\/b>/g, '**$1**')
		.replace(/<a href="(.*?)">(.*?)<\/a>/g, '[$2]($1)')
		.replace(/(<br>)+/g, ' ')
		.replaceAll(/<(?=\w|\/)/g, '&lt;');
}
