import { hashPhoneNumber } from '../phone/hashPhoneNumber';
import { maskPhoneNumber, maskText } from '../phone/maskPhoneNumber';
import type { PhoneNumber } from '../phone/phoneNumber';
import type { CallEvent } from './callEvent';

/** How numbers leave a trigger (design §3). */
export const PRIVACY_MODES = ['full', 'masked', 'hashed'] as const;
export type PrivacyMode = (typeof PRIVACY_MODES)[number];

export type Privacy = { mode: 'full' } | { mode: 'masked' } | { mode: 'hashed'; key: string };

/**
 * The call event as the privacy option wants it. In masked and hashed mode no telephone number is
 * left anywhere in it: every number field is treated, runs of digits in free text are masked, and
 * the vendor's payload is left out. Only a recording's URL and file name stay as they are: a URL with
 * a changed byte fetches nothing.
 */
export function withPrivacy(event: CallEvent, privacy: Privacy): CallEvent {
	if (privacy.mode === 'full') return event;
	const treat = (number: PhoneNumber | null) => {
		if (number === null) return null;
		return privacy.mode === 'masked'
			? maskPhoneNumber(number)
			: hashPhoneNumber(number, privacy.key);
	};
	const { raw: _raw, ...rest } = event;
	const { call, customer, agent, line } = event;
	return {
		...rest,
		call: {
			...call,
			legs: call.legs.map((leg) => ({
				...leg,
				agentId: maskNumbersIn(leg.agentId),
				queueName: maskNumbersIn(leg.queueName),
				outcomeDetail: maskDetail(leg.outcomeDetail),
				agentPhone: treat(leg.agentPhone),
				transferFrom: maskNumbersIn(leg.transferFrom),
				transferTo: maskNumbersIn(leg.transferTo),
			})),
			outcomeDetail: maskDetail(call.outcomeDetail),
			ivrNode: call.ivrNode && { ...call.ivrNode, name: maskNumbersIn(call.ivrNode.name) },
			ivrKeys: call.ivrKeys.map(maskKeyPress),
			satisfaction: call.satisfaction && {
				...call.satisfaction,
				label: maskNumbersIn(call.satisfaction.label),
				keys: call.satisfaction.keys.map(maskKeyPress),
			},
			userData: maskNumbersIn(call.userData),
		},
		customer: {
			...customer,
			id: maskNumbersIn(customer.id),
			number: treat(customer.number),
			protectedId: maskNumbersIn(customer.protectedId),
			name: maskNumbersIn(customer.name),
			remark: maskNumbersIn(customer.remark),
		},
		line: { number: treat(line.number) },
		agent: {
			id: maskNumbersIn(agent.id),
			name: maskNumbersIn(agent.name),
			email: maskNumbersIn(agent.email),
			extension: maskNumbersIn(agent.extension),
			number: maskNumbersIn(agent.number),
			phone: treat(agent.phone),
			state: agent.state,
			stateDetail: maskDetail(agent.stateDetail),
		},
		queue: { id: event.queue.id, name: maskNumbersIn(event.queue.name) },
		transcript: event.transcript && {
			...event.transcript,
			text: maskNumbersIn(event.transcript.text),
		},
		warnings: event.warnings.map((warning) => maskNumbersIn(warning) ?? ''),
	};
}

const maskKeyPress = (press: { key: string | null; label: string | null }) => ({
	key: maskNumbersIn(press.key),
	label: maskNumbersIn(press.label),
});

const maskDetail = (detail: { code: string | null; text: string | null }) => ({
	code: maskNumbersIn(detail.code),
	text: maskNumbersIn(detail.text),
});

/** Seven digits are the shortest number that reaches a person from outside (a local landline). */
const NUMBER_IN_TEXT = /\+?\d(?:[ \-.]?\d){6,}/g;

/** Text in which every run of digits that could be a number is masked. */
export function maskNumbersIn(text: string): string;
export function maskNumbersIn(text: string | null): string | null;
export function maskNumbersIn(text: string | null): string | null {
	return text === null ? null : text.replace(NUMBER_IN_TEXT, (digits) => maskText(digits));
}
