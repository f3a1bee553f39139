import { NODES } from './packageNodes';
import { nodeTranslation } from './translations/nodeTranslation';

/** The Chinese texts of each node by their file: made from `translations/zh-CN.json`, never edited. */
export function translationDocuments(): Record<string, object> {
	return Object.fromEntries(
		Object.entries(NODES).map(([folder, { description }]) => [
			`${folder}/translations/zh-CN/${description.name}.json`,
			nodeTranslation(description),
		]),
	);
}
