import type { ICredentialType, INodeType } from 'n8n-workflow';

import { AliyunCccBearerApi } from '../credentials/AliyunCccBearerApi.credentials';
import { AliyunCccBridgeApi } from '../credentials/AliyunCccBridgeApi.credentials';
import { AliyunCccEventBridgeApi } from '../credentials/AliyunCccEventBridgeApi.credentials';
import { AliyunCccWebhookTokenApi } from '../credentials/AliyunCccWebhookTokenApi.credentials';
import { AsterCcApi } from '../credentials/AsterCcApi.credentials';
import { HuaweiCecAkSkApi } from '../credentials/HuaweiCecAkSkApi.credentials';
import { HuaweiCecApiFabricApi } from '../credentials/HuaweiCecApiFabricApi.credentials';
import { HuaweiCecCallbackApi } from '../credentials/HuaweiCecCallbackApi.credentials';
import { TencentCccPushBasicAuthApi } from '../credentials/TencentCccPushBasicAuthApi.credentials';
import { TencentCccPushIntrospectionApi } from '../credentials/TencentCccPushIntrospectionApi.credentials';
import { TencentCccPushOAuth2Api } from '../credentials/TencentCccPushOAuth2Api.credentials';
import { AliyunCccTrigger } from '../nodes/AliyunCcc/AliyunCccTrigger.node';
import { AsterCcTrigger } from '../nodes/AsterCc/AsterCcTrigger.node';
import { HuaweiCcCms } from '../nodes/HuaweiCec/CcCms/HuaweiCcCms.node';
import { HuaweiCcFs } from '../nodes/HuaweiCec/CcFs/HuaweiCcFs.node';
import { HuaweiCcISales } from '../nodes/HuaweiCec/CcISales/HuaweiCcISales.node';
import { HuaweiCecTrigger } from '../nodes/HuaweiCec/Trigger/HuaweiCecTrigger.node';
import { MapToCrm } from '../nodes/MapToCrm/MapToCrm.node';
import { TencentCccTrigger } from '../nodes/TencentCcc/TencentCccTrigger.node';

/** Every node of the package by its folder. */
export const NODES = {
	'nodes/AliyunCcc': new AliyunCccTrigger(),
	'nodes/AsterCc': new AsterCcTrigger(),
	'nodes/HuaweiCec/CcCms': new HuaweiCcCms(),
	'nodes/HuaweiCec/CcFs': new HuaweiCcFs(),
	'nodes/HuaweiCec/CcISales': new HuaweiCcISales(),
	'nodes/HuaweiCec/Trigger': new HuaweiCecTrigger(),
	'nodes/MapToCrm': new MapToCrm(),
	'nodes/TencentCcc': new TencentCccTrigger(),
} satisfies Record<string, INodeType>;

/** Every credential of the package. */
export const CREDENTIALS: readonly ICredentialType[] = [
	new AliyunCccBearerApi(),
	new AliyunCccBridgeApi(),
	new AliyunCccEventBridgeApi(),
	new AliyunCccWebhookTokenApi(),
	new AsterCcApi(),
	new HuaweiCecAkSkApi(),
	new HuaweiCecApiFabricApi(),
	new HuaweiCecCallbackApi(),
	new TencentCccPushBasicAuthApi(),
	new TencentCccPushIntrospectionApi(),
	new TencentCccPushOAuth2Api(),
];
