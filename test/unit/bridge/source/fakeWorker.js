/**
 * Stands in for the source worker in the tests of the supervision. What it does is in its settings:
 * `connect` and `close` can fail or hang, `receive` follows a script by the topic's name.
 */
const { appendFileSync } = require('node:fs');
const { parentPort, threadId, workerData } = require('node:worker_threads');

const { topic, group: diary } = workerData;
const note = (line) => appendFileSync(diary, `${line}\n`);
const hang = () => new Promise(() => {});
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const fail = (reason) => Promise.reject(new Error(reason));

const connects = {
	'connect fails': () => fail('RocketMQ cannot be reached'),
	'connect hangs': hang,
};

const receives = {
	fails: () => fail('polls fail'),
	crashes() {
		setTimeout(() => {
			throw new Error('1 CANCELLED');
		});
		return hang();
	},
	exits: () => process.exit(0),
	hangs: hang,
	notices() {
		parentPort.postMessage({ notice: 'warn', text: 'routes are old' });
		return [];
	},
	'fails once'() {
		receives['fails once'] = () => [];
		return fail('polls fail');
	},
	slow: () => pause(400).then(() => [{ id: `from ${threadId}` }]),
};

const methods = {
	connect: () => connects[topic]?.(),
	receive: (most) => receives[topic]?.() ?? [{ id: `from ${threadId}`, most }],
	ack: (receipts) => receipts.map(({ id }) => ({ id, reason: `from ${threadId}`, lost: false })),
	extend: (receipt, milliseconds) => ({
		ok: true,
		receipt: receipt.receipt,
		leaseUntil: milliseconds,
	}),
	send: (...args) => note(`sent ${args.join(' ')}`),
	close: () => (topic === 'close hangs' ? hang() : undefined),
};

note(`started ${process.env.MARK ?? ''}`.trimEnd());
parentPort.on('message', async ({ call, method, args }) => {
	if (method === 'close') note('closing');
	try {
		parentPort.postMessage({ call, result: await methods[method](...args) });
	} catch ({ message }) {
		parentPort.postMessage({ call, failure: message });
	}
});
