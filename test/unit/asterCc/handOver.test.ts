import { createHandOver } from '../../../lib/asterCc/handOver';

interface Run {
	items: number[];
	alone: boolean;
	end(): void;
	fail(reason: string): void;
}

/** A world in which time goes by only when told to. */
function world() {
	let now = 0;
	let stopped = false;
	const sleepers: Array<{ at: number; wake: () => void }> = [];
	const runs: Run[] = [];
	const reports: Array<[string, number]> = [];
	const leads: Array<[readonly number[], readonly number[]]> = [];

	/** Lets everything go on that can. */
	const settle = async () => {
		for (let turn = 0; turn < 50; turn++) await Promise.resolve();
	};
	const handOver = createHandOver<number>({
		run: (items, alone) =>
			new Promise((resolve, reject) => {
				runs.push({ items, alone, end: resolve, fail: (reason) => reject(new Error(reason)) });
			}),
		leads: (items, upTo) => void leads.push([items, upTo]),
		sleep: (milliseconds) => new Promise((wake) => sleepers.push({ at: now + milliseconds, wake })),
		random: () => 1,
		isStopped: () => stopped,
		report: (reason, retryInMs) => reports.push([reason, retryInMs]),
	});
	return {
		handOver,
		runs,
		reports,
		leads,
		async pass(milliseconds: number) {
			const end = now + milliseconds;
			for (;;) {
				const next = sleepers.toSorted((a, b) => a.at - b.at)[0];
				if (!next || next.at > end) break;
				sleepers.splice(sleepers.indexOf(next), 1);
				now = next.at;
				next.wake();
				await settle();
			}
			now = end;
			await settle();
		},
		async end(index: number) {
			runs[index]?.end();
			await settle();
		},
		async fail(index: number, reason = 'database is gone') {
			runs[index]?.fail(reason);
			await settle();
		},
		stop: () => (stopped = true),
		items: () => runs.map(({ items }) => items),
	};
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

it('the first item goes at once, in a run of its own', async () => {
	const { handOver, items } = world();
	void handOver.take([1]);
	expect(items()).toEqual([[1]]);
});

it('what comes during a run goes together with the next, in order', async () => {
	const { handOver, items, end } = world();
	await handOver.take([1]);
	await handOver.take([2]);
	await handOver.take([3, 4]);
	expect(items()).toEqual([[1]]);
	await end(0);
	expect(items()).toEqual([[1], [2, 3, 4]]);
});

it('is idle before anything and when everything is over, not in between', async () => {
	const { handOver, end } = world();
	expect(handOver.isIdle()).toBe(true);
	await handOver.take([1]);
	await handOver.take([2]);
	expect(handOver.isIdle()).toBe(false);
	await end(0);
	expect(handOver.isIdle()).toBe(false);
	await end(1);
	expect(handOver.isIdle()).toBe(true);
});

it('no items, no run', async () => {
	const { handOver, items } = world();
	await handOver.take([]);
	expect(items()).toEqual([]);
	expect(handOver.isIdle()).toBe(true);
});

it('no run has more than 500 items', async () => {
	const { handOver, items, end } = world();
	await handOver.take(range(1200));
	await end(0);
	await end(1);
	expect(items().map(({ length }) => length)).toEqual([500, 500, 200]);
	expect(items().flat()).toEqual(range(1200));
});

describe('a run that lasts', () => {
	it('lets others go after a second, not before', async () => {
		const { handOver, items, pass } = world();
		await handOver.take([1]);
		await handOver.take([2]);
		await pass(999);
		expect(items()).toEqual([[1]]);
		await pass(1);
		expect(items()).toEqual([[1], [2]]);
	});

	it('what comes after that goes at once', async () => {
		const { handOver, items, pass } = world();
		await handOver.take([1]);
		await pass(5000);
		await handOver.take([2]);
		expect(items()).toEqual([[1], [2]]);
		await handOver.take([3]);
		expect(items()).toEqual([[1], [2]]);
	});

	it('there are never more than ten, and the next goes when one is over', async () => {
		const { handOver, items, pass, end } = world();
		for (const item of range(15)) {
			await handOver.take([item]);
			await pass(1000);
		}
		expect(items()).toEqual(range(10).map((item) => [item]));
		await end(4);
		expect(items().slice(10)).toEqual([[10, 11, 12, 13, 14]]);
	});

	it('only a run with none before it may say how far everything is over', async () => {
		const { handOver, runs, pass, end } = world();
		await handOver.take([1]);
		await pass(1000);
		await handOver.take([2]);
		await end(0);
		await pass(1000);
		await handOver.take([3]);
		await end(1);
		await end(2);
		await handOver.take([4]);
		expect(runs.map(({ items, alone }) => [items, alone])).toEqual([
			[[1], true],
			[[2], false],
			[[3], false],
			[[4], true],
		]);
	});
});

describe('a run that could not be stored', () => {
	it('is started again with the same items, after growing waits', async () => {
		const { handOver, items, fail, pass, end, reports } = world();
		await handOver.take([1, 2]);
		await fail(0);
		await pass(499);
		expect(items()).toEqual([[1, 2]]);
		await pass(1);
		await fail(1, 'still gone');
		await pass(1000);
		expect(items()).toEqual([
			[1, 2],
			[1, 2],
			[1, 2],
		]);
		expect(reports).toEqual([
			['database is gone', 500],
			['still gone', 1000],
		]);
		expect(handOver.isIdle()).toBe(false);
		await end(2);
		expect(handOver.isIdle()).toBe(true);
	});

	it('is not over meanwhile: what overtakes it cannot say that everything is', async () => {
		const { handOver, runs, fail, pass, end } = world();
		await handOver.take([1]);
		await fail(0);
		await handOver.take([2]);
		await pass(1000);
		const overtaking = runs.findIndex(({ items }) => items[0] === 2);
		expect(runs[overtaking]?.alone).toBe(false);
		await end(overtaking);
		expect(handOver.isIdle()).toBe(false);
	});

	it('that throws before it begins, or throws no error, is tried again too', async () => {
		const runs: number[][] = [];
		const reasons: string[] = [];
		const handOver = createHandOver<number>({
			run: (items) => {
				runs.push(items);
				if (runs.length < 3) throw runs.length === 1 ? new Error('at once') : 'a text';
				return Promise.resolve();
			},
			sleep: async () => undefined,
			random: () => 0,
			isStopped: () => false,
			report: (reason) => reasons.push(reason),
		});
		await handOver.take([1]);
		for (let turn = 0; turn < 50; turn++) await Promise.resolve();
		expect(runs).toEqual([[1], [1], [1]]);
		expect(reasons).toEqual(['at once', 'a text']);
		expect(handOver.isIdle()).toBe(true);
	});
});

describe('back-pressure', () => {
	it('whoever brings more than 2,000 that wait has to wait', async () => {
		const { handOver, end, pass } = world();
		await handOver.take([0]);
		let taken = false;
		void handOver.take(range(2001)).then(() => (taken = true));
		await pass(500);
		expect(taken).toBe(false);
		await end(0);
		await pass(50);
		expect(taken).toBe(true);
	});

	it('2,000 are not too many', async () => {
		const { handOver, pass } = world();
		await handOver.take([0]);
		let taken = false;
		void handOver.take(range(2000)).then(() => (taken = true));
		await pass(0);
		expect(taken).toBe(true);
	});

	it('a flood in one answer', async () => {
		const { handOver, items } = world();
		void handOver.take(range(300_000));
		expect(items().map(({ length }) => length)).toEqual([500]);
	});
});

describe('after the stop', () => {
	it('no new run begins, neither by an end nor by patience nor by what comes', async () => {
		const { handOver, items, stop, end, pass } = world();
		await handOver.take([1]);
		await handOver.take([2]);
		stop();
		await end(0);
		await pass(5000);
		await handOver.take([3]);
		expect(items()).toEqual([[1]]);
	});

	it('a failed run is not started again', async () => {
		const { handOver, items, stop, fail, pass } = world();
		await handOver.take([1]);
		await fail(0);
		stop();
		await pass(60_000);
		expect(items()).toEqual([[1]]);
		expect(handOver.isIdle()).toBe(false);
	});

	it('nobody waits any longer', async () => {
		const { handOver, stop, pass } = world();
		await handOver.take([0]);
		let taken = false;
		void handOver.take(range(5000)).then(() => (taken = true));
		await pass(500);
		expect(taken).toBe(false);
		stop();
		await pass(50);
		expect(taken).toBe(true);
	});
});

describe('runs that end in another order than they began', () => {
	it('the oldest learns what is over behind it, the next one when it becomes the oldest', async () => {
		const { handOver, pass, end, leads } = world();
		for (const item of [1, 2, 3]) {
			await handOver.take([item]);
			await pass(1000);
		}
		await end(1);
		expect(leads).toEqual([[[1], [1, 2]]]);
		await end(0);
		expect(leads.at(-1)).toEqual([[3], [3]]);
		await end(2);
		expect(leads).toHaveLength(2);
		expect(handOver.isIdle()).toBe(true);
	});

	it('what is over behind one that still goes on does not count', async () => {
		const { handOver, pass, end, leads } = world();
		for (const item of [1, 2, 3]) {
			await handOver.take([item]);
			await pass(1000);
		}
		await end(2);
		expect(leads).toEqual([[[1], [1]]]);
		await end(0);
		expect(leads.at(-1)).toEqual([[2], [2, 3]]);
	});
});
