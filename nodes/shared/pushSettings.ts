import type { IWebhookFunctions } from 'n8n-workflow';

import type { OutputMode } from '../../lib/callEvent/output';
import type { PrivacyMode } from '../../lib/callEvent/privacy';
import { privacyWith } from './privacyOption';
import { DEFAULT_DEDUPE_HOURS, type Acknowledge, type Verdict } from './receivePush';

/** The options of a trigger that decide how a push is handed over. */
interface PushOptions {
	acknowledge?: Acknowledge;
	dedupeHours?: number;
	privacy?: PrivacyMode;
}

/**
 * The verdict on a push whose sender is known, acknowledged after saving unless told otherwise.
 * @param hashKey of the sender's credential
 * @param hashNeedsKey what is said when numbers are to be hashed and there is none
 */
export function acceptedWith(
	context: IWebhookFunctions,
	options: PushOptions,
	hashKey: string | null,
	hashNeedsKey: string,
): Verdict {
	const privacy = privacyWith(options.privacy, hashKey);
	if (!privacy) return { ok: false, refusal: { status: 500, message: hashNeedsKey } };
	return {
		ok: true,
		settings: {
			acknowledge: options.acknowledge ?? 'afterSaving',
			output: context.getNodeParameter('output') as OutputMode,
			privacy,
			dedupeHours: options.dedupeHours ?? DEFAULT_DEDUPE_HOURS,
		},
	};
}
