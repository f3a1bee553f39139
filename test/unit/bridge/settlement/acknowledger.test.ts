import { createAcknowledger } from '../../../../bridge/src/settlement/acknowledger';
import type { Receipt, Source, Unacknowledged } from '../../../../bridge/src/source/source';
import { pass, START } from '../fakeTimers';
import { messages, messageWith } from '../message';

beforeEach(() => void jest.useFakeTimers({ now: START }));
afterEach(() => void jest.useRealTimers());

type Ack = (
	receipts: readonly Receipt[],
	call: number,
) => Unacknowledged[] | Promise<Unacknowledged[]>;

function acknowledgerOf(ack: Ack = () => []) {
	const calls: Array<{ at: number; receipts: string[] }> = [];
	const lost: string[] = [];
	const forgotten: string[] = [];
	const source = {
		ack: async (receipts: readonly Receipt[]) => {
			calls.push({ at: Date.now() - START, receipts: receipts.map(({ receipt }) => receipt) });
			return await ack(receipts, calls.length - 1);
		},
	} as Source;
	const acknowledger = createAcknowledger(source, {
		lost: (id) => void lost.push(id),
		forget: (id) => void forgotten.push(id),
	});
	return { acknowledger, calls, lost, forgotten };
}

const failed = (receipts: readonly Receipt[], lost: boolean) =>
	receipts.map(({ id }) => ({ id, reason: 'RocketMQ says 50001', lost }));

it('acknowledges soon, and together', async () => {
	const { acknowledger, calls, forgotten } = acknowledgerOf();
	for (const message of messages(3)) acknowledger.acknowledge(message);
	expect(calls).toEqual([]);
	await pass(5);
	expect(calls).toEqual([{ at: 5, receipts: ['receipt-1 m0', 'receipt-1 m1', 'receipt-1 m2'] }]);
	expect(forgotten).toEqual(['m0', 'm1', 'm2']);
});

it('sends RocketMQ the receipts and nothing else of a message', async () => {
	let given: readonly Receipt[] = [];
	const { acknowledger } = acknowledgerOf((receipts) => ((given = receipts), []));
	acknowledger.acknowledge(messageWith('m1'));
	await pass(5);
	expect(given).toEqual([{ id: 'm1', topic: 'ccc-event', receipt: 'receipt-1 m1' }]);
});

it('tries again while the lease lasts', async () => {
	const { acknowledger, calls, forgotten, lost } = acknowledgerOf((receipts, call) =>
		call < 3 ? failed(receipts, false) : [],
	);
	acknowledger.acknowledge(messageWith('m1', {}, { leaseUntil: START + 60_000 }));
	await pass(10_000);
	expect(calls.map(({ at }) => at)).toEqual([5, 1_005, 2_005, 3_005]);
	expect(forgotten).toEqual(['m1']);
	expect(lost).toEqual([]);
});

it('tries again when the source throws', async () => {
	const { acknowledger, forgotten } = acknowledgerOf((_, call) => {
		if (call === 0) throw new Error('The RocketMQ client has ended');
		return [];
	});
	acknowledger.acknowledge(messageWith('m1'));
	await pass(2_000);
	expect(forgotten).toEqual(['m1']);
});

it('tries again those that failed, not the others', async () => {
	const { acknowledger, calls, forgotten } = acknowledgerOf((receipts, call) =>
		call === 0 ? failed(receipts.slice(1, 2), false) : [],
	);
	for (const message of messages(3)) acknowledger.acknowledge(message);
	await pass(5);
	expect(forgotten).toEqual(['m0', 'm2']);
	await pass(1_000);
	expect(calls[1]?.receipts).toEqual(['receipt-1 m1']);
	expect(forgotten).toEqual(['m0', 'm2', 'm1']);
});

it('gives up when the lease is over: it is lost, and will come again', async () => {
	const { acknowledger, calls, forgotten, lost } = acknowledgerOf((receipts) =>
		failed(receipts, false),
	);
	acknowledger.acknowledge(messageWith('m1', {}, { leaseUntil: START + 2_500 }));
	await pass(60_000);
	expect(calls.map(({ at }) => at)).toEqual([5, 1_005, 2_005, 3_005]);
	expect(lost).toEqual(['m1']);
	expect(forgotten).toEqual(['m1']);
});

it('gives up when RocketMQ says that the lease is over', async () => {
	const { acknowledger, calls, forgotten, lost } = acknowledgerOf((receipts) =>
		failed(receipts, true),
	);
	acknowledger.acknowledge(messageWith('m1'));
	await pass(60_000);
	expect(calls).toHaveLength(1);
	expect([lost, forgotten]).toEqual([['m1'], ['m1']]);
});

it('a copy that came meanwhile brought a new receipt: that one is acknowledged', async () => {
	const message = messageWith('m1');
	const { acknowledger, calls, forgotten, lost } = acknowledgerOf((receipts, call) => {
		if (call === 0) message.receipt = 'receipt-2 m1';
		return call === 0 ? failed(receipts, true) : [];
	});
	acknowledger.acknowledge(message);
	await pass(100);
	expect(calls.map(({ receipts }) => receipts)).toEqual([['receipt-1 m1'], ['receipt-2 m1']]);
	expect([lost, forgotten]).toEqual([[], ['m1']]);
});

it('stop acknowledges what is left, and ends', async () => {
	const { acknowledger, calls, forgotten } = acknowledgerOf();
	acknowledger.acknowledge(messageWith('m1'));
	await acknowledger.stop();
	expect(calls).toHaveLength(1);
	expect(forgotten).toEqual(['m1']);
	expect(jest.getTimerCount()).toBe(0);
});

it('stop waits for what is on its way, and tries no more what fails', async () => {
	const { acknowledger, calls, forgotten } = acknowledgerOf(async (receipts) => {
		await new Promise((resolve) => setTimeout(resolve, 300));
		return failed(receipts, false);
	});
	acknowledger.acknowledge(messageWith('m1'));
	await pass(10);
	let stopped = false;
	void acknowledger.stop().then(() => (stopped = true));
	await pass(200);
	expect(stopped).toBe(false);
	await pass(60_000);
	expect(stopped).toBe(true);
	expect(calls).toHaveLength(1);
	expect(forgotten).toEqual([]);
});

it('keeps nothing of what is over, however long it runs', async () => {
	const kept: WeakRef<object>[] = [];
	const { acknowledger } = acknowledgerOf(() => {
		const answer: Unacknowledged[] = [];
		kept.push(new WeakRef(answer));
		return answer;
	});
	for (let round = 0; round < 50; round++) {
		acknowledger.acknowledge(messageWith(`m${round}`));
		await pass(10);
	}
	jest.useRealTimers();
	await collectGarbage();
	expect(kept.filter((answer) => answer.deref() !== undefined).length).toBeLessThan(5);
});

async function collectGarbage(): Promise<void> {
	const { setFlagsFromString } = await import('node:v8');
	const { runInNewContext } = await import('node:vm');
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	await new Promise((resolve) => setTimeout(resolve, 1));
	collect();
}
