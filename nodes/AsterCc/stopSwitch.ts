import { sleep } from 'n8n-workflow';

export interface StopSwitch {
	signal: AbortSignal;
	stop(): void;
	isStopped(): boolean;
	/** Ends soon after the switch is thrown. */
	sleep(milliseconds: number): Promise<void>;
}

/** n8n waits for a trigger to stop; well within a second of it is promised. */
const STEP_MS = 200;

/** One switch for all that a trigger has going on. n8n-workflow 2.41 has no sleep that can be aborted. */
export function createStopSwitch(): StopSwitch {
	const controller = new AbortController();
	const isStopped = () => controller.signal.aborted;
	return {
		signal: controller.signal,
		stop: () => controller.abort(),
		isStopped,
		async sleep(milliseconds) {
			const end = Date.now() + milliseconds;
			for (let left = milliseconds; left > 0 && !isStopped(); left = end - Date.now()) {
				await sleep(Math.min(STEP_MS, left));
			}
		},
	};
}
