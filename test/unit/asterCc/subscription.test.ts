import { backOffMs } from '../../../lib/asterCc/backOff';
import type { Cursor, PullAnswer, PushedItem } from '../../../lib/asterCc/longPoll';
import { followEvents, type ConnectionState } from '../../../lib/asterCc/subscription';

const at = (second: number, tag = '1'): Cursor => ({
	time: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toUTCString(),
	tag,
});
const item = (text: string, cursor: Cursor): PushedItem => ({ text, cursor });
const items = (...list: PushedItem[]): PullAnswer => ({ kind: 'items', items: list });
const nothing: PullAnswer = { kind: 'nothing' };
const deleted: PullAnswer = { kind: 'deleted' };
const broken: PullAnswer = { kind: 'unreadable', message: 'no answer in time' };

interface Step {
	answer: PullAnswer;
	/** How long the server holds the request open. */
	afterMs?: number;
}

/** Plays the answers one after the other and stops; time goes by only where somebody waits. */
async function follow(steps: readonly Step[], random = 1) {
	let now = 1_800_000_000_000;
	let stopped = false;
	const asked: Cursor[] = [];
	const taken: string[] = [];
	const sleeps: number[] = [];
	const reports: ConnectionState[] = [];
	const left = [...steps];
	await followEvents(at(0), {
		pull: async (cursor) => {
			asked.push(cursor);
			const step = left.shift();
			if (left.length === 0) stopped = step === undefined;
			now += step?.afterMs ?? 0;
			return step?.answer ?? nothing;
		},
		take: async (list) => void taken.push(...list.map(({ text }) => text)),
		sleep: async (milliseconds) => {
			sleeps.push(milliseconds);
			now += milliseconds;
		},
		random: () => random,
		now: () => now,
		isStopped: () => stopped,
		report: (state) => reports.push(state),
	});
	return { asked, taken, sleeps, reports };
}

it('goes on where the last item was', async () => {
	const { asked, taken, sleeps, reports } = await follow([
		{ answer: items(item('A', at(1)), item('B', at(1, '2')), item('C', at(3))) },
		{ answer: items(item('D', at(3, '2'))) },
	]);
	expect(asked).toEqual([at(0), at(3), at(3, '2')]);
	expect(taken).toEqual(['A', 'B', 'C', 'D']);
	expect(sleeps).toEqual([]);
	expect(reports).toEqual([]);
});

it('asks the next time only when what came was taken over', async () => {
	const order: string[] = [];
	let pulls = 0;
	await followEvents(at(0), {
		pull: async () => {
			order.push('pull');
			return pulls++ === 0 ? items(item('A', at(1))) : nothing;
		},
		take: async () => {
			order.push('take');
			for (let turn = 0; turn < 5; turn++) await Promise.resolve();
			order.push('taken');
		},
		sleep: async () => undefined,
		random: () => 0,
		now: () => 0,
		isStopped: () => pulls > 1,
		report: () => undefined,
	});
	expect(order).toEqual(['pull', 'take', 'taken', 'pull']);
});

describe('nothing new', () => {
	it('after a minute: the same cursor again, at once', async () => {
		const { asked, sleeps } = await follow([
			{ answer: nothing, afterMs: 60_000 },
			{ answer: nothing, afterMs: 60_000 },
		]);
		expect(asked).toEqual([at(0), at(0), at(0)]);
		expect(sleeps.filter((milliseconds) => milliseconds > 0)).toEqual([]);
	});

	it('in a hurry, as from a proxy: once a second', async () => {
		const { sleeps } = await follow([
			{ answer: nothing, afterMs: 0 },
			{ answer: nothing, afterMs: 300 },
		]);
		expect(sleeps).toEqual([1000, 700]);
	});
});

describe('when the connection is lost', () => {
	it('the cursor stays, and the waits grow', async () => {
		const { asked, sleeps } = await follow([
			{ answer: items(item('A', at(5))) },
			...Array.from({ length: 10 }, () => ({ answer: broken })),
		]);
		expect(asked.slice(1)).toEqual(Array.from({ length: 11 }, () => at(5)));
		expect(sleeps).toEqual([500, 1000, 2000, 4000, 8000, 16_000, ...Array(4).fill(30_000)]);
	});

	it('each failure is reported with its reason and the wait', async () => {
		const { reports } = await follow([{ answer: broken }, { answer: deleted }]);
		expect(reports).toEqual([
			{ connected: false, failures: 1, reason: 'no answer in time', retryInMs: 500 },
			{
				connected: false,
				failures: 2,
				reason: 'the channel was deleted on the server',
				retryInMs: 1000,
			},
		]);
	});

	it.each([
		['with events', items(item('A', at(1)))],
		['with nothing', nothing],
	])('it is reported once when it is there again, %s', async (_how, answer) => {
		const { reports } = await follow([
			{ answer: broken },
			{ answer: broken },
			{ answer, afterMs: 5000 },
			{ answer, afterMs: 5000 },
		]);
		expect(reports.slice(2)).toEqual([{ connected: true, failures: 2 }]);
	});

	it('the next failure after that begins from the shortest wait', async () => {
		const { sleeps } = await follow([
			{ answer: broken },
			{ answer: broken },
			{ answer: items(item('A', at(1))) },
			{ answer: broken },
		]);
		expect(sleeps).toEqual([500, 1000, 500]);
	});
});

describe('stopped', () => {
	it('before it begins: nobody is asked', async () => {
		const pull = jest.fn();
		await followEvents(at(0), {
			pull,
			take: jest.fn(),
			sleep: jest.fn(),
			random: () => 0,
			now: () => 0,
			isStopped: () => true,
			report: jest.fn(),
		});
		expect(pull).not.toHaveBeenCalled();
	});

	it.each([
		['items', items(item('A', at(1)))],
		['nothing', nothing],
		['an error, as of the request that was dropped', broken],
	])('while a request is open: %s are neither taken nor reported', async (_what, answer) => {
		let stopped = false;
		const [take, report, sleep] = [jest.fn(), jest.fn(), jest.fn()];
		await followEvents(at(0), {
			pull: async () => {
				stopped = true;
				return answer;
			},
			take,
			sleep,
			random: () => 0,
			now: () => 0,
			isStopped: () => stopped,
			report,
		});
		expect([take, report, sleep].map(({ mock }) => mock.calls.length)).toEqual([0, 0, 0]);
	});
});

describe('how long to wait', () => {
	it.each([
		[1, 250, 500],
		[2, 500, 1000],
		[4, 2000, 4000],
		[7, 15_000, 30_000],
		[1000, 15_000, 30_000],
	])('after %s failures: %s to %s ms', (failures, least, most) => {
		expect(backOffMs(failures, 0)).toBe(least);
		expect(backOffMs(failures, 1)).toBe(most);
		expect(backOffMs(failures, 0.5)).toBe((least + most) / 2);
	});
});
