/** What tests use of the simulators without the command line. */
export { ArgumentError } from './argumentError.ts';
export { parseTcccArguments } from './tccc/arguments.ts';
export type { TcccCommand } from './tccc/arguments.ts';
export { generateCall } from './tccc/call.ts';
export type { CallOptions } from './tccc/call.ts';
export type { ChaosKind } from './tccc/chaos.ts';
export { runTcccCommand } from './tccc/command.ts';
export type {
	CdrPayload,
	ImCdrPayload,
	RecordPayload,
	TcccAction,
	TcccPush,
	VoicemailPayload,
} from './tccc/payloads.ts';
export { addressPush, createPushClient } from './tccc/pushClient.ts';
export type {
	PushAuth,
	PushClient,
	PushClientOptions,
	PushMessage,
	PushResult,
	PushSettings,
} from './tccc/pushClient.ts';
export type { Report } from './tccc/report.ts';
export { isScenarioName, scenarioNames, scenarios } from './tccc/scenarios.ts';
export type { Scenario, ScenarioName } from './tccc/scenarios.ts';
export { runSimulation } from './tccc/simulation.ts';
export type { PushedEvent, SimulationOptions } from './tccc/simulation.ts';
