import { outputOf } from '../../../runtime/src/index.ts';
import { startSmtpStandIn, type SmtpStandIn } from '../smtpStandIn';
import type { RunningTemplate, SetUp } from '../templateBench';
import { boundToCec, keptBy, tellsTheTeam, told, yesterday, type HuaweiScene } from './huaweiScene';

const SLUG = 'daily-report-queues-and-agents';
const START = 'Every morning';
const NODES = ['Skill queues', 'Figures of the queues', 'Agents', 'Figures of the agents'];
const HOSTILE = '<script>alert(1)</script>';

export function dailyReport(scene: () => HuaweiScene): void {
	let smtp: SmtpStandIn;
	let flow: RunningTemplate;

	const reports = async () => await scene().bench.rows('cc_daily_report');
	const start = async (settings: SetUp['settings'] = {}) =>
		await scene().bench.template(SLUG, {
			credentials: {
				...boundToCec(scene(), NODES),
				'Send the report by e-mail': { type: 'smtp', data: smtp.credential },
			},
			workflows: tellsTheTeam(scene()),
			settings,
		});

	beforeAll(async () => {
		smtp = await startSmtpStandIn();
		flow = await start();
	});
	afterAll(async () => await smtp?.stop());

	it('is kept and red while CC-CMS or the mail server refuses, and nothing counts as reported', async () => {
		const { cec } = scene();
		cec.inject({ kind: 'code', endpoint: 'hisindex/agentforday', code: '0101003', count: 9 });
		expect(await flow.runFrom(START)).toMatchObject({ status: 'error' });
		cec.clearFaults();
		expect(await keptBy(scene(), SLUG)).toEqual([
			expect.objectContaining({ event_id: `${SLUG}:${yesterday().day}` }),
		]);
		smtp.refuseWith('550 No such user');
		const execution = await flow.runFrom(START);
		smtp.refuseWith(null);
		expect(execution.data.resultData.error?.message).toContain('550 No such user');
		expect(await reports()).toEqual([]);
		expect(smtp.mails).toEqual([]);
	});

	it('sends the figures of yesterday, keeps them and tells the team', async () => {
		const { agents, skills } = scene().cec.state;
		const [agent] = agents;
		const name = String(agent?.name);
		if (agent) agent.name = HOSTILE;
		const execution = await flow.runFrom(START);
		if (agent) agent.name = name;
		expect(execution).toMatchObject({ status: 'success' });

		const figures = outputOf(execution, 'Figures of the queues').flatMap(
			({ json }) => json['idxs'] as Array<{ id: string; val: string }>,
		);
		const sum = (index: string) =>
			figures.reduce((total, { id, val }) => total + (id === index ? Number(val) : 0), 0);
		const { day } = yesterday();
		const [report, ...others] = await reports();
		expect(others).toEqual([]);
		expect(report).toMatchObject({
			report_id: `huawei-cec:${day}`,
			day,
			requested: sum('IDX_COUNT_SKILL_REQUEST'),
			connected: sum('IDX_COUNT_SKILL_CONNECTED'),
			lost: sum('IDX_COUNT_SKILL_ABANDON'),
		});
		expect(report?.['requested']).toBeGreaterThan(0);
		expect(JSON.parse(String(report?.['queues']))).toHaveLength(skills.length);
		expect(JSON.parse(String(report?.['agents']))).toHaveLength(agents.length);

		const [mail, ...more] = smtp.mails;
		expect(more).toEqual([]);
		expect(mail).toMatchObject({ from: 'reports@example.com', to: ['team-leads@example.com'] });
		const html = decoded(String(mail?.source));
		for (const each of skills) expect(html).toContain(`>${each.name}</td>`);
		expect(html).toContain(`${day}: ${String(report?.['requested'])} asked for an agent`);
		expect(html).toContain('&#60;script&#62;alert(1)');
		expect(html).not.toContain('<script');
		expect(told(scene()).at(-1)).toContain(
			`${day}: ${String(report?.['requested'])} asked for an agent`,
		);
	});

	it('asks CC-CMS for the whole day on the wall of the call center', () => {
		const { day } = yesterday();
		const asked = scene().cec.requests.all.filter(({ endpoint }) => endpoint.includes('forday'));
		expect(JSON.stringify(asked.at(-1))).toContain(`${day} 00:00:00`);
		expect(JSON.stringify(asked.at(-1))).toContain(`${day} 23:59:59`);
	});

	it('reports a day once', async () => {
		const before = { mails: smtp.mails.length, told: told(scene()).length };
		expect(await flow.runFrom(START)).toMatchObject({ status: 'success' });
		expect(await reports()).toHaveLength(1);
		expect({ mails: smtp.mails.length, told: told(scene()).length }).toEqual(before);
	});
}

/** The text of a mail's quoted-printable or Base64 body. */
function decoded(source: string): string {
	const [head = '', ...body] = source.split('\r\n\r\n');
	const text = body.join('\r\n\r\n');
	if (/base64/i.test(head)) return Buffer.from(text, 'base64').toString();
	const bytes = text
		.replace(/=\r\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
	return Buffer.from(bytes, 'latin1').toString();
}
