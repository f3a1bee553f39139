import { readFileSync } from 'fs';
import { join } from 'path';

import { schemaDocuments } from '../../../scripts/schemaDocuments';

it.each(Object.entries(schemaDocuments()))(
	'%s is what the schemas say (npm run schemas)',
	(file, document) => {
		const committed: unknown = JSON.parse(readFileSync(join(__dirname, '../../..', file), 'utf8'));
		expect(committed).toEqual(JSON.parse(JSON.stringify(document)));
	},
);
