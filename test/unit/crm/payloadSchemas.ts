import { z } from 'zod';

import type { CrmName } from '../../../lib/crm/mapToCrm';
import { vConSchema } from './vConSchema';

const text = z.string().min(1);
const count = z.int().nonnegative();
const isoTime = z.iso.datetime();
const spacedTime = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);

const hubSpot = z.strictObject({
	properties: z
		.strictObject({
			hs_timestamp: isoTime,
			hs_call_title: text,
			hs_call_body: text,
			hs_call_direction: z.enum(['INBOUND', 'OUTBOUND']),
			hs_call_status: z.enum([
				...(['BUSY', 'CALLING_CRM_USER', 'CANCELED', 'COMPLETED', 'CONNECTING', 'FAILED'] as const),
				...(['IN_PROGRESS', 'NO_ANSWER', 'QUEUED', 'RINGING'] as const),
			]),
			hs_call_disposition: z.guid(),
			hs_call_duration: z.string().regex(/^\d+$/),
			hs_call_from_number: text,
			hs_call_to_number: text,
			hs_call_recording_url: text,
			hs_call_external_id: text,
		})
		.partial(),
});

const task = z
	.strictObject({
		Subject: text,
		TaskSubtype: z.literal('Call'),
		Status: z.literal('Completed'),
		ActivityDate: z.iso.date(),
		CallType: z.enum(['Inbound', 'Outbound', 'Internal']),
		CallDisposition: text.max(255),
		CallDurationInSeconds: count,
		CallObject: text.max(255),
		Description: text,
	})
	.partial();

const zohoCall = z
	.strictObject({
		Subject: text,
		Call_Type: z.enum(['Inbound', 'Outbound', 'Missed']),
		Call_Start_Time: z.iso.datetime({ offset: true }),
		Call_Duration: z.string().regex(/^\d{2,}:[0-5]\d$/),
		Call_Duration_in_seconds: count,
		Call_Result: text,
		Description: text,
		Caller_ID: text,
		Dialled_Number: text,
		Voice_Recording__s: text,
		Contact_Center_Call_ID: text,
	})
	.partial();

const user = { USER_ID: text, USER_PHONE_INNER: text };
const bitrix24 = z.strictObject({
	register: z
		.strictObject({
			...user,
			PHONE_NUMBER: text,
			TYPE: z.int().min(1).max(5),
			CALL_START_DATE: isoTime,
			CRM_CREATE: z.literal(1),
			SHOW: z.literal(0),
			LINE_NUMBER: text,
		})
		.partial(),
	finish: z
		.strictObject({ ...user, DURATION: count, STATUS_CODE: text, FAILED_REASON: text })
		.partial(),
	attachRecord: z
		.strictObject({
			RECORD_URL: text,
			FILENAME: z
				.string()
				.regex(/\.(?:mp3|wav)$/i)
				.optional(),
		})
		.optional(),
	activity: z.strictObject({
		fields: z
			.strictObject({
				TYPE_ID: z.literal(2),
				SUBJECT: text,
				DESCRIPTION: text,
				DESCRIPTION_TYPE: z.literal(1),
				DIRECTION: z.literal([1, 2]),
				COMPLETED: z.literal('Y'),
				START_TIME: isoTime,
				END_TIME: isoTime,
				COMMUNICATIONS: z.array(z.strictObject({ TYPE: z.literal('PHONE'), VALUE: text })),
				ORIGINATOR_ID: text,
				ORIGIN_ID: text,
			})
			.partial(),
	}),
});

const message = z.strictObject({
	model: z.literal('res.partner'),
	message_type: z.literal('comment'),
	message_id: z.string().regex(/^<\S+@contact-center>$/),
	subject: text.optional(),
	body: text.optional(),
	date: spacedTime.optional(),
});

const callLog = z
	.strictObject({
		subject: text,
		outcome: z.enum([
			...(['connected', 'no_answer', 'left_message', 'left_voicemail'] as const),
			...(['wrong_number', 'busy'] as const),
		]),
		duration: z.string().regex(/^\d+$/),
		from_phone_number: text,
		to_phone_number: text,
		start_time: spacedTime,
		end_time: spacedTime,
		note: text,
	})
	.partial();

const phoneCall = z
	.strictObject({
		subject: text,
		directioncode: z.boolean(),
		phonenumber: text,
		description: text,
		actualstart: isoTime,
		actualend: isoTime,
		actualdurationminutes: count,
		leftvoicemail: z.boolean(),
	})
	.partial();

const ticket = z.strictObject({
	ticket: z.strictObject({
		external_id: text,
		via_id: z.literal([44, 45, 46]).optional(),
		subject: text.optional(),
		description: text.optional(),
		voice_comment: z
			.strictObject({
				from: text,
				to: text,
				started_at: isoTime,
				call_duration: count,
				location: text,
				recording_url: text,
				transcription_text: text,
			})
			.partial(),
	}),
});

const fxiaokeRecord = z
	.strictObject({
		callId: text,
		direction: text,
		callResult: text,
		isConnected: z.boolean(),
		callerNumber: text,
		calledNumber: text,
		customerNumber: text,
		agentId: text,
		agentName: text,
		queueName: text,
		startTime: z.int().min(1e12),
		answerTime: z.int().min(1e12),
		endTime: z.int().min(1e12),
		ringSeconds: count,
		talkSeconds: count,
		recordingUrl: text,
		satisfaction: z.union([z.number(), text]),
		subject: text,
		remark: text,
	})
	.partial();

/** What each CRM takes, when no record ids are given: no other fields, and these values only. */
export const PAYLOAD_SCHEMAS: Record<CrmName, z.ZodType> = {
	bitrix24,
	dynamics: phoneCall,
	fxiaoke: fxiaokeRecord,
	hubspot: hubSpot,
	odoo: message,
	pipedrive: callLog,
	salesforce: task,
	vcon: vConSchema,
	zendesk: ticket,
	zoho: z.strictObject({ data: z.array(zohoCall).length(1) }),
};
