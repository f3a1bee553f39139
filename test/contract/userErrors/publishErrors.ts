import type { INodeParameters } from 'n8n-workflow';

import * as aliyun from '../aliyunCccHarness';
import * as aster from '../asterCcHarness';
import * as huawei from '../huaweiCecTriggerHarness';
import { log, type Settings } from '../nodeContexts';
import { tcccTrigger } from '../triggerHarness';
import { errorOf, type Situations, type Told } from './userError';

interface Publishable {
	hook(method: 'create', webhook: 'default'): Promise<unknown>;
}

/** What somebody who publishes the workflow is told: the error, else the warning in n8n's log. */
async function published(trigger: Publishable): Promise<Told> {
	const before = log.length;
	return await errorOf(
		trigger.hook('create', 'default').then(() => {
			const [warning] = log.slice(before);
			throw Object.assign(new Error(warning?.message ?? 'no warning'));
		}),
	);
}

const LOCAL = 'http://localhost:5678/webhook';

const tccc =
	(parameters: object, settings: Settings = {}) =>
	async () =>
		await published(tcccTrigger({ parameters: parameters as INodeParameters, ...settings }));
const asterCc = (parameters: object) => async () =>
	await published(aster.asterCcTrigger({ parameters: parameters as INodeParameters }));
const ccc = (parameters: object) => async () =>
	await published(aliyun.aliyunTrigger({ parameters: parameters as INodeParameters }));
const cec = (parameters: object) => async () =>
	await published(huawei.huaweiTrigger({ parameters: parameters as INodeParameters }));

const PUBLISHING: Situations = {
	'n8n does not know its address': tccc({ authentication: 'basicAuth' }, { baseUrl: LOCAL }),
	'no authentication': tccc({ authentication: 'none' }),
	'masked numbers and the vendor payload': tccc({
		...{ authentication: 'basicAuth', output: 'vendorPayload', options: { privacy: 'masked' } },
	}),
	'TCCC: hashed numbers without a key': tccc({
		...{ authentication: 'none', options: { privacy: 'hashed' } },
	}),
	'Alibaba: hashed numbers without a key': ccc({
		...{ authentication: 'none', options: { privacy: 'hashed' } },
	}),
	'Alibaba: a webhook without instances': ccc({ authentication: 'urlToken', instanceIds: '' }),
	'asterCC: a time zone that is none': asterCc({ settings: { timeZone: 'Shanghai' } }),
	'asterCC: an allow list that cannot be read': asterCc({ settings: { ipAllowList: 'pbx' } }),
	'Huawei: an allow list that is empty': cec({ authentication: 'ipAllowList', ipAllowList: '' }),
	'Huawei: a time zone that is none': cec({ settings: { timeZone: 'Shanghai' } }),
};

const NOBODY = { url: 'http://127.0.0.1:9' };
const follow =
	(parameters: object, credential: object = {}, server = NOBODY) =>
	async () =>
		await errorOf(
			aster.follow(
				aster.asterCcTrigger(
					aster.subscribed(server, parameters as INodeParameters, { ...credential }),
				),
			),
		);
const byHand = async (server: { url: string }, credential: object = {}): Promise<Told> =>
	await errorOf(
		aster
			.asterCcTrigger(aster.subscribed(server, {}, { ...credential }))
			.execute([{ json: {} }], { mode: 'manual' }),
	);

/** Two minutes go by while the trigger listens. */
async function silence(): Promise<Told> {
	const server = await aster.startServer({ ttlMs: 100 });
	const listening = byHand(server);
	await aster.until(() => server.waiting(aster.TEAM_CHANNEL) > 0);
	const later = Date.now() + 121_000;
	const clock = jest.spyOn(Date, 'now').mockImplementation(() => later);
	const result = await listening;
	clock.mockRestore();
	await server.stop();
	return result;
}

async function failing(status: number): Promise<Told> {
	const server = await aster.startServer();
	server.failNext(1, status);
	const result = await byHand(server);
	await server.stop();
	return result;
}

const SUBSCRIBING: Situations = {
	'no address': follow({}, { address: '' }),
	'an address that is none': follow({}, {}, { url: 'http://' }),
	'no verification string': follow({}, { verificationSecret: '' }),
	'no agent for the call records': follow({ callRecords: 'all' }),
	'nobody listens': follow({}),
	'by hand: nobody listens': async () => await byHand(NOBODY),
	'by hand: a field is empty': async () => await byHand(NOBODY, { identity: '' }),
	'by hand: the server fails': async () => await failing(502),
	'by hand: nothing comes': silence,
};

export const PUBLISH_ERRORS = {
	'publishing a trigger': PUBLISHING,
	'subscribing at asterCC': SUBSCRIBING,
};
