import { SALESFORCE } from '../../../lib/crm/salesforce';
import {
	EXTERNAL_ID,
	answered,
	callWith,
	internal,
	missed,
	outbound,
	readable,
	recordingReady,
	ringing,
} from './calls';

const taskOf = (...call: Parameters<typeof readable>) => SALESFORCE.map(readable(...call)).payload;

describe('POST /services/data/v59.0/sobjects/Task', () => {
	it('a call that was answered', () => {
		const { Description, ...task } = taskOf(answered, { contactId: '003', userId: '005' });
		expect(task).toEqual({
			Subject: 'Inbound call from +8613800138001 (Answered)',
			TaskSubtype: 'Call',
			Status: 'Completed',
			ActivityDate: '2026-01-01',
			CallType: 'Inbound',
			CallDisposition: 'Answered',
			CallDurationInSeconds: 95,
			CallObject: EXTERNAL_ID,
			WhoId: '003',
			OwnerId: '005',
		});
		expect(Description).toContain('Agent: 王芳\nQueue: 售后服务组\n');
	});

	it('the date is the day where the operator sits', () => {
		const startedAt = '2026-01-01T17:00:00.000Z';
		const event = callWith({ call: { startedAt } });
		expect(taskOf(event).ActivityDate).toBe('2026-01-02');
		expect(taskOf(event, { timeZone: 'America/New_York' }).ActivityDate).toBe('2026-01-01');
	});

	it('knows calls out and internal calls', () => {
		expect(taskOf(outbound)).toMatchObject({ CallType: 'Outbound', CallDurationInSeconds: 10_800 });
		expect(taskOf(internal)).toMatchObject({ CallType: 'Internal' });
	});

	it('a missed call lasted 0 seconds and names nobody', () => {
		const task = taskOf(missed);
		expect(task).toMatchObject({
			Subject: 'Missed call from +8613800138001',
			CallDisposition: 'Hung up in the queue',
			CallDurationInSeconds: 0,
		});
		expect(task.Description).not.toContain('Agent');
	});

	it('a call that goes on is not completed', () => {
		expect(taskOf(ringing)).not.toHaveProperty('Status');
	});

	it('CallDisposition and CallObject hold 255 characters', () => {
		const callId = 'x'.repeat(300);
		const event = callWith({ call: { callId } });
		const { payload, upsert } = SALESFORCE.map(readable(event));
		expect(payload.CallObject).toHaveLength(255);
		expect(upsert.value).toBe(payload.CallObject);
	});
});

describe('the same call again', () => {
	it('is found by SOQL', () => {
		expect(SALESFORCE.map(readable(answered)).upsert.query).toBe(
			`SELECT Id FROM Task WHERE CallObject = '${EXTERNAL_ID}' LIMIT 1`,
		);
	});

	it('a call id cannot break out of the query', () => {
		const event = callWith({ call: { callId: "x' OR Name != '\\" } });
		expect(SALESFORCE.map(readable(event)).upsert.query).toContain(
			"'tencent-ccc:x\\'_OR_Name_!=_\\'\\\\'",
		);
	});

	it('an update leaves out the subtype, which Salesforce does not change', () => {
		const { payload, update } = SALESFORCE.map(readable(answered));
		const { TaskSubtype, ...rest } = payload;
		expect(TaskSubtype).toBe('Call');
		expect(update).toEqual(rest);
	});

	it('the link to a recording goes into a field of your own', () => {
		const settings = { recordingField: 'Recording_URL__c', externalIdField: 'Call_Id__c' };
		const { update } = SALESFORCE.map(readable(recordingReady, settings));
		expect(update).toEqual({
			Call_Id__c: EXTERNAL_ID,
			Recording_URL__c: 'https://recordings.example.com/1.mp3',
		});
	});
});
