/** What tests use of the simulators without the command line. */
export { parseAliyunArguments } from './aliyun/arguments.ts';
export type { AliyunCommand } from './aliyun/arguments.ts';
export { bridgeRequest } from './aliyun/bridgePush.ts';
export type { BridgeOptions, BridgeRequest } from './aliyun/bridgePush.ts';
export { generateAliyunCall } from './aliyun/call.ts';
export type { AliyunCallOptions, AliyunEvent } from './aliyun/call.ts';
export { createTestCertificate } from './aliyun/certificate.ts';
export type { CertificateOptions, TestCertificate } from './aliyun/certificate.ts';
export { runAliyunCommand } from './aliyun/command.ts';
export type { Dialect as AliyunDialect } from './aliyun/dialect.ts';
export {
	certificateUrlOf,
	eventBridgeEnvelope,
	eventBridgeRequest,
	eventBridgeVariants,
} from './aliyun/eventBridge.ts';
export type {
	EnvelopeOptions,
	EventBridgeOptions,
	EventBridgeVariant,
	PushRequest,
} from './aliyun/eventBridge.ts';
export { aliyunCalls, aliyunEvents } from './aliyun/eventStream.ts';
export type { AliyunStreamOptions } from './aliyun/eventStream.ts';
export { aliyunMessages, messageOf } from './aliyun/message.ts';
export type { AliyunMessage, ChaosOptions } from './aliyun/message.ts';
export type { EventProducer, Sendable, SendManyOptions } from './aliyun/producer.ts';
export { quirkNames as aliyunQuirks } from './aliyun/quirks.ts';
export type { Quirk as AliyunQuirk } from './aliyun/quirks.ts';
export type { AliyunReport } from './aliyun/report.ts';
export { openRocketMq4Producer } from './aliyun/rocketMq4Producer.ts';
export type { RocketMq4Options } from './aliyun/rocketMq4Producer.ts';
export { openRocketMq5Producer } from './aliyun/rocketMq5Producer.ts';
export type { RocketMq5Options } from './aliyun/rocketMq5Producer.ts';
export {
	aliyunScenarioNames,
	aliyunScenarios,
	scenariosOf as aliyunScenariosOf,
} from './aliyun/scenarios.ts';
export type { AliyunScenarioName } from './aliyun/scenarios.ts';
export type { AliyunTarget } from './aliyun/sending.ts';
export { runAliyunSimulation } from './aliyun/simulation.ts';
export type { AliyunSimulationOptions, SentMessage } from './aliyun/simulation.ts';
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
export { parseHuaweiArguments } from './huawei/arguments.ts';
export type { HuaweiCommand } from './huawei/arguments.ts';
export { c2Signature, verifyC2 } from './huawei/c2Verifier.ts';
export type { C2Verdict, SignedRequest } from './huawei/c2Verifier.ts';
export type { SentCallback } from './huawei/callbacks.ts';
export { runHuaweiCommand } from './huawei/command.ts';
export { voiceSignatureOf } from './huawei/fabric/voiceSignature.ts';
export type { Fault as HuaweiFault } from './huawei/faults.ts';
export type { LoggedRequest } from './huawei/requestLog.ts';
export type { HuaweiSettings } from './huawei/settings.ts';
export { startHuaweiSimulator } from './huawei/simulator.ts';
export type { HuaweiSimulator } from './huawei/simulator.ts';
export type * as HuaweiState from './huawei/state.ts';
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
