import { z } from 'zod';

import type { Call, CallEvent } from '../../callEvent/callEvent';
import { UNKNOWN_CUSTOMER, callEvent } from '../../callEvent/emptyCallEvent';
import { fingerprint } from '../../callEvent/fingerprint';
import { failCodeOf } from '../codes/failCode';
import {
	envelopeOf,
	eventIdOf,
	identityOf,
	numberOrNull,
	recordingOf,
	timeIn,
	type CallbackContext,
} from './callbackContext';

const text = z.string().nullish();

/** One row of what CC-iSales posts to a campaign's `callBackUrl` (reference/huawei §2.9, push callback). */
export const iSalesResultSchema = z.object({
	campaignId: text,
	sessionId: text,
	called: text,
	callTimeStr: text,
	callStatus: text,
	failCode: text,
	resultCode: text,
	vdnId: text,
	callId: text,
	customField: text,
	recordPath: text,
	/** Not in the vendor's sample; read where a release sends it. */
	attempt: z.int().nullish(),
});

export type ISalesResult = z.infer<typeof iSalesResultSchema>;

/** The times of campaigns are UTC without saying so (reference/huawei §2, common to all calls). */
const CAMPAIGN_ZONE = 'UTC';

/** One attempt to reach one contact of a campaign. `campaign.caseId` is the `sessionId` it was added with. */
export function iSalesResultEvent(result: ISalesResult, context: CallbackContext): CallEvent {
	const time = timeIn(result, 'callTimeStr', context, CAMPAIGN_ZONE);
	if (time === null) {
		context.warnings.push('callTimeStr is missing; the time it was received is used');
	}
	const id = iSalesResultId(result);
	return callEvent({
		...envelopeOf(
			{
				type: 'campaign.case_attempted',
				id,
				callId: result.callId ?? null,
				vdnId: result.vdnId ?? null,
				time,
			},
			context,
		),
		call: {
			...identityOf(result.callId, result.vdnId),
			...endingOf(result, context),
			direction: 'outbound',
			callType: 'predictive',
			status: 'ended',
			isFinal: true,
			startedAt: time === null ? null : new Date(time).toISOString(),
			userData: result.customField || null,
		},
		customer: { ...UNKNOWN_CUSTOMER, number: numberOrNull(result.called, context) },
		recording: recordingOf(result.recordPath),
		campaign: {
			id: result.campaignId || null,
			name: null,
			state: null,
			caseId: result.sessionId || null,
			attempt: Number.isSafeInteger(result.attempt) ? (result.attempt ?? null) : null,
		},
	});
}

/** `callStatus` (reference/huawei §2.9). */
const SUCCESS = '6';
const FAILED = '5';

const ANSWERED = { outcome: 'answered', outcomeDetail: { code: null, text: 'Answered' } } as const;

/** failCode says how the attempt ended; without one callStatus does. */
function endingOf(
	{ failCode, callStatus }: ISalesResult,
	context: CallbackContext,
): Pick<Call, 'outcome' | 'outcomeDetail'> {
	const code = failCode?.trim() || null;
	if (code === null) {
		if (callStatus === SUCCESS) return ANSWERED;
		if (callStatus !== FAILED) context.warnings.push('failCode is missing');
		const outcome = callStatus === FAILED ? 'failed' : 'unknown';
		return { outcome, outcomeDetail: { code: null, text: null } };
	}
	const meaning = failCodeOf(code);
	if (meaning?.outcome === 'answered' && callStatus === FAILED) {
		context.warnings.push('failCode says success and callStatus failure; it counts as a failure');
		return { outcome: 'failed', outcomeDetail: { code, text: null } };
	}
	if (!meaning) context.warnings.push(`failCode "${code.slice(0, 40)}" is not known`);
	return {
		outcome: meaning?.outcome ?? 'unknown',
		outcomeDetail: { code, text: meaning?.text ?? null },
	};
}

/**
 * A contact is called again and again, at one number after the other: an attempt is told from others by
 * its call, else by when it was. No number stands in an id; the three hex digits of its fingerprint
 * keep apart two numbers of a contact tried in the same second, and fit thousands of others.
 */
function iSalesResultId({ callId, callTimeStr, called, ...result }: ISalesResult): string {
	const failCode = result.failCode?.trim();
	return eventIdOf(
		result.vdnId,
		'result',
		result.campaignId,
		result.sessionId,
		callId?.trim() || `${callTimeStr ?? ''}~${fingerprint(called ?? '').slice(0, 3)}`,
		...(result.attempt ? [String(result.attempt)] : []),
		failCode ? (failCodeOf(failCode)?.code ?? failCode) : result.callStatus,
	);
}
