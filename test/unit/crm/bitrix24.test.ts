import { BITRIX24 } from '../../../lib/crm/bitrix24';
import {
	EXTERNAL_ID,
	answered,
	callWith,
	internal,
	missed,
	outbound,
	readable,
	recordingReady,
} from './calls';

type Part = 'register' | 'finish' | 'attachRecord';

const partOf = (part: Part, ...call: Parameters<typeof readable>) =>
	BITRIX24.map(readable(...call)).payload[part] as Record<string, unknown>;

describe('telephony.externalCall.register', () => {
	it('a call that came in', () => {
		expect(partOf('register', answered, { userId: '77' })).toEqual({
			USER_ID: '77',
			PHONE_NUMBER: '+8613800138001',
			TYPE: 2,
			CALL_START_DATE: '2026-01-01T00:00:00.000Z',
			CRM_CREATE: 1,
			SHOW: 0,
			LINE_NUMBER: '+8675588880001',
		});
	});

	it('1 is a call out, an internal one too', () => {
		expect(partOf('register', outbound).TYPE).toBe(1);
		expect(partOf('register', internal).TYPE).toBe(1);
	});

	it('without a user the agent is named by the extension, else by the staff number', () => {
		expect(partOf('register', answered)).toMatchObject({ USER_PHONE_INNER: '1002' });
		const agent = { ...answered.agent, extension: '80002301' };
		expect(partOf('register', callWith({ agent }))).toMatchObject({
			USER_PHONE_INNER: '80002301',
		});
		expect(partOf('register', missed)).not.toHaveProperty('USER_PHONE_INNER');
	});

	it('a contact found before is named', () => {
		expect(partOf('register', answered, { contactId: '501' })).toMatchObject({
			CRM_ENTITY_TYPE: 'CONTACT',
			CRM_ENTITY_ID: '501',
		});
	});
});

describe('telephony.externalCall.finish', () => {
	it('a call that was answered', () => {
		expect(partOf('finish', answered, { userId: '77' })).toEqual({
			USER_ID: '77',
			DURATION: 95,
			STATUS_CODE: '200',
		});
	});

	it.each([
		['missed', '304'],
		['abandoned_queue', '304'],
		['no_agent', '304'],
		['busy', '486'],
		['rejected', '603'],
		['canceled', '603-S'],
		['invalid_number', '404'],
		['unreachable', '480'],
		['blocked', '423'],
		['failed', '503'],
		['unknown', 'OTHER'],
	] as const)('%s has the code %s', (outcome, code) => {
		expect(partOf('finish', callWith({ call: { outcome } })).STATUS_CODE).toBe(code);
	});

	it('a missed call lasted 0 seconds, for a reason', () => {
		expect(partOf('finish', missed)).toEqual({
			DURATION: 0,
			STATUS_CODE: '304',
			FAILED_REASON: 'Hung up while waiting',
		});
	});
});

describe('telephony.externalCall.attachRecord', () => {
	it('wants a recording, which may come later', () => {
		expect(BITRIX24.map(readable(answered)).payload).not.toHaveProperty('attachRecord');
		expect(partOf('attachRecord', recordingReady)).toEqual({
			RECORD_URL: 'https://recordings.example.com/1.mp3',
			FILENAME: '1.mp3',
		});
	});

	it('takes mp3 and wav by name', () => {
		const recording = recordingReady.recording && { ...recordingReady.recording, fileName: '1.V3' };
		expect(partOf('attachRecord', { ...recordingReady, recording })).not.toHaveProperty('FILENAME');
	});
});

describe('crm.activity.add, for an inbound webhook', () => {
	it('a call that was answered, written to a contact', () => {
		const { activity } = BITRIX24.map(readable(answered, { contactId: '501', userId: '77' }))
			.payload as { activity: { fields: Record<string, unknown> } };
		const { DESCRIPTION, ...fields } = activity.fields;
		expect(fields).toEqual({
			TYPE_ID: 2,
			OWNER_TYPE_ID: 3,
			OWNER_ID: '501',
			SUBJECT: 'Inbound call from +8613800138001 (Answered)',
			DESCRIPTION_TYPE: 1,
			DIRECTION: 1,
			COMPLETED: 'Y',
			START_TIME: '2026-01-01T00:00:00.000Z',
			END_TIME: '2026-01-01T00:01:55.000Z',
			COMMUNICATIONS: [
				{ TYPE: 'PHONE', VALUE: '+8613800138001', ENTITY_TYPE_ID: 3, ENTITY_ID: '501' },
			],
			RESPONSIBLE_ID: '77',
			ORIGINATOR_ID: 'n8n-contact-center',
			ORIGIN_ID: EXTERNAL_ID,
		});
		expect(DESCRIPTION).toContain('Talk time: 1:35');
	});

	it('the same call again is found by its origin: crm.activity.list', () => {
		expect(BITRIX24.map(readable(answered)).upsert).toEqual({
			field: 'ORIGIN_ID',
			value: EXTERNAL_ID,
			filter: { ORIGINATOR_ID: 'n8n-contact-center', ORIGIN_ID: EXTERNAL_ID },
		});
	});
});
