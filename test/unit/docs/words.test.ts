import { readFileSync } from 'fs';
import { join } from 'path';

const words = readFileSync(join(__dirname, '../../../scripts/docs/words.txt'), 'utf8')
	.trimEnd()
	.split('\n');

it('the words of the project that no dictionary has are sorted, each once', () => {
	const sorted = [...new Set(words.map((word) => word.toLowerCase()))].toSorted();
	expect(words.map((word) => word.toLowerCase())).toEqual(sorted);
});
