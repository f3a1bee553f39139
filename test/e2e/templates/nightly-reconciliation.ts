import type { RunningTemplate } from '../templateBench';
import { boundToCec, keptBy, tellsTheTeam, told, yesterday, type HuaweiScene } from './huaweiScene';

const SLUG = 'nightly-reconciliation';

export function nightlyReconciliation(scene: () => HuaweiScene): void {
	let flow: RunningTemplate;

	const rowsOf = async () =>
		(await scene().bench.rows('cc_calls')).filter(({ vendor }) => vendor === 'huawei-cec');
	/** The calls CC-FS has of yesterday. */
	const recorded = () => {
		const { from, to } = yesterday();
		const { calls } = scene().cec.state;
		return calls.filter(({ waitBegin }) => waitBegin >= from && waitBegin < to);
	};

	beforeAll(async () => {
		flow = await scene().bench.template(SLUG, {
			credentials: boundToCec(scene(), ['Call records of yesterday']),
			workflows: tellsTheTeam(scene()),
		});
	});

	it('writes the calls that did not arrive, marks them and tells how many', async () => {
		const ids = recorded().map(({ callId }) => callId);
		const arrived = ids.slice(0, 5);
		await scene().bench.addRows(
			'cc_calls',
			arrived.map((call_id) => ({
				event_id: `pushed:${call_id}`,
				vendor: 'huawei-cec',
				call_id,
				crm_id: '7001',
			})),
		);
		expect(await flow.runFrom('Every night')).toMatchObject({ status: 'success' });

		const rows = await rowsOf();
		expect(rows.map(({ call_id }) => call_id).sort()).toEqual([...ids].sort());
		expect(rows.filter(({ crm_id }) => crm_id === '7001')).toHaveLength(arrived.length);
		const marked = await scene().bench.rows('cc_reconciled');
		expect(marked.map(({ call_id }) => call_id).sort()).toEqual(
			ids.filter((id) => !arrived.includes(id)).sort(),
		);
		const answered = recorded().find(
			({ callId, isAnswered, isInbound }) => !arrived.includes(callId) && isAnswered && isInbound,
		);
		expect(rows.find(({ call_id }) => call_id === answered?.callId)).toMatchObject({
			direction: 'inbound',
			outcome: 'answered',
			customer_number: `+86${answered?.caller}`,
			agent_name: String(answered?.agentId),
			talk_seconds: Math.round((Number(answered?.callEnd) - Number(answered?.callBegin)) / 1000),
		});
		expect(told(scene()).at(-1)).toContain(
			`${ids.length - arrived.length} of ${ids.length} calls had not arrived, from ${yesterday().day}`,
		);
	});

	it('doubles nothing and tells nothing when it runs again', async () => {
		const before = { rows: await rowsOf(), told: told(scene()).length };
		expect(await flow.runFrom('Every night')).toMatchObject({ status: 'success' });
		expect({ rows: await rowsOf(), told: told(scene()).length }).toEqual(before);
	});

	it('keeps the day and ends red when CC-FS refuses', async () => {
		const { cec } = scene();
		cec.inject({ kind: 'code', endpoint: 'queryBillData', code: '0300010', count: 9 });
		const execution = await flow.runFrom('Every night');
		cec.clearFaults();
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toContain('could not be compared');
		expect(await keptBy(scene(), SLUG)).toEqual([
			expect.objectContaining({ event_id: `${SLUG}:${yesterday().day}` }),
		]);
	});
}
