import type { ICredentialType } from 'n8n-workflow';

import { TencentCccPushBasicAuthApi } from '../../credentials/TencentCccPushBasicAuthApi.credentials';
import { TencentCccPushIntrospectionApi } from '../../credentials/TencentCccPushIntrospectionApi.credentials';
import { TencentCccPushOAuth2Api } from '../../credentials/TencentCccPushOAuth2Api.credentials';
import { TencentCccTrigger } from '../../nodes/TencentCcc/TencentCccTrigger.node';
import { triggerInN8n, type Answer, type Push, type Settings } from './nodeContexts';

export {
	log,
	type Answer,
	type Outcome,
	type Push,
	type Received,
	type Settings,
} from './nodeContexts';

const CREDENTIALS: Record<string, ICredentialType> = {
	basicAuth: new TencentCccPushBasicAuthApi(),
	oAuth2: new TencentCccPushOAuth2Api(),
	introspection: new TencentCccPushIntrospectionApi(),
};

export const nodeType = new TencentCccTrigger();

/** TCCC adds `action=cdr&version=1` to the URL. */
const asPushed = (push: Push): Push => ({ query: 'action=cdr&version=1', ...push });

/** The TCCC trigger in a workflow of its own, run by n8n-core's contexts. */
export function tcccTrigger(settings: Settings = {}) {
	const authentication = String(
		settings.parameters?.authentication ?? nodeType.description.properties[0]?.default,
	);
	const trigger = triggerInN8n(
		{
			nodeType,
			name: 'TCCC',
			type: 'n8n-nodes-contact-center.tencentCccTrigger',
			credentialType: CREDENTIALS[authentication],
		},
		settings,
	);
	return {
		...trigger,
		receive: async (push: Push = {}) => await trigger.receive(asPushed(push)),
		push: async (push: Push = {}): Promise<Answer> => await trigger.push(asPushed(push)),
		fetchToken: async (push: Push = {}): Promise<Answer> =>
			await trigger.push(asPushed(push), 'setup'),
	};
}

export const basic = (username: string, password: string) => ({
	Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
});

export const bearer = (token: unknown) => ({ Authorization: `Bearer ${String(token)}` });
