import { simplified } from '../../../lib/callEvent/simplified';
import { readCallEvent } from '../../../lib/crm/readCallEvent';
import { answered, recordingReady } from './calls';

it('reads the call event itself, and the one in "Everything"', () => {
	expect(readCallEvent(answered)).toEqual({ ok: true, event: answered });
	expect(readCallEvent({ ...simplified(answered), callEvent: answered, raw: {} })).toEqual({
		ok: true,
		event: answered,
	});
});

it('reads as much as the simplified view kept', () => {
	const reading = readCallEvent(simplified(answered));
	expect(reading).toMatchObject({
		ok: true,
		event: {
			call: { callId: answered.call.callId, talkSeconds: 95, direction: 'inbound' },
			customer: { number: { e164: '+8613800138001' } },
			agent: { name: '王芳' },
			queue: { name: '售后服务组' },
			recording: null,
		},
	});
	expect(readCallEvent(simplified(recordingReady))).toMatchObject({
		event: { recording: { url: 'https://recordings.example.com/1.mp3', mediaType: 'audio/mpeg' } },
	});
});

it('reads a row of a table: columns that are missing or empty are not known', () => {
	const { id, type, time, vendor, callId } = simplified(answered);
	const row = { id, type, time, vendor, callId, agentName: '', talkSeconds: 95 };
	expect(readCallEvent(row)).toMatchObject({
		ok: true,
		event: {
			agent: { name: null },
			call: { talkSeconds: 95, outcome: null, direction: 'unknown' },
		},
	});
});

it('a row whose direction and missed column are empty is read too', () => {
	const row = { ...simplified(answered), direction: '', isMissed: '', outcome: '' };
	expect(readCallEvent(row)).toMatchObject({
		ok: true,
		event: { call: { direction: 'unknown', isMissed: false, outcome: null } },
	});
});

it('an item whose call id was renamed is refused: its events would become a record each', () => {
	const { callId, ...others } = simplified(answered);
	expect(readCallEvent({ ...others, call_id: callId })).toMatchObject({
		ok: false,
		reason: 'The call event in this item has no field callId',
	});
});

it.each([
	['nothing', null, 'There is no call event in this item'],
	['another item', { id: 1, type: 'x' }, 'There is no call event in this item'],
	["the vendor's payload", { _event: {} }, "This item holds the vendor's payload only"],
	[
		'a call event of another version',
		{ ...answered, schemaVersion: 2 },
		/^The call event in this item is not complete: schemaVersion: /,
	],
	[
		'a simplified item with a wrong value',
		{ ...simplified(answered), direction: 'sideways' },
		/^The call event in this item is not complete: direction: /,
	],
])('%s is refused with a reason and the setting to change', (_what, item, reason) => {
	const reading = readCallEvent(item);
	expect(reading).toMatchObject({
		ok: false,
		reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
		wayOut: expect.stringContaining('Set "Output" of the trigger to "Everything"') as string,
	});
});
