import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { callEventParts, untranslated } from './callEventPage';
import { crmParts } from './crmTables';
import { galleryPages } from './galleryPages';
import { withParts } from './generatedParts';
import { LANGUAGES, PAGES_OF, type Language } from './language';
import { nodePages, nodePagesIn } from './nodePages';

/**
 * Each page that is made from code, whole or in parts, by its path.
 * @param root the repository: what people wrote in a page is read there
 */
export function documents(root = '.'): Record<string, string> {
	const inPages = (name: string, partsOf: (language: Language) => Record<string, string>) =>
		LANGUAGES.map((language) => {
			const file = `${PAGES_OF[language]}/${name}`;
			const page = readFileSync(join(root, file), 'utf8');
			return [file, withParts(page, partsOf(language))] as const;
		});
	return {
		...Object.fromEntries(inPages('call-event.md', callEventParts)),
		...Object.fromEntries(inPages('map-to-crm.md', crmParts)),
		...nodePages(),
		...galleryPages(root),
	};
}

/** The texts that the Chinese pages show in English, by what they are of. */
export function untranslatedTexts(): Record<string, readonly string[]> {
	return { 'call event': untranslated(), nodes: nodePagesIn('zh').untranslated };
}
