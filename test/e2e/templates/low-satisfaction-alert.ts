import { randomUUID } from 'node:crypto';

import type { RunningTemplate } from '../templateBench';
import { aliyunEvent } from '../vendorTrigger';
import { CHAT, COPIES_PASS, cdr, recordingOf, refuses, type CallsBench } from './callsBench';
import { RECORDING_HOST } from './recordingHost';

const SLUG = 'low-satisfaction-alert';
const scored = (callId: string, key: string, change: Record<string, unknown> = {}) =>
	cdr(callId, { PostIVRKeyPressed: [{ Key: key, Label: `label ${key}` }], ...change });

export function lowSatisfactionAlert(calls: () => CallsBench): void {
	let flow: RunningTemplate;
	const complaintsOf = async (callId: string) =>
		(await calls().bench.rows('cc_complaints')).filter((row) => row['call_id'] === callId);

	beforeAll(async () => {
		flow = await calls().template(SLUG, { parameters: COPIES_PASS });
	});

	it('a low score is told once and becomes one row, however often the call is pushed', async () => {
		const callId = randomUUID();
		const push = scored(callId, '1', { Caller: '008613800138021' });
		expect(await flow.deliver(push)).toMatchObject({ status: 'success' });
		expect(await flow.deliver(push)).toMatchObject({ status: 'success' });
		expect(await complaintsOf(callId)).toEqual([
			expect.objectContaining({
				...{ vendor: 'tencent-ccc', score: 1, label: 'label 1', state: 'open' },
				customer_number: '+8613800138021',
			}),
		]);
		expect(calls().told('Score 1 (label 1)', '+8613800138021')).toHaveLength(1);
	});

	it('a high score, and a survey nobody answered, are told to nobody', async () => {
		for (const key of ['3', 'noInput']) {
			const callId = randomUUID();
			await flow.deliver(scored(callId, key));
			expect(await complaintsOf(callId)).toEqual([]);
		}
	});

	it('on a scale that ends with the worst, high scores count', async () => {
		const settings = { threshold: 4, worstIs: 'high' };
		const reversed = await calls().template(SLUG, { settings });
		const [bad, good] = [randomUUID(), randomUUID()];
		await reversed.deliver(scored(bad, '5'));
		await reversed.deliver(scored(good, '1'));
		expect(await complaintsOf(bad)).toHaveLength(1);
		expect(await complaintsOf(good)).toEqual([]);
	});

	it('a recording that comes later is written into the row', async () => {
		const callId = randomUUID();
		const url = `https://${RECORDING_HOST}/low.mp3`;
		await flow.deliver(scored(callId, '2'));
		await flow.deliver(recordingOf(callId, url));
		expect(await complaintsOf(callId)).toEqual([expect.objectContaining({ recording_url: url })]);
	});

	it('Alibaba Cloud CCC: an answer to the survey gets customer, agent and recording of the call', async () => {
		const aliyun = await calls().template(SLUG, { vendor: 'aliyun-ccc' });
		const callId = randomUUID();
		const known = {
			...{ vendor: 'aliyun-ccc', call_id: callId, customer_number: '+8613800138022' },
			...{ agent_name: '王芳', recording_url: `https://${RECORDING_HOST}/survey.mp3` },
		};
		await calls().bench.addRows('cc_calls', [known]);
		const answer = aliyunEvent('SatisfactionSurveyResponse', callId);
		expect(await aliyun.deliver(answer)).toMatchObject({ status: 'success' });
		expect(await complaintsOf(callId)).toEqual([expect.objectContaining({ ...known, score: 1 })]);
		expect(calls().told('+8613800138022', '王芳', known.recording_url)).toHaveLength(1);
	});

	it('while the chat refuses the row is kept, the message too, and the execution is red', async () => {
		const callId = randomUUID();
		const repair = calls().bench.standIn.replace(CHAT, refuses);
		const execution = await flow.deliver(scored(callId, '1'));
		repair();
		expect(execution.status).toBe('error');
		expect(await complaintsOf(callId)).toHaveLength(1);
		expect(await calls().keptOf(callId)).toEqual([expect.objectContaining({ template: SLUG })]);
	});
}
