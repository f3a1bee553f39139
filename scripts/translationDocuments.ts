import type { INodeType } from 'n8n-workflow';

import { AliyunCccTrigger } from '../nodes/AliyunCcc/AliyunCccTrigger.node';
import { AsterCcTrigger } from '../nodes/AsterCc/AsterCcTrigger.node';
import { HuaweiCcCms } from '../nodes/HuaweiCec/CcCms/HuaweiCcCms.node';
import { HuaweiCcFs } from '../nodes/HuaweiCec/CcFs/HuaweiCcFs.node';
import { HuaweiCcISales } from '../nodes/HuaweiCec/CcISales/HuaweiCcISales.node';
import { HuaweiCecTrigger } from '../nodes/HuaweiCec/Trigger/HuaweiCecTrigger.node';
import { MapToCrm } from '../nodes/MapToCrm/MapToCrm.node';
import { TencentCccTrigger } from '../nodes/TencentCcc/TencentCccTrigger.node';
import { nodeTranslation } from './translations/nodeTranslation';

/** Every node by its folder. */
export const NODES: Readonly<Record<string, INodeType>> = {
	'nodes/AliyunCcc': new AliyunCccTrigger(),
	'nodes/AsterCc': new AsterCcTrigger(),
	'nodes/HuaweiCec/CcCms': new HuaweiCcCms(),
	'nodes/HuaweiCec/CcFs': new HuaweiCcFs(),
	'nodes/HuaweiCec/CcISales': new HuaweiCcISales(),
	'nodes/HuaweiCec/Trigger': new HuaweiCecTrigger(),
	'nodes/MapToCrm': new MapToCrm(),
	'nodes/TencentCcc': new TencentCccTrigger(),
};

/** The Chinese texts of each node by their file: made from `translations/zh-CN.json`, never edited. */
export function translationDocuments(): Record<string, object> {
	return Object.fromEntries(
		Object.entries(NODES).map(([folder, { description }]) => [
			`${folder}/translations/zh-CN/${description.name}.json`,
			nodeTranslation(description),
		]),
	);
}
