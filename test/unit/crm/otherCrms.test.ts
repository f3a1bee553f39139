import { DYNAMICS } from '../../../lib/crm/dynamics';
import { FXIAOKE } from '../../../lib/crm/fxiaoke';
import { PIPEDRIVE } from '../../../lib/crm/pipedrive';
import { ZENDESK } from '../../../lib/crm/zendesk';
import {
	EXTERNAL_ID,
	answered,
	callWith,
	missed,
	outbound,
	readable,
	recordingReady,
	ringing,
	short,
} from './calls';

describe('Pipedrive: POST /v1/callLogs', () => {
	it('a call that was answered', () => {
		const call = readable(answered, { contactId: '501', userId: '77' });
		const { note, ...log } = PIPEDRIVE.map(call).payload;
		expect(log).toEqual({
			subject: 'Inbound call from +8613800138001 (Answered)',
			outcome: 'connected',
			duration: '95',
			from_phone_number: '+8613800138001',
			to_phone_number: '+8675588880001',
			start_time: '2026-01-01 00:00:00',
			end_time: '2026-01-01 00:01:55',
			person_id: 501,
			user_id: 77,
		});
		expect(note).toContain(`<br>Call ID: ${EXTERNAL_ID}`);
	});

	it.each([
		['missed', 'no_answer'],
		['busy', 'busy'],
		['invalid_number', 'wrong_number'],
		['voicemail', 'left_voicemail'],
	] as const)('%s is %s', (outcome, word) => {
		const { payload } = PIPEDRIVE.map(readable(callWith({ call: { outcome } })));
		expect(payload.outcome).toBe(word);
	});

	it('a call log cannot be changed', () => {
		expect(PIPEDRIVE.map(readable(answered))).not.toHaveProperty('update');
	});
});

describe('Dynamics 365: PATCH /api/data/v9.2/phonecalls(key)', () => {
	it('a call that was answered', () => {
		const call = readable(answered, { contactId: 'c-1', userId: 'u-1' });
		const { description, ...phoneCall } = DYNAMICS.map(call).payload;
		expect(phoneCall).toEqual({
			subject: 'Inbound call from +8613800138001 (Answered)',
			directioncode: false,
			phonenumber: '+8613800138001',
			actualstart: '2026-01-01T00:00:00Z',
			actualend: '2026-01-01T00:01:55Z',
			actualdurationminutes: 2,
			leftvoicemail: false,
			'regardingobjectid_contact_phonecall@odata.bind': '/contacts(c-1)',
			'ownerid@odata.bind': '/systemusers(u-1)',
			phonecall_activity_parties: [
				{ 'partyid_contact@odata.bind': '/contacts(c-1)', participationtypemask: 1 },
				{ 'partyid_systemuser@odata.bind': '/systemusers(u-1)', participationtypemask: 2 },
			],
		});
		expect(description).toContain('Talk time: 1:35');
	});

	it.each([
		[short, 0],
		[answered, 2],
		[outbound, 180],
		[callWith({ call: { talkSeconds: 60 } }), 1],
		[callWith({ call: { talkSeconds: 61 } }), 2],
	])('counts whole minutes, rounded up', (event, minutes) => {
		expect(DYNAMICS.map(readable(event)).payload.actualdurationminutes).toBe(minutes);
	});

	it('is completed by a second call: made or received', () => {
		expect(DYNAMICS.map(readable(answered)).complete).toEqual({ statecode: 1, statuscode: 4 });
		expect(DYNAMICS.map(readable(outbound)).complete).toEqual({ statecode: 1, statuscode: 2 });
		expect(DYNAMICS.map(readable(ringing))).not.toHaveProperty('complete');
	});

	it('has a key that is the same for every event of the call, and of that call only', () => {
		const keyOf = (event: typeof answered) => DYNAMICS.map(readable(event)).upsert.value;
		expect(keyOf(answered)).toMatch(
			/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
		);
		expect(keyOf(recordingReady)).toBe(keyOf(answered));
		expect(keyOf(callWith({ call: { callId: 'other' } }))).not.toBe(keyOf(answered));
	});

	it('the link to a recording goes into a column of your own', () => {
		const call = readable(recordingReady, { recordingField: 'new_recordingurl' });
		expect(DYNAMICS.map(call).update).toEqual({
			new_recordingurl: 'https://recordings.example.com/1.mp3',
		});
	});
});

describe('Zendesk: POST /api/v2/channels/voice/tickets.json', () => {
	it('a ticket with a voice comment', () => {
		const { payload } = ZENDESK.map(readable(answered, { contactId: '501', userId: '77' }));
		expect(payload).toEqual({
			ticket: {
				external_id: EXTERNAL_ID,
				via_id: 45,
				subject: 'Inbound call from +8613800138001 (Answered)',
				description: expect.stringContaining('Agent: 王芳') as string,
				requester_id: 501,
				assignee_id: 77,
				voice_comment: {
					from: '+8613800138001',
					to: '+8675588880001',
					started_at: '2026-01-01T00:00:00.000Z',
					call_duration: 95,
					answered_by_id: 77,
				},
			},
		});
	});

	it('tells calls out and voicemails', () => {
		const viaOf = (event: typeof answered) =>
			(ZENDESK.map(readable(event)).payload.ticket as { via_id: number }).via_id;
		expect(viaOf(outbound)).toBe(46);
		expect(viaOf(callWith({ call: { outcome: 'voicemail' } }))).toBe(44);
	});

	it("the same call again is found by the ticket's external id", () => {
		expect(ZENDESK.map(readable(answered)).upsert.query).toBe(
			'external_id=tencent-ccc%3A7c1e0000-aaaa-4bbb-8ccc-000000000001',
		);
		expect(ZENDESK.map(readable(recordingReady)).update).toEqual({
			ticket: { voice_comment: { recording_url: 'https://recordings.example.com/1.mp3' } },
		});
	});
});

describe('纷享销客: pushData', () => {
	it('一通接通的来电', () => {
		const { remark, ...record } = FXIAOKE.map(readable(answered, { language: 'zh' })).payload;
		expect(record).toEqual({
			callId: EXTERNAL_ID,
			direction: 'inbound',
			callResult: '已接通',
			isConnected: true,
			callerNumber: '+8613800138001',
			calledNumber: '+8675588880001',
			customerNumber: '+8613800138001',
			agentName: '王芳',
			queueName: '售后服务组',
			startTime: Date.parse('2026-01-01T00:00:00.000Z'),
			answerTime: Date.parse('2026-01-01T00:00:20.000Z'),
			endTime: Date.parse('2026-01-01T00:01:55.000Z'),
			ringSeconds: 5,
			talkSeconds: 95,
			satisfaction: 5,
			subject: '来电 +8613800138001（已接通）',
		});
		expect(remark).toContain('开始时间：2026-01-01 08:00:00\n');
	});

	it('一通未接来电', () => {
		expect(FXIAOKE.map(readable(missed, { language: 'zh' })).payload).toMatchObject({
			subject: '未接来电 +8613800138001',
			callResult: '排队中挂断',
			isConnected: false,
			talkSeconds: 0,
		});
	});
});
