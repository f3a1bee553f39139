import { basic } from '../contactCenter';
import type { RunningTemplate } from '../templateBench';
import { boundToCec, keptBy, tellsTheTeam, told, type HuaweiScene } from './huaweiScene';

const SLUG = 'do-not-call-sync';
const FORM = 'Do not call this number';
const NODES = [
	'Is it blocked already?',
	'Block it now',
	'Unblock it now',
	'Read the blocklist',
	'Block what is missing',
	'Unblock what was withdrawn',
];
const STAFF = { type: 'httpBasicAuth', data: { user: 'staff', password: 'staff-password' } };
const BLOCK = 'Do not call';
const ALLOW = 'May be called again';

/** Numbers of +86 138 0013 81xx, as they are dialed. */
const numbers = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => `138001381${String(from + index).padStart(2, '0')}`);

export function doNotCallSync(scene: () => HuaweiScene): void {
	let flow: RunningTemplate;

	const blocklist = () => scene().cec.state.blocklist;
	const listed = () => [...blocklist().keys()].sort();
	const table = async () => await scene().bench.rows('cc_do_not_call');
	const blockCalls = () =>
		scene().cec.requests.all.filter(({ endpoint }) => /blocklist\/(add|delete)/.test(endpoint));

	/** Fills in the form as a browser does, and waits for the execution. */
	async function enter(number: string, wish: string, reason = '') {
		const before = (await flow.executions()).length;
		const body = new FormData();
		[number, wish, reason].forEach((value, index) => body.append(`field-${index}`, value));
		const response = await fetch(flow.urlOf(FORM), {
			method: 'POST',
			headers: { authorization: basic('staff', 'staff-password') },
			body,
		});
		await response.text();
		return await scene().bench.until('the execution of the form', async () =>
			(await flow.executions()).at(before),
		);
	}

	async function start(settings = {}): Promise<RunningTemplate> {
		return await scene().bench.template(SLUG, {
			credentials: { ...boundToCec(scene(), NODES), [FORM]: STAFF },
			workflows: tellsTheTeam(scene()),
			settings,
		});
	}

	beforeAll(async () => {
		flow = await start();
	});

	it('the form is not for everybody', async () => {
		const { status } = await fetch(flow.urlOf(FORM), { method: 'POST', body: new FormData() });
		expect(status).toBe(401);
		expect(await flow.executions()).toHaveLength(1);
	});

	it.each([
		['+86 138 0013 8001', '13800138001'],
		['0086-0755-8888 0001', '075588880001'],
		['（0755）8888０００２', '075588880002'],
		['400-800-1234', '4008001234'],
	])('%s goes into the table and onto the blocklist as %s', async (given, dialed) => {
		expect(await enter(given, BLOCK, 'Asked on the phone')).toMatchObject({ status: 'success' });
		expect(listed()).toContain(dialed);
		expect((await table()).filter(({ number }) => number === dialed)).toEqual([
			expect.objectContaining({ status: 'blocked', reason: 'Asked on the phone' }),
		]);
	});

	it('the same number again, written differently, changes nothing', async () => {
		const before = { listed: listed(), rows: (await table()).length, calls: blockCalls().length };
		expect(await enter('138 0013-8001', BLOCK)).toMatchObject({ status: 'success' });
		expect({
			listed: listed(),
			rows: (await table()).length,
			calls: blockCalls().length,
		}).toEqual(before);
	});

	it('a number may be called again', async () => {
		expect(await enter('13800138001', ALLOW)).toMatchObject({ status: 'success' });
		expect(listed()).not.toContain('13800138001');
		expect((await table()).find(({ number }) => number === '13800138001')).toMatchObject({
			status: 'allowed',
		});
	});

	it.each(['call after six', '138****8001', '110', "1' OR '1'='1"])(
		'%s is no number and changes nothing',
		async (given) => {
			const before = { listed: listed(), rows: (await table()).length };
			const execution = await enter(given, BLOCK);
			expect(execution.status).toBe('error');
			expect(execution.data.resultData.error?.message).toContain('This is no telephone number');
			expect({ listed: listed(), rows: (await table()).length }).toEqual(before);
		},
	);

	it('keeps what CC-iSales refuses, in the table for the night and as a failure', async () => {
		const { cec } = scene();
		cec.inject({ kind: 'code', endpoint: 'blocklist/add', code: '0200009' });
		const execution = await enter('13800138099', BLOCK);
		cec.clearFaults();
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toContain('could not be read or changed');
		expect(listed()).not.toContain('13800138099');
		expect(await keptBy(scene(), SLUG)).toEqual([
			expect.objectContaining({ event_id: `${SLUG}:13800138099` }),
		]);
	});

	describe('every night', () => {
		it('blocks what is missing, unblocks what was withdrawn, and reports what is unknown', async () => {
			const missing = numbers(45);
			await scene().bench.addRows('cc_do_not_call', [
				...missing.map((number, index) => ({
					number: index % 2 ? number : `+86 ${number.slice(0, 3)} ${number.slice(3)}`,
					status: 'blocked',
				})),
				{ number: 'ask Wang', status: 'blocked' },
			]);
			blocklist().set('13800138001', { until: null });
			blocklist().set('13800138055', { until: null });
			expect(await flow.runFrom('Every night')).toMatchObject({ status: 'success' });

			const [unknown, withdrawn] = ['13800138055', '13800138001'];
			expect(listed()).toEqual(expect.arrayContaining([...missing, '13800138099', unknown]));
			expect(listed()).not.toContain(withdrawn);
			expect(told(scene()).at(-1)).toContain('46 to be blocked, 1 to be unblocked.');
			expect(told(scene()).at(-1)).toContain(
				`1 blocked in CC-iSales and not in the table cc_do_not_call: ${unknown}`,
			);
			expect(told(scene()).at(-1)).toContain('no telephone number: ask Wang');
		});

		it('what was asked last counts when a number stands there in two writings', async () => {
			const [number = ''] = numbers(1);
			expect(await enter(number, ALLOW)).toMatchObject({ status: 'success' });
			expect(await flow.runFrom('Every night')).toMatchObject({ status: 'success' });
			expect(listed()).not.toContain(number);
			expect(await enter(number, BLOCK)).toMatchObject({ status: 'success' });
			expect(await flow.runFrom('Every night')).toMatchObject({ status: 'success' });
			expect(listed()).toContain(number);
		});

		it('changes nothing when it runs again', async () => {
			const before = { listed: listed(), calls: blockCalls().length };
			expect(await flow.runFrom('Every night')).toMatchObject({ status: 'success' });
			expect({ listed: listed(), calls: blockCalls().length }).toEqual(before);
		});

		it('changes nothing and ends red when the blocklist cannot be read', async () => {
			const before = { listed: listed(), calls: blockCalls().length };
			const { cec } = scene();
			cec.inject({ kind: 'status', status: 500, endpoint: 'blocklist/query', count: 9 });
			const execution = await flow.runFrom('Every night');
			cec.clearFaults();
			expect(execution.status).toBe('error');
			expect({ listed: listed(), calls: blockCalls().length }).toEqual(before);
		});

		it('deletes what the table does not know only when Settings say so', async () => {
			const strict = await start({ deleteUnknown: true });
			expect(await strict.runFrom('Every night')).toMatchObject({ status: 'success' });
			expect(listed()).not.toContain('13800138055');
			expect(listed()).toEqual(expect.arrayContaining(numbers(45)));
		});
	});
}
