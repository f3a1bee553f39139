import { z } from 'zod';

import type { PhoneNumber } from '../phone/phoneNumber';
import { callEventSchema, type CallEvent } from './callEvent';

const { id, type, time, call, customer, agent, queue, recording, campaign } = callEventSchema.shape;

/** The simplified view's fields, each with the definition it has in the call event. */
export const simplifiedSchema = z.object({
	id,
	type,
	time,
	vendor: call.shape.vendor,
	callId: call.shape.callId,
	direction: call.shape.direction,
	status: call.shape.status,
	outcome: call.shape.outcome,
	isMissed: call.shape.isMissed,
	customerNumber: z.string().nullable().describe('E.164, else as the vendor gave it'),
	customerName: customer.shape.name,
	lineNumber: z.string().nullable().describe('The number called, or displayed when calling'),
	agentId: agent.shape.id,
	agentName: agent.shape.name,
	agentEmail: agent.shape.email,
	agentPhone: z
		.string()
		.nullable()
		.describe("The agent's number: E.164, else as given, or extension"),
	agentState: agent.shape.state,
	queueName: queue.shape.name,
	startedAt: call.shape.startedAt,
	answeredAt: call.shape.answeredAt,
	endedAt: call.shape.endedAt,
	ringSeconds: call.shape.ringSeconds,
	talkSeconds: call.shape.talkSeconds,
	hangupBy: call.shape.hangupBy,
	recordingUrl: recording.unwrap().shape.url,
	userData: call.shape.userData,
	campaignId: campaign.unwrap().shape.id,
	caseId: campaign.unwrap().shape.caseId,
	fileName: z
		.string()
		.min(1)
		.nullable()
		.describe('Of the recording, or with records.ready of the file that can be fetched'),
});

export type SimplifiedEvent = z.infer<typeof simplifiedSchema>;

/**
 * The flat view a trigger puts out unless told otherwise: an operator maps columns, not trees. The
 * fields are always all there, in this order (design §3).
 */
export function simplified(event: CallEvent): SimplifiedEvent {
	const { call, customer, agent } = event;
	return {
		id: event.id,
		type: event.type,
		time: event.time,
		vendor: call.vendor,
		callId: call.callId,
		direction: call.direction,
		status: call.status,
		outcome: call.outcome,
		isMissed: call.isMissed,
		customerNumber: shownNumber(customer.number),
		customerName: customer.name,
		lineNumber: shownNumber(event.line.number),
		agentId: agent.id,
		agentName: agent.name,
		agentEmail: agent.email,
		agentPhone: shownNumber(agent.phone) ?? agent.extension,
		agentState: agent.state,
		queueName: event.queue.name,
		startedAt: call.startedAt,
		answeredAt: call.answeredAt,
		endedAt: call.endedAt,
		ringSeconds: call.ringSeconds,
		talkSeconds: call.talkSeconds,
		hangupBy: call.hangupBy,
		recordingUrl: event.recording?.url ?? null,
		userData: call.userData,
		campaignId: event.campaign?.id ?? null,
		caseId: event.campaign?.caseId ?? null,
		fileName: event.file?.name ?? event.recording?.fileName ?? null,
	};
}

/** E.164, else as given; with privacy on, the mask or the hash. */
function shownNumber(number: PhoneNumber | null): string | null {
	return number && (number.e164 ?? number.raw ?? number.display);
}
