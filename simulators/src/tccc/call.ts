import { createRandomSource } from '../randomSource.ts';
import { makeChatSession } from './chatSession.ts';
import type { TcccPush } from './payloads.ts';
import { makePhoneCall } from './phoneCall.ts';
import type { ScenarioName } from './scenarios.ts';
import { isScenarioName, scenarioNames, scenarios } from './scenarios.ts';

export interface CallOptions {
	/** Same seed, index, start time and application: same call. */
	seed: number;
	/** Which call of a run this is, from 0. */
	index: number;
	/** When the call begins, Unix seconds. */
	startTime: number;
	sdkAppId: number;
	/** Every `cdr` carries `CallType`, as Tencent's pages have it since 2025-06. */
	callType?: boolean;
	/** About every third `cdr` says `SdkAppld`, as the table of the vendor's document does. */
	misspellAppId?: boolean;
}

/** Makes one whole call: its pushes in the order in which they come about. */
export function generateCall(scenario: ScenarioName, options: CallOptions): { pushes: TcccPush[] } {
	if (!isScenarioName(scenario)) {
		throw new Error(`No scenario "${String(scenario)}"; there are ${scenarioNames.join(', ')}.`);
	}
	const { seed, index, startTime, sdkAppId } = options;
	const key = [seed, index, startTime, sdkAppId, scenario].join(':');
	const session = {
		random: createRandomSource(key),
		scenario: scenarios[scenario],
		sdkAppId,
		startTime,
		callType: options.callType ?? false,
	};
	const make = session.scenario.course === 'chat' ? makeChatSession : makePhoneCall;
	const isMisspelled = options.misspellAppId && createRandomSource(`${key}:spelling`).chance(1 / 3);
	const pushes = make(session);
	return { pushes: isMisspelled ? pushes.map(misspellAppId) : pushes };
}

function misspellAppId(push: TcccPush): TcccPush {
	if (push.action !== 'cdr') return push;
	const { SdkAppId, ...rest } = push.payload;
	return { ...push, payload: { ...rest, ...(SdkAppId ? { SdkAppld: SdkAppId } : {}) } };
}
