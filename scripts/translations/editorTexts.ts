import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** A text the editor of n8n shows, and the key below `nodeView` it looks its translation up under. */
export interface EditorText {
	key: string;
	/** Undefined where the parameter has no such text, but would be given one found under the key. */
	english: string | undefined;
}

type Entry = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/**
 * The texts of a list of parameters as the editor of n8n 2.41 looks them up (`nodeText` in its i18n
 * package): by the names of parameters and the values of options, whatever else tells two parameters
 * apart. What it never looks up is not listed: the modes of a resource locator, and names in the list
 * of what can be added to a collection.
 */
export function editorTexts(
	properties: readonly INodeProperties[],
	path: string[] = [],
): EditorText[] {
	return properties.filter(({ type }) => type !== 'hidden').flatMap((each) => textsOf(each, path));
}

function textsOf(property: INodeProperties, list: string[]): EditorText[] {
	const path = [...list, property.name];
	// A notice is looked up with the path of the list it stands in.
	if (property.type === 'notice') {
		return [{ key: `${property.name}.displayName`, english: property.displayName }];
	}
	const own = ['displayName', 'description', 'hint', 'placeholder'] as const;
	const collection = property.type === 'collection' || property.type === 'fixedCollection';
	return [
		...own.map((text) => ({ key: `${keyOf(path)}.${text}`, english: property[text] })),
		...(collection ? titleTexts(property, path) : []),
		...buttonTexts(property),
		...(property.options ?? []).flatMap((entry: Entry) => entryTexts(entry, path, collection)),
	];
}

/** Names with "options" and "values" between them by turns, as the editor joins them. */
function keyOf(path: string[]): string {
	const last = path.length - 1;
	return path
		.flatMap((name, index) => [name, ...(index === last ? [] : [index % 2 ? 'values' : 'options'])])
		.join('.');
}

/** A group's title is looked up with the name of the group once more behind its path. */
function titleTexts({ name, type, displayName }: INodeProperties, path: string[]): EditorText[] {
	if (type === 'collection' && path.length === 1) return [];
	return [{ key: `${keyOf([...path, name])}.displayName`, english: displayName }];
}

function buttonTexts({ name, typeOptions }: INodeProperties): EditorText[] {
	const english = typeOptions?.multipleValueButtonText;
	return english ? [{ key: `${name}.multipleValueButtonText`, english }] : [];
}

function entryTexts(entry: Entry, path: string[], collection: boolean): EditorText[] {
	if ('values' in entry) {
		return [
			{ key: `${keyOf(path)}.options.${entry.name}.displayName`, english: entry.displayName },
			...editorTexts(entry.values, [...path, entry.name]),
		];
	}
	if (collection) return editorTexts([entry as INodeProperties], path);
	const { name, value, description } = entry as INodePropertyOptions;
	const key = `${keyOf(path)}.options.${String(value)}`;
	return [
		{ key: `${key}.displayName`, english: name },
		{ key: `${key}.description`, english: description },
	];
}
