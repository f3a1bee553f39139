import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { PrivacyMode } from '../../lib/callEvent/privacy';
import type { PhoneOptions } from '../shared/phoneOptions';
import type { Acknowledge } from '../shared/receivePush';

/** The collection *Options* of the trigger; what an operator has not added is not in it. */
export interface TriggerOptions extends PhoneOptions {
	acknowledge?: Acknowledge;
	applicationIds?: string;
	privacy?: PrivacyMode;
	dedupeHours?: number;
}

export function optionsOf(context: IWebhookFunctions | IHookFunctions): TriggerOptions {
	return context.getNodeParameter('options', {}) as TriggerOptions;
}
