import { globSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { HuaweiCcCms } from '../../../nodes/HuaweiCec/CcCms/HuaweiCcCms.node';
import { HuaweiCcFs } from '../../../nodes/HuaweiCec/CcFs/HuaweiCcFs.node';
import { HuaweiCcISales } from '../../../nodes/HuaweiCec/CcISales/HuaweiCcISales.node';

/** `resource/operation` of everything the editor offers. */
function offered(properties: INodeProperties[]): string[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) => {
			const [resource] = displayOptions?.show?.resource ?? [];
			const operations = (options ?? []) as INodePropertyOptions[];
			return operations.map(({ value }) => `${String(resource)}/${value}.json`);
		});
}

it.each([
	['CcISales', new HuaweiCcISales()],
	['CcFs', new HuaweiCcFs()],
	['CcCms', new HuaweiCcCms()],
])('%s has a schema for every operation, and none besides', (folder, { description }) => {
	const cwd = join(__dirname, `../../../nodes/HuaweiCec/${folder}/__schema__/v1.0.0`);
	const files = globSync('**/*.json', { cwd });
	expect(files.toSorted()).toEqual(offered(description.properties).toSorted());
});
