import { ZOHO } from '../../../lib/crm/zoho';
import {
	EXTERNAL_ID,
	answered,
	callWith,
	internal,
	missed,
	outbound,
	readable,
	recordingReady,
	short,
} from './calls';

function recordOf(...call: Parameters<typeof readable>) {
	const [record] = ZOHO.map(readable(...call)).payload.data as Array<Record<string, unknown>>;
	return record ?? {};
}

describe('POST /crm/v8/Calls', () => {
	it('a call that was answered', () => {
		const { Description, ...record } = recordOf(answered, { contactId: '501', userId: '77' });
		expect(record).toEqual({
			Subject: 'Inbound call from +8613800138001 (Answered)',
			Call_Type: 'Inbound',
			Call_Start_Time: '2026-01-01T00:00:00+00:00',
			Call_Duration: '01:35',
			Call_Duration_in_seconds: 95,
			Call_Result: 'Answered',
			Caller_ID: '+8613800138001',
			Dialled_Number: '+8675588880001',
			Contact_Center_Call_ID: EXTERNAL_ID,
			Who_Id: { id: '501' },
			Owner: { id: '77' },
		});
		expect(Description).toContain('Agent: 王芳');
	});

	it.each([
		['0 seconds', short, '00:00', 0],
		['3 hours', outbound, '180:00', 10_800],
	] as const)('a call of %s', (_length, event, text, seconds) => {
		expect(recordOf(event)).toMatchObject({
			Call_Duration: text,
			Call_Duration_in_seconds: seconds,
		});
	});

	it('a missed call is a type of its own and has no duration', () => {
		expect(recordOf(missed)).toMatchObject({
			Call_Type: 'Missed',
			Call_Result: 'Hung up in the queue',
		});
		expect(recordOf(missed)).not.toHaveProperty('Call_Duration');
	});

	it('a call the customer did not answer is outbound, not missed', () => {
		const event = callWith({ call: { outcome: 'no_answer', talkSeconds: null } }, outbound);
		expect(recordOf(event)).toMatchObject({ Call_Type: 'Outbound', Call_Duration: '00:00' });
	});

	it('an internal call is one the agent made: Zoho asks for a type', () => {
		expect(recordOf(internal).Call_Type).toBe('Outbound');
	});

	it('your own words for the results of a call', () => {
		const record = recordOf(missed, { dispositions: { abandoned_queue: 'No response/Busy' } });
		expect(record.Call_Result).toBe('No response/Busy');
	});
});

describe('the same call again', () => {
	it('is found by a field made for it: GET /crm/v8/Calls/search?criteria=', () => {
		const { upsert } = ZOHO.map(readable(answered));
		expect(upsert.criteria).toBe(`(Contact_Center_Call_ID:equals:${EXTERNAL_ID})`);
	});

	it('what separates criteria is escaped', () => {
		const { upsert } = ZOHO.map(readable(answered, { externalId: 'a(b),c' }));
		expect(upsert.criteria).toBe('(Contact_Center_Call_ID:equals:a\\(b\\)\\,c)');
	});

	it('an update leaves out what Zoho refuses to change', () => {
		const { update } = ZOHO.map(readable(answered, { userId: '77' }));
		const [record] = update?.data as Array<Record<string, unknown>>;
		for (const field of ['Call_Type', 'Call_Start_Time', 'Owner']) {
			expect(record).not.toHaveProperty(field);
		}
	});

	it('a recording adds its link', () => {
		expect(ZOHO.map(readable(recordingReady)).update).toEqual({
			data: [
				{
					Voice_Recording__s: 'https://recordings.example.com/1.mp3',
					Contact_Center_Call_ID: EXTERNAL_ID,
				},
			],
		});
	});
});
