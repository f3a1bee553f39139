import { simplified } from '../../../../lib/callEvent/simplified';
import { toCallEvents } from '../../../../lib/huaweiCec/callbacks/toCallEvents';
import { operationsReady, recordsReady, skillsReady } from '../../../fixtures/huaweiCec/callbacks';
import { eventOf, settings } from './readEvents';

describe('a file that is ready (reference/huawei §3.1, §3.4)', () => {
	it('is no event of a call, and names the file', () => {
		const event = eventOf(recordsReady);
		expect(event).toMatchObject({
			id: 'huawei-cec:202600000001:file:11112222-3333-4444-5555-666677778888:20260602_11112222333344445555666677778888.zip',
			type: 'records.ready',
			subject: null,
			time: event.receivedAt,
			call: { vendor: 'huawei-cec', callId: null, status: null, outcome: null, isFinal: false },
			file: {
				name: '20260602_11112222333344445555666677778888.zip',
				content: 'call_records',
				requestId: '11112222-3333-4444-5555-666677778888',
			},
			recording: null,
			warnings: [],
			raw: recordsReady,
		});
	});

	it('has the name in the simplified view', () => {
		expect(simplified(eventOf(recordsReady)).fileName).toBe(recordsReady.msgBody.billFileName);
	});

	it.each([
		['agent_operations', operationsReady],
		['agent_skills', skillsReady],
		['agent_skills', { msgBody: { agentSkillInfoFileName: 'a.zip' } }],
		['call_records', { billFileName: 'flat.zip' }],
	])('%s: %j', (content, push) => {
		expect(eventOf(push).file).toMatchObject({ content, name: expect.stringMatching(/\.zip$/) });
	});

	it('warns when there is none', () => {
		const event = eventOf({ msgBody: { responseId: 'r-1', billFileName: '' } });
		expect(event.file).toEqual({ name: null, content: null, requestId: 'r-1' });
		expect(event.warnings).toEqual(['The push names no file']);
	});

	it('keeps its id in every copy, ten minutes later too', () => {
		const later = toCallEvents(recordsReady, {
			...settings,
			receivedAt: settings.receivedAt + 6e5,
		});
		const [copy] = later.ok ? later.readings : [];
		expect(copy?.ok && copy.event.id).toBe(eventOf(recordsReady).id);
		expect(eventOf(operationsReady).id).not.toBe(eventOf(recordsReady).id);
	});

	it('is refused when it has neither a name nor a request', () => {
		const reading = toCallEvents({ msgBody: { responseId: '' } }, settings);
		expect(reading).toMatchObject({
			readings: [
				{ ok: false, message: expect.stringMatching(/^responseId, billFileName.*missing/) },
			],
		});
	});
});
