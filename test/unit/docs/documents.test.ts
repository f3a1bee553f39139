import { readFileSync } from 'fs';
import { join } from 'path';

import { n8n } from '../../../package.json';
import { EVENT_TYPES } from '../../../lib/callEvent/callEvent';
import { EXAMPLES, vendorsOf } from '../../../scripts/docs/callEventExamples';
import { documents, untranslatedTexts } from '../../../scripts/docs/documents';
import { withParts } from '../../../scripts/docs/generatedParts';
import { NODE_PAGES } from '../../../scripts/docs/nodePages';
import { CREDENTIALS } from '../../../scripts/packageNodes';

const ROOT = join(__dirname, '../../..');

it.each(Object.entries(documents(ROOT)))(
	'%s is what the code says (npm run docs)',
	(file, text) => {
		expect(readFileSync(join(ROOT, file), 'utf8')).toBe(text);
	},
);

it('every node and credential of the package is described', () => {
	const classOf = (file: string) => /(\w+)\.(?:node|credentials)\.js$/.exec(file)?.[1];
	const nodes = NODE_PAGES.map(({ description }) => description.name.toLowerCase());
	expect(nodes.toSorted()).toEqual(
		n8n.nodes.map((file) => classOf(file)?.toLowerCase()).toSorted(),
	);
	const credentials = CREDENTIALS.map(({ constructor }) => constructor.name);
	expect(credentials.toSorted()).toEqual(n8n.credentials.map(classOf).toSorted());
});

it('every operation that is said to call several interfaces is one of the node', () => {
	for (const { operations } of NODE_PAGES) {
		const known = operations?.operations.map((each) => `${each.resource}.${each.operation}`);
		expect(known ?? []).toEqual(expect.arrayContaining(Object.keys(operations?.calls ?? {})));
	}
});

it('the Chinese pages hold no English text', () => {
	expect(untranslatedTexts()).toEqual({ 'call event': [], nodes: [] });
});

describe('the example of', () => {
	it.each(EVENT_TYPES)('%s is one, of a vendor that makes it', (type) => {
		expect(EXAMPLES[type].type).toBe(type);
		expect(vendorsOf(type)).toContain(EXAMPLES[type].call.vendor);
	});
});

describe('a generated part', () => {
	const page = (name: string) =>
		`before\n\n<!-- generated: ${name} -->\nold\n<!-- /generated -->\n`;

	it('takes the place of the old one', () => {
		const made = withParts(page('types'), { types: 'new' });
		expect(made).toContain('\n\nnew\n\n');
		expect(made).not.toContain('old');
		expect(withParts(made, { types: 'new' })).toBe(made);
	});

	it('needs a place and a generator', () => {
		expect(() => withParts(page('types'), {})).toThrow('No generator makes the part "types"');
		expect(() => withParts('text', { types: 'new' })).toThrow('no place for types');
	});
});
