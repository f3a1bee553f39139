import { parentPort, workerData } from 'node:worker_threads';

import { failureOf } from './failure';
import { openSource } from './openSource';
import type { SourceSettings } from './sourceSettings';
import type { WorkerCall, WorkerMessage } from './workerProtocol';

/** The worker of a source: RocketMQ's clients can crash here without taking the bridge along. */
const tell = (message: WorkerMessage) => parentPort?.postMessage(message);

const source = openSource(workerData as SourceSettings, (notice, text) => tell({ notice, text }));

parentPort?.on('message', ({ call, method, args }: WorkerCall) => {
	const run = source[method] as (...given: unknown[]) => Promise<unknown>;
	run.apply(source, args).then(
		(result) => tell({ call, result }),
		(error: unknown) => tell({ call, failure: failureOf(error) }),
	);
});
