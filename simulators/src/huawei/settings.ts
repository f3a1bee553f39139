/** What can be set on a simulated CEC, and what holds unless it is. */

import type { LoggedRequest } from './requestLog.ts';

export type Service = 'isales' | 'fs' | 'cms' | 'fabric';
export type SignatureVariant = 'v1' | 'v1ms' | 'v2';

/** A token bucket: so many at once, so many more a second. */
export interface FlowLimit {
	burst: number;
	perSecond: number;
}

export interface HuaweiSettings {
	/** 0: a free one. */
	port: number;
	host: string;
	/** False: plain HTTP. */
	tls: boolean;
	/** The clock of the server, milliseconds since 1970. */
	now: () => number;

	accessKey: string;
	secretKey: string;
	/** The API Fabric's. */
	appKey: string;
	appSecret: string;
	vdnId: number;
	ccId: number;
	/** The tenant space, as CDR files show it. */
	accountId: string;
	/** IANA name of the tenant's zone. */
	timeZone: string;
	/** What the server takes for a right signature (reference/huawei §8, 1-3). */
	signatureVariants: readonly SignatureVariant[];
	/** The vendor's window is not known (reference/huawei §8, 4). */
	clockSkewMs: number;
	/** Which services lock an address after wrong signatures; documented for CC-FS only (§1.2). */
	lockedServices: readonly Service[];
	/** So many wrong ones in the period lock the address for so long; the vendor's numbers are not known. */
	lockAfter: number;
	lockPeriodMs: number;
	lockMs: number;

	/** Every answer takes at least so long. */
	latencyMs: number;
	/** `isales.api.calldata.max` (§2, rate rules). */
	rowsPerCall: number;
	/** Least time between two calls that add numbers to one campaign. */
	addSpacingMs: number;
	/** Rows of a campaign that are not finished. */
	openRows: number;
	/** Time between two daily statistics. */
	statisticsEveryMs: number;
	activeCampaigns: number;
	batchesPerCampaign: number;

	/** Rows a second all running campaigns dial; 0: only finishCampaign() dials. */
	dialRowsPerSecond: number;
	/** How attempts end, in turn (§2.9 failCode). */
	failCodes: readonly string[];
	resultsPerPush: number;
	/** Where results of campaigns without `callBackUrl` go (`isales.obresult.callback.url`). */
	resultCallBackUrl: string;
	pushAttempts: number;
	pushRetryMs: number;
	/** How long an answer to a callback may take. */
	callbackTimeoutMs: number;

	/** From the request to the file. */
	fileDelayMs: number;
	callbackRetryMs: number;
	callbackAttempts: number;
	queryFlow: FlowLimit;
	downloadFlow: FlowLimit;
	/** Rows of a call CSV on top of the calls the simulator holds. */
	extraCallRows: number;
	/** Size of a generated recording. */
	recordingBytes: number;
	/** Calls in the records when the server starts. */
	seedCalls: number;

	/** The addresses on the API Fabric's configuration pages (§5.5); '' posts nothing. */
	connectCallBackUrl: string;
	releaseCallBackUrl: string;
	voiceCallBackUrl: string;
	/** Signs voice-notification results when it is not ''. */
	sharedKey: string;
	/** The demo code points to HMAC, the text says plain SHA-256 (§5.5). */
	voiceSignature: 'hmac' | 'sha256';
	/** Of the connect callback, whose body is not JSON; the vendor documents none. */
	connectContentType: string;
	/** From createCall to connected, and from there to released. */
	callStepMs: number;

	/** Hears of every answer, before its body is sent. */
	onAnswered: (request: LoggedRequest) => void;
}

const second = 1000;
const minute = 60 * second;

export const defaultPort = 28443;

/** The vendor's documented limits; where it documents none, a plausible one. */
export const defaultSettings: Readonly<HuaweiSettings> = {
	port: 0,
	host: '127.0.0.1',
	tls: true,
	now: Date.now,
	accessKey: 'AKSIMULATOR0001',
	secretKey: 'SkSimulator-0001-not-real',
	appKey: '00000000000000000000000000000001',
	appSecret: 'app-secret-not-real',
	vdnId: 25,
	ccId: 1,
	accountId: '202600000001',
	timeZone: 'Asia/Shanghai',
	signatureVariants: ['v1', 'v1ms', 'v2'],
	clockSkewMs: 15 * minute,
	lockedServices: ['fs'],
	lockAfter: 5,
	lockPeriodMs: 5 * minute,
	lockMs: 10 * minute,
	latencyMs: 0,
	rowsPerCall: 20,
	addSpacingMs: second,
	openRows: 200_000,
	statisticsEveryMs: 5 * minute,
	activeCampaigns: 20,
	batchesPerCampaign: 100,
	dialRowsPerSecond: 0,
	failCodes: ['00000', '00000', '00603', '00000', '00537', '00000', '00548'],
	resultsPerPush: 20,
	resultCallBackUrl: '',
	pushAttempts: 6,
	pushRetryMs: 10 * minute,
	callbackTimeoutMs: 10 * second,
	fileDelayMs: 2 * second,
	callbackRetryMs: 10 * minute,
	callbackAttempts: 6,
	queryFlow: { burst: 10, perSecond: 5 },
	downloadFlow: { burst: 20, perSecond: 10 },
	extraCallRows: 0,
	recordingBytes: 160_058,
	seedCalls: 60,
	connectCallBackUrl: '',
	releaseCallBackUrl: '',
	voiceCallBackUrl: '',
	sharedKey: '',
	voiceSignature: 'hmac',
	connectContentType: 'text/plain; charset=UTF-8',
	callStepMs: second,
	onAnswered: () => {},
};
