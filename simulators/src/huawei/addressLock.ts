/** CC-FS locks an address that sends too many wrong signatures in a period (reference/huawei §1.2). */

interface LockSettings {
	lockAfter: number;
	lockPeriodMs: number;
	lockMs: number;
	now: () => number;
}

export interface AddressLock {
	isLocked(address: string): boolean;
	countWrong(address: string): void;
	release(): void;
}

export function createAddressLock(settings: LockSettings): AddressLock {
	const wrongTimes = new Map<string, number[]>();
	const lockedUntil = new Map<string, number>();

	function countWrong(address: string): void {
		const now = settings.now();
		const recent = (wrongTimes.get(address) ?? []).filter(
			(time) => time > now - settings.lockPeriodMs,
		);
		recent.push(now);
		wrongTimes.set(address, recent);
		if (recent.length < settings.lockAfter) return;
		lockedUntil.set(address, now + settings.lockMs);
		wrongTimes.delete(address);
	}

	return {
		isLocked: (address) => (lockedUntil.get(address) ?? 0) > settings.now(),
		countWrong,
		release: () => {
			wrongTimes.clear();
			lockedUntil.clear();
		},
	};
}
