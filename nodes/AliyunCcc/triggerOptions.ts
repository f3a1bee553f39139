import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { PrivacyMode } from '../../lib/callEvent/privacy';
import { listOf, type PhoneOptions } from '../shared/phoneOptions';
import type { Acknowledge } from '../shared/receivePush';

/** The collection *Options* of the trigger; what an operator has not added is not in it. */
export interface TriggerOptions extends PhoneOptions {
	acknowledge?: Acknowledge;
	dedupeHours?: number;
	instanceIds?: string;
	privacy?: PrivacyMode;
}

type AnyContext = IWebhookFunctions | IHookFunctions;

export const optionsOf = (context: AnyContext) =>
	context.getNodeParameter('options', {}) as TriggerOptions;

export type Authentication = 'bridge' | 'eventBridge' | 'urlToken' | 'bearer' | 'none';

export const authenticationOf = (context: AnyContext) =>
	context.getNodeParameter('authentication', 'bridge') as Authentication;

/** The instances that may push with a token in the URL: CCC's own webhook has nothing else to show. */
export const requiredInstancesOf = (context: AnyContext) =>
	listOf(context.getNodeParameter('instanceIds', '') as string);
