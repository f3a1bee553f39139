import { HUBSPOT } from '../../../lib/crm/hubSpot';
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
	short,
	withoutTimes,
} from './calls';

const propertiesOf = (...call: Parameters<typeof readable>) =>
	HUBSPOT.map(readable(...call)).payload.properties as Record<string, string>;

describe('POST /crm/v3/objects/calls', () => {
	it('a call that was answered', () => {
		expect(HUBSPOT.map(readable(answered)).payload).toEqual({
			properties: {
				hs_timestamp: '2026-01-01T00:00:00.000Z',
				hs_call_title: 'Inbound call from +8613800138001 (Answered)',
				hs_call_body: [
					'Outcome: Answered (Normal end)',
					'Number: +8613800138001',
					'Agent: 王芳',
					'Queue: 售后服务组',
					'Started: 2026-01-01 08:00:00',
					'Wait time: 0:03',
					'Talk time: 1:35',
					'Satisfaction: 5 非常满意',
					`Call ID: ${EXTERNAL_ID}`,
				].join('<br>'),
				hs_call_direction: 'INBOUND',
				hs_call_status: 'COMPLETED',
				hs_call_disposition: 'f240bbac-87c9-4f6e-bf70-924b57d47db7',
				hs_call_duration: '95000',
				hs_call_from_number: '+8613800138001',
				hs_call_to_number: '+8675588880001',
				hs_call_external_id: EXTERNAL_ID,
			},
		});
	});

	it('durations are milliseconds as text, hours too, and 0 is a duration', () => {
		expect(propertiesOf(outbound).hs_call_duration).toBe('10800000');
		expect(propertiesOf(short).hs_call_duration).toBe('0');
		expect(propertiesOf(missed).hs_call_duration).toBe('0');
		expect(propertiesOf(withoutTimes)).not.toHaveProperty('hs_call_duration');
	});

	it('numbers stand the other way round in a call to the customer', () => {
		expect(propertiesOf(outbound)).toMatchObject({
			hs_call_direction: 'OUTBOUND',
			hs_call_from_number: '+8675588880001',
			hs_call_to_number: '+8613800138001',
		});
	});

	it('an internal call has no direction in HubSpot', () => {
		expect(propertiesOf(internal)).not.toHaveProperty('hs_call_direction');
		expect(propertiesOf(internal).hs_call_title).toMatch(/^Internal call with/);
	});

	it.each([
		['missed', 'NO_ANSWER', '73a0d17f-1163-4015-bdd5-ec830791da20'],
		['abandoned_queue', 'NO_ANSWER', '73a0d17f-1163-4015-bdd5-ec830791da20'],
		['busy', 'BUSY', '9d9162e7-6cf3-4944-bf63-4dff82258764'],
		['invalid_number', 'FAILED', '17b47fee-58de-441e-a44c-c6300d46f273'],
		['voicemail', 'COMPLETED', 'b2cf5968-551e-4856-9783-52b3da59a7d0'],
		['canceled', 'CANCELED', undefined],
		['unknown', undefined, undefined],
	] as const)('%s is the status %s and the disposition %s', (outcome, status, disposition) => {
		const properties = propertiesOf(callWith({ call: { outcome } }));
		expect([properties.hs_call_status, properties.hs_call_disposition]).toEqual([
			status,
			disposition,
		]);
	});

	it('a portal has dispositions of its own', () => {
		const own = '11111111-2222-4333-8444-555555555555';
		const properties = propertiesOf(missed, { dispositions: { abandoned_queue: own } });
		expect(properties.hs_call_disposition).toBe(own);
	});

	it('a call that goes on has a status, but no disposition and no duration', () => {
		expect(propertiesOf(ringing)).toMatchObject({ hs_call_status: 'RINGING' });
		expect(propertiesOf(ringing)).not.toHaveProperty('hs_call_disposition');
		expect(propertiesOf(ringing)).not.toHaveProperty('hs_call_duration');
	});

	it('the required time is when it happened, where no time of the call is known', () => {
		expect(propertiesOf(withoutTimes).hs_timestamp).toBe('2026-01-01T00:01:55.000Z');
	});

	it('what a caller is called is no markup', () => {
		const customer = { ...answered.customer, name: '<img src=x>' };
		const event = callWith({ customer, call: { userData: '<b>"&' } });
		expect(propertiesOf(event).hs_call_body).toContain('User data: &lt;b&gt;&quot;&amp;');
	});

	it('the contact and the owner are linked where they are given', () => {
		const { payload, update } = HUBSPOT.map(readable(answered, { contactId: '501', userId: '77' }));
		expect(payload).toMatchObject({
			properties: { hubspot_owner_id: '77' },
			associations: [
				{
					to: { id: '501' },
					types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 194 }],
				},
			],
		});
		expect(Object.keys(update ?? {})).toEqual(['properties']);
	});
});

describe('the same call again', () => {
	it('is found by its external id: POST /crm/v3/objects/calls/search', () => {
		expect(HUBSPOT.map(readable(answered)).upsert).toEqual({
			field: 'hs_call_external_id',
			value: EXTERNAL_ID,
			search: {
				filterGroups: [
					{
						filters: [{ propertyName: 'hs_call_external_id', operator: 'EQ', value: EXTERNAL_ID }],
					},
				],
				properties: ['hs_call_external_id'],
				limit: 1,
			},
		});
	});

	it('a recording adds its link and leaves the rest of the record alone', () => {
		// TCCC tells the customer's number with it and no direction: an outbound call's numbers would swap.
		const { customer, line } = answered;
		expect(HUBSPOT.map(readable({ ...recordingReady, customer, line })).update).toEqual({
			properties: {
				hs_call_recording_url: 'https://recordings.example.com/1.mp3',
				hs_call_external_id: EXTERNAL_ID,
			},
		});
	});

	it('a property of your own may take the external id', () => {
		const { payload, upsert } = HUBSPOT.map(readable(answered, { externalIdField: 'call_id' }));
		expect(payload).toMatchObject({ properties: { call_id: EXTERNAL_ID } });
		expect(payload.properties).not.toHaveProperty('hs_call_external_id');
		expect(upsert.field).toBe('call_id');
	});
});
