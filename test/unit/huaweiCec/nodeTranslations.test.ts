import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { HuaweiCcCms } from '../../../nodes/HuaweiCec/CcCms/HuaweiCcCms.node';
import cms from '../../../nodes/HuaweiCec/CcCms/translations/zh-CN/huaweiCcCms.json';
import { HuaweiCcFs } from '../../../nodes/HuaweiCec/CcFs/HuaweiCcFs.node';
import fs from '../../../nodes/HuaweiCec/CcFs/translations/zh-CN/huaweiCcFs.json';
import { HuaweiCcISales } from '../../../nodes/HuaweiCec/CcISales/HuaweiCcISales.node';
import iSales from '../../../nodes/HuaweiCec/CcISales/translations/zh-CN/huaweiCcISales.json';

/** Each value of a field once: fields of one name share their texts, whatever the resource. */
function valuesOf(properties: INodeProperties[], field: string): string[] {
	const options = properties
		.filter(({ name }) => name === field)
		.flatMap((property) => (property.options ?? []) as INodePropertyOptions[]);
	return [...new Set(options.map(({ value }) => String(value)))].toSorted();
}

describe.each([
	['CC-iSales', new HuaweiCcISales(), iSales],
	['CC-FS', new HuaweiCcFs(), fs],
	['CC-CMS', new HuaweiCcCms(), cms],
])('The Chinese texts of %s', (_component, { description: { properties } }, chinese) => {
	it.each(['resource', 'operation'] as const)('name every %s, and none besides', (field) => {
		expect(Object.keys(chinese.nodeView[field].options).toSorted()).toEqual(
			valuesOf(properties, field),
		);
	});

	it('are of fields the node has', () => {
		const names = new Set(properties.map(({ name }) => name));
		expect(Object.keys(chinese.nodeView).filter((name) => !names.has(name))).toEqual([]);
	});
});
