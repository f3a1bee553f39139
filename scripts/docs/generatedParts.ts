import { blocks } from './markdown';

const PART = /<!-- generated: (\S+) -->\n[^]*?<!-- \/generated -->/g;

/**
 * A page with its generated parts replaced, what people wrote left as it is. Prettier leaves the
 * parts alone: its columns of equal width would make a line of a table as long as the longest.
 */
export function withParts(page: string, parts: Readonly<Record<string, string>>): string {
	const found = new Set<string>();
	const made = page.replace(PART, (_old, name: string) => {
		found.add(name);
		const part = parts[name];
		if (part === undefined) throw new Error(`No generator makes the part "${name}"`);
		return blocks(
			`<!-- generated: ${name} -->\n<!-- prettier-ignore-start -->`,
			part,
			'<!-- prettier-ignore-end -->\n<!-- /generated -->',
		);
	});
	const missing = Object.keys(parts).filter((name) => !found.has(name));
	if (missing.length > 0) throw new Error(`The page has no place for ${missing.join(', ')}`);
	return made;
}
