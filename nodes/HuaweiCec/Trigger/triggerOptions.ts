import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { PrivacyMode } from '../../../lib/callEvent/privacy';
import { listOf, type PhoneOptions } from '../../shared/phoneOptions';
import type { Acknowledge } from '../../shared/receivePush';

export const DEFAULT_TIME_ZONE = 'Asia/Shanghai';

/** The collection shown as *Options*; what an operator has not added is not in it. */
export interface TriggerOptions extends PhoneOptions {
	acknowledge?: Acknowledge;
	dedupeHours?: number;
	ipAllowList?: string;
	privacy?: PrivacyMode;
	publicUrl?: string;
	timeZone?: string;
}

type AnyContext = IWebhookFunctions | IHookFunctions;

export const optionsOf = (context: AnyContext) =>
	context.getNodeParameter('settings', {}) as TriggerOptions;

export const AUTHENTICATION_MODES = ['urlToken', 'signature', 'ipAllowList', 'none'] as const;
export type Authentication = (typeof AUTHENTICATION_MODES)[number];

export const authenticationOf = (context: AnyContext) =>
	context.getNodeParameter('authentication', 'urlToken') as Authentication;

/** The addresses that may push; empty for all. */
export function allowListOf(context: AnyContext): string[] {
	return listOf(
		authenticationOf(context) === 'ipAllowList'
			? (context.getNodeParameter('ipAllowList', '') as string)
			: optionsOf(context).ipAllowList,
	);
}
