import { missingForRocketMq, startRocketMq } from '../../runtime/src/index.ts';
import type { RocketMq, RocketMqOptions } from '../../runtime/src/index.ts';

/** `describe` for tests that need a real RocketMQ: where it cannot run, they are skipped and say why. */
export function describeWithRocketMq(name: string, tests: () => void): void {
	const missing = missingForRocketMq();
	if (missing === undefined) return describe(name, tests);
	process.stderr.write(`Skipped: ${name}. ${missing}\n`);
	describe.skip(`${name}. ${missing}`, tests);
}

/** A RocketMQ for one test file; call `dispose()` when done. Says so when it has to be fetched first. */
export function startTestRocketMq(options: RocketMqOptions = {}): Promise<RocketMq> {
	return startRocketMq({ log: (line) => process.stderr.write(`${line}\n`), ...options });
}
