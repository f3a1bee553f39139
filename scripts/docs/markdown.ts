type Row = readonly string[];

/** A table that Markdown readers take, one line for each row. */
export function table(header: Row, rows: readonly Row[]): string {
	return [header, header.map(() => '---'), ...rows].map(lineOf).join('\n');
}

function lineOf(row: Row): string {
	return `| ${row.map(cellOf).join(' | ')} |`;
}

function cellOf(text: string): string {
	return text
		.replaceAll('|', '\\|')
		.replace(/\s*\n\s*/g, ' ')
		.trim();
}

export const code = (text: string) => `\`${text}\``;

/** Text as it is: what looks like a tag stays one to the eye. */
export const plain = (text: string) => text.replaceAll('<', '&lt;').replaceAll('*', '\\*');

export const json = (value: unknown) => `\`\`\`json\n${jsonText(value)}\n\`\`\``;

const LINE = 90;

/** JSON with two blanks, where what fits in a line stands in one. */
function jsonText(value: unknown, indent = ''): string {
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const line = indent === '' ? '' : jsonLine(value);
	if (line !== '' && indent.length + line.length <= LINE) return line;
	const inner = `${indent}  `;
	const members = membersOf(value).map(([name, member]) => inner + name + jsonText(member, inner));
	const [open, close] = Array.isArray(value) ? '[]' : '{}';
	return `${open}\n${members.join(',\n')}\n${indent}${close}`;
}

/** JSON in one line. */
export function jsonLine(value: unknown): string {
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const members = membersOf(value).map(([name, member]) => name + jsonLine(member));
	return Array.isArray(value) ? `[${members.join(', ')}]` : `{ ${members.join(', ')} }`;
}

/** The members of an object with their names as JSON writes them; those of a list have none. */
function membersOf(value: object): Array<[name: string, member: unknown]> {
	if (Array.isArray(value)) return value.map((member) => ['', member]);
	return Object.entries(value).map(([name, member]) => [`${JSON.stringify(name)}: `, member]);
}

/** Shown when the reader opens it. */
export const folded = (title: string, text: string) =>
	`<details>\n<summary>${title}</summary>\n\n${text}\n\n</details>`;

/** Blocks with an empty line between them; empty ones are left out. */
export const blocks = (...parts: readonly string[]) => parts.filter(Boolean).join('\n\n');
