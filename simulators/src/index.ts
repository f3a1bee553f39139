/** What tests use of the simulators without the command line. */
export { ArgumentError } from './argumentError.ts';
export { parseAsterCcArguments } from './asterCc/arguments.ts';
export type { AsterCcCommand } from './asterCc/arguments.ts';
export { bodyKinds, formatBody } from './asterCc/body.ts';
export type { BodyKind, HttpBody } from './asterCc/body.ts';
export { fieldOf, generateAsterCcCall } from './asterCc/call.ts';
export type { AsterCcCallOptions, AsterCcEvent } from './asterCc/call.ts';
export { cdrOf } from './asterCc/callRecord.ts';
export type { CdrRow } from './asterCc/callRecord.ts';
export { channelOf } from './asterCc/channel.ts';
export type { ChannelOwner } from './asterCc/channel.ts';
export { runAsterCcCommand } from './asterCc/command.ts';
export type { PushAgent } from './asterCc/controlApi.ts';
export { literalOf } from './asterCc/literal.ts';
export type { PushFlavour } from './asterCc/pushFormat.ts';
export { startPushServer } from './asterCc/pushServer.ts';
export type {
	PushFailure,
	PushServer,
	PushServerOptions,
	SubscriberRequest,
} from './asterCc/pushServer.ts';
export type { StoredMessage } from './asterCc/pushStream.ts';
export type { AsterCcReport } from './asterCc/report.ts';
export { asterCcScenarioNames, asterCcScenarios } from './asterCc/scenarios.ts';
export type { AsterCcScenarioName } from './asterCc/scenarios.ts';
export { postEvent, publishEvent } from './asterCc/sending.ts';
export type { SendResult, SendSettings } from './asterCc/sending.ts';
export { runAsterCcSimulation } from './asterCc/simulation.ts';
export type { AsterCcSimulationOptions, AsterCcTarget, SentEvent } from './asterCc/simulation.ts';
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
