/** Things the platform does later; all are dropped when it stops. */
export interface Timers {
	after(milliseconds: number, act: () => void): void;
	every(milliseconds: number, act: () => void): void;
	stop(): void;
}

export function createTimers(): Timers {
	const stops = new Set<() => void>();
	return {
		after: (milliseconds, act) => {
			const timer = setTimeout(() => {
				stops.delete(stop);
				act();
			}, milliseconds);
			const stop = () => clearTimeout(timer);
			stops.add(stop);
		},
		every: (milliseconds, act) => {
			const timer = setInterval(act, milliseconds);
			stops.add(() => clearInterval(timer));
		},
		stop: () => {
			for (const stop of stops) stop();
			stops.clear();
		},
	};
}
