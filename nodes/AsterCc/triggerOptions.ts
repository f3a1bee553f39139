import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { CallEvent } from '../../lib/callEvent/callEvent';
import type { OutputMode } from '../../lib/callEvent/output';
import type { Privacy, PrivacyMode } from '../../lib/callEvent/privacy';
import type { AsterCcContext } from '../../lib/asterCc/toCallEvents';
import { createLastEventIds } from '../../lib/asterCc/lastEventIds';
import { phoneSettingsOf, type PhoneOptions } from '../shared/phoneOptions';
import { privacyWith } from '../shared/privacyOption';
import { DEFAULT_DEDUPE_HOURS, type Acknowledge } from '../shared/receivePush';
import { isChosen } from './eventChoice';

export const DEFAULT_TIME_ZONE = 'Asia/Shanghai';

/** The collection shown as *Options*; what an operator has not added is not in it. */
export interface TriggerOptions extends PhoneOptions {
	acknowledge?: Exclude<Acknowledge, 'byWorkflow'>;
	dedupeHours?: number;
	ipAllowList?: string;
	privacy?: PrivacyMode;
	recordMinutes?: number;
	timeZone?: string;
}

export type AnyContext = IExecuteFunctions | IHookFunctions | ITriggerFunctions | IWebhookFunctions;

/** One parameter of the node; the contexts' own overloads do not share a signature. */
export function parameterOf<T>(context: AnyContext, name: string, fallback: T): T {
	const { getNodeParameter } = context as {
		getNodeParameter(this: unknown, name: string, ...rest: unknown[]): unknown;
	};
	const rest =
		'getInputData' in context && 'continueOnFail' in context ? [0, fallback] : [fallback];
	return getNodeParameter.call(context, name, ...rest) as T;
}

export const optionsOf = (context: AnyContext) =>
	parameterOf<TriggerOptions>(context, 'settings', {});

export const modeOf = (context: AnyContext) =>
	parameterOf<'webhook' | 'subscribe'>(context, 'mode', 'webhook');

export const recordsOf = (context: AnyContext) =>
	parameterOf<'off' | 'missed' | 'all'>(context, 'callRecords', 'off');

export const isWanted = (context: AnyContext, event: CallEvent) =>
	isChosen(
		event,
		parameterOf(context, 'triggerOn', 'everything'),
		parameterOf<string[]>(context, 'events', []),
	);

export const outputModeOf = (context: AnyContext) =>
	parameterOf<OutputMode>(context, 'output', 'simplified');

export const dedupeHoursOf = (options: TriggerOptions) =>
	options.dedupeHours ?? DEFAULT_DEDUPE_HOURS;

export const HASH_NEEDS_KEY =
	'Hashed numbers need a key. Enter a Number Hash Secret in the asterCC credential, or choose another privacy option.';

/** The privacy chosen, with the credential's key; null when hashing has none. */
export function privacyOf(
	context: AnyContext,
	credential: ICredentialDataDecryptedObject,
): Privacy | null {
	const { hashSecret, pushToken, verificationSecret, password } = credential;
	const key = [hashSecret, pushToken, verificationSecret, password].find(Boolean);
	return privacyWith(optionsOf(context).privacy, key === undefined ? null : String(key));
}

/** 10,000 calls at a time are more than one asterCC has. */
const lastEventIds = createLastEventIds(10_000);

/** What reading a message needs to know of this node. */
export function readingContext(context: AnyContext, receivedAt: number): AsterCcContext {
	const options = optionsOf(context);
	const node = context.getNode().id;
	return {
		receivedAt,
		timeZone: options.timeZone || DEFAULT_TIME_ZONE,
		phone: phoneSettingsOf(options),
		isLate: (call, eventId) => lastEventIds.isLate(`${node} ${call}`, eventId),
	};
}
