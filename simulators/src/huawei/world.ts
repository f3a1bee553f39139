import type { AddressLock } from './addressLock.ts';
import type { C1Tokens } from './c1Tokens.ts';
import type { Callbacks } from './callbacks.ts';
import type { Faults } from './faults.ts';
import type { RequestLog } from './requestLog.ts';
import type { HuaweiSettings } from './settings.ts';
import type { HuaweiState } from './state.ts';
import type { Timers } from './timers.ts';
import type { TokenBucket } from './tokenBucket.ts';

/** Everything a simulated CEC is made of. */
export interface World {
	settings: HuaweiSettings;
	state: HuaweiState;
	tokens: C1Tokens;
	lock: AddressLock;
	faults: Faults;
	callbacks: Callbacks;
	timers: Timers;
	/** CC-FS's flow control. */
	flow: { query: TokenBucket; download: TokenBucket };
	requests: RequestLog;
	/** Where the server listens, once it does. */
	url: string;
}
