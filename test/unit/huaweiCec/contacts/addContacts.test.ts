import fc from 'fast-check';

import { addContacts } from '../../../../lib/huaweiCec/contacts/addContacts';
import type { ContactReading } from '../../../../lib/huaweiCec/contacts/contactRow';
import {
	campaignServer,
	closest,
	contact,
	numberOf,
	readings,
	rejected,
	settings,
	status,
	type Accident,
} from './campaignServer';

const NOBODY = new Set<string>();
const many = (count: number) => Array.from({ length: count }, (_, place) => contact(place));

describe('a run without trouble', () => {
	it('sends full chunks, a second apart, and tells the data id of each', async () => {
		const { gate, state } = campaignServer();
		const { results } = await addContacts(readings(many(45)), NOBODY, gate, settings());
		expect(state.calls.map(({ size }) => size)).toEqual([20, 20, 5]);
		expect(state.calls.map(({ at }) => at - 1_000_000)).toEqual([0, 1000, 2000]);
		expect(results[44]).toEqual({
			sessionId: 's-44',
			called: [numberOf(44)],
			dataId: '1803096731904990044',
			status: 'added',
			fault: null,
		});
		expect(state.remembered.size).toBe(45);
	});

	it('leaves open what became of a contact the answer names no data id for', async () => {
		const { gate, state } = campaignServer();
		const send: typeof gate.send = async (contacts) => {
			const sent = await gate.send(contacts);
			return sent.ok ? { ok: true, dataIds: sent.dataIds.slice(1) } : sent;
		};
		const { results } = await addContacts(readings(many(3)), NOBODY, { ...gate, send }, settings());
		expect(results.map((result) => result.status)).toEqual(['unknown', 'added', 'added']);
		expect([...state.remembered]).toEqual(['s-1', 's-2']);
	});

	it('takes an answer without any data id for a success', async () => {
		const { gate } = campaignServer();
		const send: typeof gate.send = async (contacts) => {
			await gate.send(contacts);
			return { ok: true, dataIds: [] };
		};
		const { results } = await addContacts(readings(many(3)), NOBODY, { ...gate, send }, settings());
		expect(results.every((r) => r.status === 'added' && r.dataId === null)).toBe(true);
	});

	it('sends nothing for no contacts', async () => {
		const { gate, state } = campaignServer();
		expect((await addContacts([], NOBODY, gate, settings())).results).toEqual([]);
		expect(state.calls).toEqual([]);
	});

	it('takes turns with other runs on the same campaign', async () => {
		const { gate, state } = campaignServer();
		const shared = settings();
		await Promise.all([
			addContacts(readings(many(60)), NOBODY, gate, shared),
			addContacts(readings(many(160).slice(100)), NOBODY, gate, shared),
		]);
		expect(state.rows.size).toBe(120);
		expect(closest(state.calls)).toBeGreaterThanOrEqual(1000);
	});
});

describe('contacts that are not sent', () => {
	it('gives an unreadable one its own error and fills the chunk from those that follow', async () => {
		const { gate, state } = campaignServer();
		const items: ContactReading[] = readings(many(21));
		items[3] = { ok: false, field: 'called', message: 'Called Numbers (called) is empty' };
		const { results } = await addContacts(items, NOBODY, gate, settings());
		expect(state.calls.map(({ size }) => size)).toEqual([20]);
		expect(results[3]).toMatchObject({ status: 'refused', sessionId: null });
		expect(results[3]?.fault?.cause).toBe('Called Numbers (called) is empty');
	});

	it('leaves out who was added in an earlier run', async () => {
		const { gate, state } = campaignServer();
		const known = new Set(['s-0', 's-2']);
		const { results } = await addContacts(readings(many(3)), known, gate, settings());
		expect(results.map((result) => result.status)).toEqual([
			'alreadyAdded',
			'added',
			'alreadyAdded',
		]);
		expect(state.calls).toHaveLength(1);
	});

	it('sends a contact that stands twice once, and both items tell its data id', async () => {
		const { gate, state } = campaignServer();
		const twice = readings([contact(1), contact(2), contact(1)]);
		const { results } = await addContacts(twice, NOBODY, gate, settings());
		expect(state.rows.size).toBe(2);
		expect(results[2]).toMatchObject({ status: 'alreadyAdded', dataId: results[0]?.dataId });
	});

	it('refuses the session id of another contact', async () => {
		const { gate } = campaignServer();
		const clash = readings([contact(1), contact(2, { sessionId: 's-1' })]);
		const { results } = await addContacts(clash, NOBODY, gate, settings());
		expect(results.map((result) => result.status)).toEqual(['added', 'refused']);
		expect(results[1]?.fault?.cause).toContain('item 0');
	});
});

describe('blocklisted numbers', () => {
	const blocklisted = new Set([numberOf(5), numberOf(25)]);

	it('never reach a chunk', async () => {
		const { gate, state } = campaignServer({ blocklisted });
		const { results } = await addContacts(readings(many(42)), NOBODY, gate, settings());
		expect(state.queries).toEqual([20, 20, 2]);
		expect(state.calls.map(({ size }) => size)).toEqual([20, 20]);
		expect(results[5]?.fault?.title).toBe('The number is on the blocklist');
		expect(JSON.stringify(results[5]?.fault)).not.toContain(numberOf(5));
	});

	it('are found by taking the chunk apart when the blocklist is not asked', async () => {
		const { gate, state } = campaignServer({ blocklisted });
		const unchecked = settings({ checksBlocklist: false });
		const { results } = await addContacts(readings(many(40)), NOBODY, gate, unchecked);
		expect(state.queries).toEqual([]);
		expect(results.filter((result) => result.status === 'added')).toHaveLength(38);
		expect(results[5]?.fault?.code).toBe('0200001');
		expect(closest(state.calls)).toBeGreaterThanOrEqual(1000);
		expect(state.calls.length).toBeLessThanOrEqual(2 * 10);
	});

	it('are found that way too when the blocklist does not answer, which is asked 3 times', async () => {
		const rules = { blocklisted, blocklistFault: status(500, 'server') };
		const { gate, state } = campaignServer(rules);
		const { results } = await addContacts(readings(many(100)), NOBODY, gate, settings());
		expect(results.filter((result) => result.status === 'added')).toHaveLength(98);
		expect(state.queries).toHaveLength(3);
	});

	it('asks about all numbers of a contact', async () => {
		const { gate, state } = campaignServer({ blocklisted });
		const two = contact(1, { called: [{ calledNo: numberOf(1) }, { calledNo: numberOf(5) }] });
		const { results } = await addContacts(readings([two]), NOBODY, gate, settings());
		expect(results[0]?.fault?.cause).toBe('Number 2 of 2 is listed.');
		expect(state.calls).toEqual([]);
	});
});

describe('calls without a clear answer', () => {
	it('are made again, with longer and longer pauses', async () => {
		const { gate, state } = campaignServer({ accident: (call) => (call < 3 ? 'error500' : null) });
		const { results } = await addContacts(readings(many(20)), NOBODY, gate, settings());
		expect(results.every((result) => result.status === 'added')).toBe(true);
		expect(state.calls.map(({ at }) => at - 1_000_000)).toEqual([0, 1100, 3200, 7300]);
	});

	it('count as done when the server then says "duplicate"', async () => {
		const { gate, state } = campaignServer({
			accident: (call) => (call === 0 ? 'answerLost' : null),
		});
		const { results } = await addContacts(readings(many(20)), NOBODY, gate, settings());
		expect(results.every((r) => r.status === 'alreadyAdded' && r.dataId === null)).toBe(true);
		expect(state.rows.size).toBe(20);
		expect(state.remembered.size).toBe(20);
		expect(state.calls).toHaveLength(2 + 20);
	});

	it('leave the outcome open in the end, and the next chunk is tried', async () => {
		const { gate, state } = campaignServer({ accident: (call) => (call < 3 ? 'error500' : null) });
		const patient = settings({ retryLimit: 2 });
		const { results } = await addContacts(readings(many(40)), NOBODY, gate, patient);
		expect(results[0]).toMatchObject({ status: 'unknown', fault: { status: 500 } });
		expect(results[20]?.status).toBe('added');
		expect(state.remembered.has('s-0')).toBe(false);
	});

	it('end the run when a second chunk gets none either', async () => {
		const { gate, state } = campaignServer({ accident: () => 'error500' });
		const once = settings({ retryLimit: 1 });
		const { results } = await addContacts(readings(many(200)), NOBODY, gate, once);
		expect(state.calls).toHaveLength(4);
		expect(results[39]?.status).toBe('unknown');
		expect(results[40]).toMatchObject({
			status: 'refused',
			fault: { title: 'Not sent: HTTP 500' },
		});
	});

	it('never says "not sent" of a contact an earlier try may have put in', async () => {
		const accident = (call: number): Accident => (call === 0 ? 'answerLost' : null);
		const { gate, state } = campaignServer({ accident });
		state.cancelledAfter = 5;
		const { results } = await addContacts(readings(many(20)), NOBODY, gate, settings());
		expect(results.map(({ status: told }) => told)).toEqual([
			...Array<string>(3).fill('alreadyAdded'),
			...Array<string>(17).fill('unknown'),
		]);
	});
});

describe('a server that asks to wait', () => {
	it('is left alone as long as it asks', async () => {
		const { gate, state } = campaignServer({
			accident: (call) => (call === 0 ? 'slowDown' : null),
		});
		const { results } = await addContacts(readings(many(1)), NOBODY, gate, settings());
		expect(results[0]?.status).toBe('added');
		expect(state.calls.map(({ at }) => at - 1_000_000)).toEqual([0, 3100]);
	});

	it('is not asked for ever', async () => {
		const { gate, state } = campaignServer({ accident: () => 'slowDown' });
		const { results } = await addContacts(readings(many(40)), NOBODY, gate, settings());
		expect(results.every((result) => result.status === 'refused')).toBe(true);
		expect(state.calls).toHaveLength(11);
	});
});

describe('faults of the campaign', () => {
	it.each(['0200007', '03000002', '03000004'])(
		'%s fails all contacts with one call',
		async (code) => {
			const { gate, state } = campaignServer({ campaignFault: rejected(code) });
			const { results } = await addContacts(readings(many(100)), NOBODY, gate, settings());
			expect(state.calls).toHaveLength(1);
			expect(results.every(({ fault }) => fault?.code === code)).toBe(true);
		},
	);

	it('with an unknown code are taken for one after 100 refusals in a row', async () => {
		const { gate, state } = campaignServer({ campaignFault: rejected('0209999') });
		const { results } = await addContacts(readings(many(10_000)), NOBODY, gate, settings());
		expect(state.calls.length).toBeLessThan(130);
		expect(results.every((result) => result.status === 'refused')).toBe(true);
		expect(results[9_999]?.fault?.title).toContain('100 contacts in a row');
	});

	it.each([
		[401, 'signature'],
		[403, 'locked'],
	] as const)('HTTP %s stops every call at once', async (code, kind) => {
		const { gate, state } = campaignServer({ campaignFault: status(code, kind) });
		const { results, stoppedBy } = await addContacts(readings(many(100)), NOBODY, gate, settings());
		expect(state.calls).toHaveLength(1);
		expect(stoppedBy?.kind).toBe(kind);
		expect(results).toHaveLength(100);
		const next = campaignServer();
		await addContacts(readings(many(1)), NOBODY, next.gate, settings({ stoppedBy }));
		expect([...next.state.calls, ...next.state.queries]).toEqual([]);
	});

	it('a locked blocklist stops the run before anything is sent', async () => {
		const { gate, state } = campaignServer({ blocklistFault: status(403, 'locked') });
		const { stoppedBy } = await addContacts(readings(many(100)), NOBODY, gate, settings());
		expect(stoppedBy?.status).toBe(403);
		expect(state.calls).toEqual([]);
	});
});

describe('other limits', () => {
	it('sends less at a time when the server takes less', async () => {
		const { gate, state } = campaignServer({ most: 5 });
		const { results } = await addContacts(readings(many(40)), NOBODY, gate, settings());
		expect(results.every((result) => result.status === 'added')).toBe(true);
		expect(state.calls.map(({ size }) => size)).toEqual([20, 10, 5, 5, 5, 5, 5, 5, 5, 5]);
	});

	it('fills a campaign up to the last free place and then stops', async () => {
		const { gate, state } = campaignServer({ room: 27 });
		const { results } = await addContacts(readings(many(1000)), NOBODY, gate, settings());
		expect(state.rows.size).toBe(27);
		expect(results[26]?.status).toBe('added');
		expect(results[999]?.fault?.title).toContain('Not sent');
		expect(state.calls.length).toBeLessThan(20);
	});

	it('stops between chunks when the execution is stopped', async () => {
		const { gate, state } = campaignServer();
		state.cancelledAfter = 2;
		const { results } = await addContacts(readings(many(100)), NOBODY, gate, settings());
		expect(state.rows.size).toBe(40);
		expect(results[40]?.fault?.title).toBe('Not sent: The execution was stopped');
	});

	it('a repeated run adds nobody twice, even if nothing was remembered', async () => {
		const { gate, state } = campaignServer();
		await addContacts(readings(many(40)), NOBODY, gate, settings());
		const { results } = await addContacts(readings(many(45)), NOBODY, gate, settings());
		expect(state.rows.size).toBe(45);
		expect(results.slice(0, 40).every((r) => r.status === 'alreadyAdded')).toBe(true);
		expect(results.slice(40).every((r) => r.status === 'added')).toBe(true);
	});
});

it('10,000 contacts, 1 % blocklisted, 1 % unreadable and one HTTP 500 at the speed the server allows', async () => {
	const blocklisted = new Set(Array.from({ length: 100 }, (_, place) => numberOf(place * 100 + 7)));
	for (const accident of ['error500', 'answerLost'] as const) {
		const { gate, state } = campaignServer({
			blocklisted,
			accident: (call) => (call === 200 ? accident : null),
		});
		const items: ContactReading[] = readings(many(10_000));
		for (let place = 50; place < 10_000; place += 100) {
			items[place] = { ok: false, field: 'called', message: 'is wrong' };
		}
		const { results } = await addContacts(items, NOBODY, gate, settings());
		const valid = 9_800;
		expect(state.rows.size).toBe(valid);
		expect(results.filter(({ fault }) => fault !== null)).toHaveLength(200);
		expect(state.calls.length).toBeLessThanOrEqual((1.05 * valid) / 20);
		expect(state.clock - 1_000_000).toBeLessThanOrEqual(1.1 * 1000 * (valid / 20));
		expect(closest(state.calls)).toBeGreaterThanOrEqual(1000);
	}
});

it('whatever the mix, every valid contact is in exactly once, bad ones have an error, calls keep apart', async () => {
	const kinds = fc.constantFrom(
		'good',
		'good',
		'good',
		'blocklisted',
		'odd',
		'known',
		'unreadable',
	);
	const accidents = fc.constantFrom<Accident>(
		null,
		null,
		null,
		'error500',
		'answerLost',
		'slowDown',
	);
	const property = fc.asyncProperty(
		fc.array(kinds, { maxLength: 90 }),
		fc.array(accidents, { maxLength: 60 }),
		fc.record({
			chunkSize: fc.integer({ min: 1, max: 30 }),
			most: fc.integer({ min: 1, max: 30 }),
			checksBlocklist: fc.boolean(),
			spacing: fc.integer({ min: 0, max: 2000 }),
			latency: fc.integer({ min: 0, max: 3000 }),
		}),
		async (items, trouble, { most, latency, ...chosen }) => {
			const numbersOf = (kind: string) =>
				new Set(items.flatMap((each, place) => (each === kind ? [numberOf(place)] : [])));
			const { gate, state } = campaignServer({
				blocklisted: numbersOf('blocklisted'),
				odd: numbersOf('odd'),
				accident: (call) => trouble[call] ?? null,
				most,
				latency,
			});
			const given = items.map((kind, place): ContactReading =>
				kind === 'unreadable'
					? { ok: false, field: 'called', message: 'is empty' }
					: { ok: true, contact: contact(place) },
			);
			const known = new Set(
				items.flatMap((kind, place) => (kind === 'known' ? [`s-${place}`] : [])),
			);
			const { results } = await addContacts(
				given,
				known,
				gate,
				settings({ ...chosen, retryLimit: 60 }),
			);
			expect(results).toHaveLength(items.length);
			const good = items.flatMap((kind, place) => (kind === 'good' ? [`s-${place}`] : []));
			const isHalted = results.some(({ fault }) => fault?.title.startsWith('Not sent'));
			if (!isHalted) expect([...state.rows.keys()].sort()).toEqual([...good].sort());
			expect([...state.remembered].sort()).toEqual([...state.rows.keys()].sort());
			for (const [place, { status: told, fault }] of results.entries()) {
				if (items[place] === 'known') expect(told).toBe('alreadyAdded');
				else if (items[place] !== 'good')
					expect([told, fault]).toEqual(['refused', expect.anything()]);
				else if (!isHalted) expect(['added', 'alreadyAdded']).toContain(told);
			}
			expect(closest(state.calls)).toBeGreaterThanOrEqual(chosen.spacing);
		},
	);
	await fc.assert(property, { numRuns: 300 });
});
