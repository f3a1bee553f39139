import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { AliyunCccTrigger } from '../../../nodes/AliyunCcc/AliyunCccTrigger.node';
import aliyunCcc from '../../../nodes/AliyunCcc/translations/zh-CN/aliyunCccTrigger.json';
import { AsterCcTrigger } from '../../../nodes/AsterCc/AsterCcTrigger.node';
import asterCc from '../../../nodes/AsterCc/translations/zh-CN/asterCcTrigger.json';
import { HuaweiCecTrigger } from '../../../nodes/HuaweiCec/Trigger/HuaweiCecTrigger.node';
import huaweiCec from '../../../nodes/HuaweiCec/Trigger/translations/zh-CN/huaweiCecTrigger.json';
import { TencentCccTrigger } from '../../../nodes/TencentCcc/TencentCccTrigger.node';
import tencentCcc from '../../../nodes/TencentCcc/translations/zh-CN/tencentCccTrigger.json';

type Entry = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** Every text of a parameter tree that is shown, as paths such as "options.privacy.description". */
function texts(entries: readonly Entry[], path = ''): string[] {
	return entries.flatMap((entry) => {
		const name = `${path}${'value' in entry ? String(entry.value) : entry.name}`;
		const own = [
			'displayName',
			...('description' in entry && entry.description ? ['description'] : []),
		];
		const isCollection = 'type' in entry && entry.type === 'collection';
		const shown = [...own, ...(isCollection ? ['placeholder'] : [])].map(
			(text) => `${name}.${text}`,
		);
		const inner = 'options' in entry ? (entry.options ?? []) : [];
		return [...shown, ...texts(inner, `${name}.options.`)];
	});
}

function paths(value: object, path = ''): string[] {
	return Object.entries(value).flatMap(([key, member]) =>
		typeof member === 'string' ? [`${path}${key}`] : paths(member as object, `${path}${key}.`),
	);
}

/** What is never shown needs no translation. */
const isShown = ({ type }: INodeProperties) => type !== 'hidden';

it.each([
	['CCC', new AliyunCccTrigger(), aliyunCcc],
	['asterCC', new AsterCcTrigger(), asterCc],
	['Huawei CEC', new HuaweiCecTrigger(), huaweiCec],
	['TCCC', new TencentCccTrigger(), tencentCcc],
])('the Chinese texts of %s: none is missing, none is left over', (_vendor, node, chinese) => {
	const shown = node.description.properties.filter(isShown);
	expect(paths(chinese.nodeView).sort()).toEqual(texts(shown).sort());
});
