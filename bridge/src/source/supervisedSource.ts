import { Worker } from 'node:worker_threads';

import type {
	Extension,
	Receipt,
	ReceivedMessage,
	Source,
	SourceNotice,
	Unacknowledged,
} from './source';
import type { SourceSettings } from './sourceSettings';
import type { SourceMethod, WorkerMessage } from './workerProtocol';

export interface Supervision {
	/** The built `sourceWorker`. */
	workerUrl: URL;
	/** Environment of the worker: gRPC takes its authorities from there (reference/aliyun §3.2 item 9). */
	env: NodeJS.ProcessEnv;
	/**
	 * After how long the client is replaced by a new one, or null: with TLS it opens new connections
	 * for ever (reference/aliyun §3.2 item 1).
	 */
	recycleMs: number | null;
	notice: SourceNotice;
	onRestart(): void;
}

/**
 * So many failed polls in a row, and the client is given up (reference/aliyun §3.2 item 7). The one
 * of 4.x comes back by itself, and a new one would get again what is in hand.
 */
const MOST_FAILURES: Record<SourceSettings['protocol'], number> = { rocketmq5: 5, rocketmq4: 60 };
/** How long a replaced client may still end its polls; acknowledgements go to the new one. */
const RETIREMENT_MS = 20_000;
const CLOSE_MS = 5_000;
/** All calls have shorter limits of their own: a client that does not keep them is broken. */
const ANSWER_MS = 60_000;

/**
 * A source in a worker that is started anew when it crashes, when its polls fail again and again,
 * and regularly where its client leaks. What was received before stays good: receipts of RocketMQ
 * 5.x are valid for every client of the group, and the messages of 4.x come again.
 */
export class SupervisedSource implements Source {
	readonly #settings: SourceSettings;
	readonly #supervision: Supervision;
	#current: WorkerClient | null = null;
	#starting: Promise<WorkerClient> | null = null;
	/** The clients that are not closed yet, the ones being started and replaced included. */
	readonly #clients = new Set<WorkerClient>();
	#failures = 0;
	#closed = false;

	constructor(settings: SourceSettings, supervision: Supervision) {
		this.#settings = settings;
		this.#supervision = supervision;
	}

	async connect(): Promise<void> {
		await this.#running();
	}

	async receive(most: number): Promise<ReceivedMessage[]> {
		await this.#replaceWhenDue();
		const client = await this.#running();
		try {
			const messages = await client.call('receive', [most]);
			this.#failures = 0;
			return messages as ReceivedMessage[];
		} catch (error) {
			this.#failures += 1;
			if (this.#failures >= MOST_FAILURES[this.#settings.protocol] && client === this.#current) {
				this.#supervision.notice('warn', `${this.#failures} polls in a row failed: a new client`);
				client.end();
			}
			throw error;
		}
	}

	async ack(receipts: readonly Receipt[]): Promise<Unacknowledged[]> {
		return (await this.#call('ack', [receipts])) as Unacknowledged[];
	}

	/** Of a whole message only what the source needs goes into the worker: bodies are large. */
	async extend({ id, topic, receipt }: Receipt, milliseconds: number): Promise<Extension> {
		const args = [{ id, topic, receipt }, milliseconds];
		return (await this.#call('extend', args)) as Extension;
	}

	async send(topic: string, body: string): Promise<void> {
		await this.#call('send', [topic, body]);
	}

	async close(): Promise<void> {
		this.#closed = true;
		await Promise.all([...this.#clients].map((client) => client.close(CLOSE_MS)));
	}

	async #call(method: SourceMethod, args: unknown[]): Promise<unknown> {
		return await (await this.#running()).call(method, args);
	}

	/** The worker that is running, else a new one. */
	async #running(): Promise<WorkerClient> {
		if (this.#current && !this.#current.isOver()) return this.#current;
		return await this.#start();
	}

	async #start(): Promise<WorkerClient> {
		this.#starting ??= this.#startWorker().finally(() => {
			this.#starting = null;
		});
		return await this.#starting;
	}

	async #startWorker(): Promise<WorkerClient> {
		if (this.#closed) throw new Error('The bridge is stopping');
		if (this.#current) this.#supervision.onRestart();
		const client = startWorkerClient(this.#settings, this.#supervision, () => {
			this.#clients.delete(client);
		});
		this.#clients.add(client);
		try {
			await client.call('connect', []);
		} catch (error) {
			client.end();
			throw error;
		}
		this.#failures = 0;
		this.#current = client;
		return client;
	}

	async #replaceWhenDue(): Promise<void> {
		const { recycleMs, notice } = this.#supervision;
		const old = this.#current;
		if (recycleMs === null || !old || old.isOver() || old.ageMs() < recycleMs) return;
		if (!this.#starting) notice('info', 'The client is replaced, as it is regularly with TLS');
		const isReplaced = await this.#start().then(
			() => true,
			() => false,
		);
		if (isReplaced && old.retire())
			setTimeout(() => void old.close(CLOSE_MS), RETIREMENT_MS).unref();
	}
}

interface WorkerClient {
	call(method: SourceMethod, args: unknown[]): Promise<unknown>;
	isOver(): boolean;
	ageMs(): number;
	/** True the first time: somebody has to close it. */
	retire(): boolean;
	/** Ends the worker at once. */
	end(): void;
	/** Lets the source say goodbye to RocketMQ first. */
	close(deadlineMs: number): Promise<void>;
}

interface Waiting {
	resolve(result: unknown): void;
	reject(error: Error): void;
	timer: NodeJS.Timeout;
}

function startWorkerClient(
	settings: SourceSettings,
	{ workerUrl, env, notice }: Supervision,
	onEnd: () => void,
): WorkerClient {
	const worker = new Worker(workerUrl, { workerData: settings, env });
	const waiting = new Map<number, Waiting>();
	const startedAt = Date.now();
	let calls = 0;
	let over = false;
	let retired = false;

	worker.on('message', (message: WorkerMessage) => {
		if ('notice' in message) return notice(message.notice, message.text);
		const caller = waiting.get(message.call);
		waiting.delete(message.call);
		clearTimeout(caller?.timer);
		if ('failure' in message) caller?.reject(new Error(message.failure));
		else caller?.resolve(message.result);
	});
	worker.on('error', (error) => finish(`The RocketMQ client crashed: ${String(error)}`));
	worker.on('exit', () => finish('The RocketMQ client has ended'));

	function finish(reason: string): void {
		if (!over && reason.includes('crashed')) notice('error', reason);
		over = true;
		onEnd();
		for (const { reject, timer } of waiting.values()) {
			clearTimeout(timer);
			reject(new Error(reason));
		}
		waiting.clear();
	}

	function end(): void {
		finish('The RocketMQ client was ended');
		void worker.terminate();
	}

	function call(method: SourceMethod, args: unknown[]): Promise<unknown> {
		if (over) return Promise.reject(new Error('The RocketMQ client has ended'));
		calls += 1;
		const number = calls;
		return new Promise((resolve, reject) => {
			waiting.set(number, { resolve, reject, timer: setTimeout(end, ANSWER_MS).unref() });
			worker.postMessage({ call: number, method, args });
		});
	}

	return {
		call,
		end,
		isOver: () => over,
		retire: () => !retired && (retired = true),
		ageMs: () => Date.now() - startedAt,
		async close(deadlineMs) {
			if (over) return;
			const deadline = new Promise((resolve) => setTimeout(resolve, deadlineMs).unref());
			await Promise.race([call('close', []).catch(() => {}), deadline]);
			end();
		},
	};
}
