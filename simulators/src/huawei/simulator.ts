import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTestCertificate } from '../aliyun/certificate.ts';
import { createAddressLock } from './addressLock.ts';
import { createC1Tokens } from './c1Tokens.ts';
import type { SentCallback } from './callbacks.ts';
import { createCallbacks } from './callbacks.ts';
import { cmsRoutes } from './cms/routes.ts';
import { controlRoutes } from './control.ts';
import { fabricRoutes } from './fabric/routes.ts';
import type { Fault } from './faults.ts';
import { createFaults } from './faults.ts';
import { fsRoutes } from './fs/routes.ts';
import { dialRows, startDialler } from './iSales/dialler.ts';
import { iSalesRoutes } from './iSales/routes.ts';
import type { RequestLog } from './requestLog.ts';
import { createRequestLog } from './requestLog.ts';
import type { Route } from './route.ts';
import { createMatcher, endpointOf } from './route.ts';
import { createListener } from './server.ts';
import { callInProgress, seededCalls } from './seededCalls.ts';
import type { HuaweiSettings } from './settings.ts';
import { defaultSettings } from './settings.ts';
import type { HuaweiState } from './state.ts';
import { createState } from './state.ts';
import { createTimers } from './timers.ts';
import { createTokenBucket } from './tokenBucket.ts';
import type { World } from './world.ts';

export interface HuaweiSimulator {
	/** `https://127.0.0.1:28443` */
	url: string;
	/** PEM of the certificate to trust; '' over plain HTTP. */
	ca: string;
	accessKey: string;
	secretKey: string;
	appKey: string;
	appSecret: string;
	vdnId: number;
	ccId: number;
	timeZone: string;
	requests: RequestLog;
	state: HuaweiState;
	/** Live: a change holds from the next request on. */
	settings: HuaweiSettings;
	/** Callbacks that were sent, oldest first. */
	callbacks: readonly SentCallback[];
	/** The next fitting requests go wrong. */
	inject(fault: Fault): void;
	clearFaults(): void;
	/** Opens locked addresses again. */
	unlock(): void;
	/** API Fabric tokens are refused from now on. */
	expireTokens(): void;
	/** Dials all rows of a campaign at once and pushes the results; says how many rows. */
	finishCampaign(campaignId: number): number;
	/** When no callback is under way any more. */
	callbacksSettled(): Promise<void>;
	/** All endpoints, such as `POST /CCFS/resource/ccfs/queryBillData`. */
	endpoints: readonly string[];
	stop(): Promise<void>;
}

const vendorRoutes: readonly Route[] = [
	...iSalesRoutes,
	...fsRoutes,
	...cmsRoutes,
	...fabricRoutes,
];

/** Starts a Huawei CEC with the documented behaviour; every setting can be given. */
export async function startHuaweiSimulator(
	given: Partial<HuaweiSettings> = {},
): Promise<HuaweiSimulator> {
	const settings: HuaweiSettings = { ...defaultSettings, ...given };
	const world = createWorld(settings);
	const hosts = [...new Set(['localhost', '127.0.0.1', settings.host])];
	const { key, certificate } = settings.tls
		? createTestCertificate({ commonName: 'Huawei CEC simulator', hosts })
		: { key: '', certificate: '' };
	const listener = createListener(world, createMatcher([...vendorRoutes, ...controlRoutes]));
	const handle: typeof listener = (incoming, outgoing) =>
		listener(incoming, outgoing).catch((error: unknown) => fail(error as Error, outgoing));
	const server = settings.tls
		? createHttpsServer({ key, cert: certificate }, handle)
		: createHttpServer(handle);
	world.url = await listen(server, settings);
	startDialler(world);
	return simulatorOf(world, server, certificate);
}

/** A fault of the simulator itself must be seen; a sender that leaves in the middle is none. */
function fail(error: Error, outgoing: ServerResponse): void {
	const { code } = error as NodeJS.ErrnoException;
	if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE') return;
	process.stderr.write(`${error.stack}\n`);
	if (outgoing.headersSent) outgoing.destroy();
	else outgoing.writeHead(500).end();
}

function createWorld(settings: HuaweiSettings): World {
	const state = createState();
	state.calls = seededCalls(settings, state.agents);
	state.callsInProgress = [callInProgress(settings, state.agents)];
	return {
		settings,
		state,
		tokens: createC1Tokens(settings),
		lock: createAddressLock(settings),
		faults: createFaults(),
		callbacks: createCallbacks(settings),
		timers: createTimers(),
		flow: {
			query: createTokenBucket(() => settings.queryFlow, settings),
			download: createTokenBucket(() => settings.downloadFlow, settings),
		},
		requests: createRequestLog(),
		url: '',
	};
}

function simulatorOf(world: World, server: Server, ca: string): HuaweiSimulator {
	const { settings, state, faults, lock, tokens, callbacks, timers, requests, url } = world;
	const { accessKey, secretKey, appKey, appSecret, vdnId, ccId, timeZone } = settings;
	return {
		...{ url, ca, accessKey, secretKey, appKey, appSecret, vdnId, ccId, timeZone },
		...{ requests, state, settings },
		callbacks: callbacks.sent,
		inject: faults.inject,
		clearFaults: faults.clear,
		unlock: lock.release,
		expireTokens: tokens.expireAll,
		finishCampaign: (campaignId) => {
			const campaign = state.campaigns.get(campaignId);
			if (!campaign) return 0;
			const dialled = dialRows(world, campaign);
			campaign.status = 4;
			return dialled;
		},
		callbacksSettled: callbacks.settled,
		endpoints: vendorRoutes.map(endpointOf),
		stop: async () => {
			timers.stop();
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await Promise.all([closed, callbacks.stop()]);
		},
	};
}

async function listen(server: Server, { port, host, tls }: HuaweiSettings): Promise<string> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
	const { port: taken } = server.address() as AddressInfo;
	const shown = host.includes(':') ? `[${host}]` : host;
	return `${tls ? 'https' : 'http'}://${shown}:${taken}`;
}
