import { setTimeout as sleep } from 'node:timers/promises';

import {
	cdrOf,
	generateAsterCcCall,
	type AsterCcScenarioName,
	type PushServer,
	type PushServerOptions,
} from '../../simulators/src/index.ts';
import {
	AGENT,
	AGENT_CHANNEL,
	TEAM_CHANNEL,
	asterCcTrigger,
	expectNoSecretIn,
	follow,
	jsonOf,
	log,
	placeIn,
	publish,
	startServer,
	subscribed,
	until,
	type AsterCcTriggerInN8n,
	type Database,
	type Following,
} from './asterCcHarness';
import { pushHistory } from './pushHistory';

jest.setTimeout(15_000);

const running: Following[] = [];
const servers: PushServer[] = [];

beforeEach(() => pushHistory.reset());
afterEach(async () => {
	for (const { close } of running.splice(0)) expect(await close()).toBeLessThan(1000);
	for (const server of servers.splice(0)) await server.stop();
	expectNoSecretIn();
});

async function serve(options: Partial<PushServerOptions> = {}): Promise<PushServer> {
	const server = await startServer(options);
	servers.push(server);
	return server;
}

const start: typeof follow = async (...how) => {
	const following = await follow(...how);
	running.push(following);
	return following;
};

/** Follows the team, and is waiting at the server when this resolves. */
async function followTeam(
	server: PushServer,
	trigger: AsterCcTriggerInN8n = asterCcTrigger(subscribed(server)),
	how: Parameters<typeof follow>[1] = {},
): Promise<Following> {
	const following = await start(trigger, how);
	await until(() => server.waiting(TEAM_CHANNEL) > 0);
	return following;
}

const NOW = Math.floor(Date.now() / 1000);

/** The same call whenever it is asked for; it is over for long enough for its record to be settled. */
const call = (scenario: AsterCcScenarioName = 'inbound-answered', index = 0) =>
	generateAsterCcCall({
		scenario,
		seed: 7,
		index,
		startTime: NOW - 15 * 60,
	});

const sessionOf = (events: ReturnType<typeof call>) =>
	String(Object.fromEntries(events[0]?.fields ?? []).sessionid);
const typesOf = ({ output }: Following) => jsonOf(output).map(({ type }) => type);
const idsOf = ({ output }: Following) => jsonOf(output).map(({ id }) => id);
const logged = (level: string) => log.filter((line) => line.level === level);

const INBOUND = [
	'call.created',
	'call.ringing',
	'call.answered',
	'call.leg_ended',
	'call.leg_ended',
	'call.ended',
];

describe('events', () => {
	it('arrive as items, in order, one at a time as asterCC publishes them', async () => {
		const server = await serve();
		const following = await followTeam(server);
		const events = call();
		for (const [index, event] of events.entries()) {
			publish(server, event);
			await until(() => following.output.length > index);
		}
		expect(typesOf(following)).toEqual(INBOUND);
		expect(jsonOf(following.output)[1]).toMatchObject({
			vendor: 'astercc',
			callId: sessionOf(events),
			direction: 'inbound',
			customerNumber: expect.stringMatching(/^\+861388888\d{4}$/),
		});
		expect(following.errors).toEqual([]);
		expect(log).toEqual([]);
	});

	it.each(['0.6.0', '0.3.5'] as const)(
		'that come several in one answer are all handed over (push-stream %s)',
		async (flavour) => {
			const server = await serve({ flavour });
			const database: Database = { staticData: {} };
			const trigger = asterCcTrigger(subscribed(server));
			const first = await followTeam(server, trigger, { database });
			await until(() => placeIn(database).cursor !== undefined);
			await first.close();

			const events = call();
			for (const event of events) publish(server, event);
			const following = await start(trigger, { database });
			await until(() => following.output.length >= events.length);
			expect(typesOf(following)).toEqual(INBOUND);
			expect(log).toEqual([]);
		},
	);

	it('of one agent come from the channel of that agent', async () => {
		const server = await serve();
		const agent = { follow: 'agent', agent: AGENT.number, password: AGENT.password };
		const settings = subscribed(server, {}, { ...agent, verificationSecret: '' });
		const following = await start(asterCcTrigger(settings));
		await until(() => server.waiting(AGENT_CHANNEL) > 0);
		const [, ringing] = call();
		if (ringing) publish(server, ringing, TEAM_CHANNEL);
		if (ringing) publish(server, ringing, AGENT_CHANNEL);
		await until(() => following.output.length > 0);
		expect(typesOf(following)).toEqual(['call.ringing']);
	});

	it('that nobody wants start no execution', async () => {
		const server = await serve();
		const settings = subscribed(server, { triggerOn: 'callFinished' });
		const following = await followTeam(server, asterCcTrigger(settings));
		for (const event of call()) publish(server, event);
		await until(() => following.output.length > 0);
		expect(typesOf(following)).toEqual(['call.ended']);
		// The one more keeps the place the stream starts at.
		expect(following.runs).toHaveLength(2);
	});

	it('that are published twice come once', async () => {
		const server = await serve();
		const following = await followTeam(server);
		const [, ringing, answer] = call();
		for (const event of [ringing, ringing, answer]) if (event) publish(server, event);
		await until(() => following.output.length > 1);
		expect(typesOf(following)).toEqual(['call.ringing', 'call.answered']);
	});

	it('from before the first start do not come', async () => {
		const server = await serve();
		for (const event of call('inbound-answered', 1)) publish(server, event);
		// The push server dates its messages to the second.
		await sleep(1100);
		const following = await followTeam(server);
		for (const event of call('inbound-answered', 2)) publish(server, event);
		await until(() => following.output.length >= INBOUND.length);
		expect(new Set(jsonOf(following.output).map(({ callId }) => callId))).toEqual(
			new Set([sessionOf(call('inbound-answered', 2))]),
		);
	});

	it('that cannot be read are named in the log without their text, and hold nothing up', async () => {
		const server = await serve();
		const following = await followTeam(server);
		server.publish(TEAM_CHANNEL, "{'number':'13800138000'}");
		server.publish(
			TEAM_CHANNEL,
			"{'source':'AGENT','event':'ringing','calleridnum':'13800138000'}",
		);
		const [, ringing] = call();
		if (ringing) publish(server, ringing);
		await until(() => following.output.length > 0);
		expect(typesOf(following)).toEqual(['call.ringing']);
		expect(logged('warn')).toHaveLength(2);
		expect(JSON.stringify(log)).not.toContain('13800138000');
	});

	it.each(['masked', 'hashed'])('hold no number with %s numbers', async (privacy) => {
		const server = await serve();
		const settings = subscribed(server, { output: 'everything', settings: { privacy } });
		const following = await followTeam(server, asterCcTrigger(settings));
		for (const event of call()) publish(server, event);
		await until(() => following.output.length >= INBOUND.length);
		expect(following.output).toHaveLength(INBOUND.length);
		expect(JSON.stringify([following.runs, log])).not.toMatch(/1388888|397358/);
	});
});

describe('the place in the stream', () => {
	it('is in the static data when the execution is over, and not before', async () => {
		const server = await serve();
		const database: Database = { staticData: {} };
		const trigger = asterCcTrigger(subscribed(server));
		const following = await followTeam(server, trigger, {
			database,
			fates: ['succeeds', 'lasts'],
		});
		await until(() => placeIn(database).cursor !== undefined);
		const before = placeIn(database).cursor;
		const [, ringing] = call();
		const message = ringing && publish(server, ringing);
		await until(() => following.output.length > 0);
		await sleep(50);
		expect(typesOf(following)).toEqual(['call.ringing']);
		expect(placeIn(database).cursor).toEqual(before);

		await following.letGo();
		expect(placeIn(database).cursor).toEqual({
			time: new Date((message?.time ?? 0) * 1000).toUTCString(),
			tag: String(message?.tag),
		});
		expectNoSecretIn(database);
	});

	it('is where a second start goes on, without loss and without a copy', async () => {
		const server = await serve();
		const database: Database = { staticData: {} };
		const trigger = asterCcTrigger(subscribed(server));
		const events = call('transfer');
		const half = Math.floor(events.length / 2);

		const first = await followTeam(server, trigger, { database });
		for (const event of events.slice(0, half)) publish(server, event);
		await until(() => first.output.length >= half);
		await first.close();
		for (const event of events.slice(half)) publish(server, event);

		const second = await start(trigger, { database });
		await until(() => second.output.length >= events.length - half);
		await sleep(100);
		const ids = [...idsOf(first), ...idsOf(second)];
		expect(ids).toHaveLength(events.length);
		expect(new Set(ids).size).toBe(events.length);
		// A key recorded for a look-up would, after a crash, drop the event when it comes again.
		expect(pushHistory.asked).toEqual([]);
	});

	it('is not moved by executions that could not be stored; they are tried again', async () => {
		const server = await serve();
		const database: Database = { staticData: {} };
		const trigger = asterCcTrigger(subscribed(server));
		const following = await followTeam(server, trigger, {
			database,
			fates: ['succeeds', 'isNotStored', 'isNotStored'],
		});
		await until(() => placeIn(database).cursor !== undefined);
		const before = placeIn(database).cursor;
		const [, ringing] = call();
		if (ringing) publish(server, ringing);
		await until(() => following.runs.length >= 3);
		expect(placeIn(database).cursor).toEqual(before);

		await until(() => following.output.length > 0);
		expect(typesOf(following)).toEqual(['call.ringing']);
		expect(placeIn(database).cursor).not.toEqual(before);
		expect(logged('error')).toHaveLength(2);
		expect(logged('error')[0]).toMatchObject({ details: { reason: 'database is locked' } });
	});

	it('is not moved past an execution that lasts while later ones are over', async () => {
		const server = await serve();
		const database: Database = { staticData: {} };
		const trigger = asterCcTrigger(subscribed(server));
		const following = await followTeam(server, trigger, {
			database,
			fates: ['succeeds', 'lasts'],
		});
		await until(() => placeIn(database).cursor !== undefined);
		const before = placeIn(database).cursor;
		const [, ringing, answer] = call();
		if (ringing) publish(server, ringing);
		await until(() => following.output.length > 0);
		const newest = answer && publish(server, answer);
		await until(() => following.output.length > 1);
		await sleep(50);
		expect(typesOf(following)).toEqual(['call.ringing', 'call.answered']);
		expect(placeIn(database).cursor).toEqual(before);

		await following.letGo();
		const time = new Date((newest?.time ?? 0) * 1000).toUTCString();
		expect(placeIn(database).cursor).toEqual({ time, tag: String(newest?.tag) });
	});

	it('belongs to a channel: of another agent the stream begins now', async () => {
		const server = await serve();
		const database: Database = { staticData: {} };
		const settings = subscribed(server);
		const trigger = asterCcTrigger(settings);
		const first = await followTeam(server, trigger, { database });
		await until(() => placeIn(database).cursor !== undefined);
		await first.close();
		const [, ringing, answer] = call();
		if (ringing) publish(server, ringing, AGENT_CHANNEL);
		await sleep(1100);

		Object.assign(settings.credential ?? {}, {
			follow: 'agent',
			agent: AGENT.number,
			password: AGENT.password,
		});
		const second = await start(trigger, { database });
		await until(() => server.waiting(AGENT_CHANNEL) > 0);
		if (answer) publish(server, answer, AGENT_CHANNEL);
		await until(() => second.output.length > 0);
		expect(typesOf(second)).toEqual(['call.answered']);
	});
});

describe('trouble with the server', () => {
	it.each([503, 'disconnect'] as const)('is survived and logged once: %s', async (how) => {
		const server = await serve();
		server.failNext(3, how);
		const following = await start(asterCcTrigger(subscribed(server)));
		await until(() => logged('warn').length > 0);
		const [, ringing] = call();
		if (ringing) publish(server, ringing);
		await until(() => following.output.length > 0, 8000);
		expect(typesOf(following)).toEqual(['call.ringing']);
		expect(server.requests.length).toBeGreaterThanOrEqual(4);
		expect(logged('warn')).toHaveLength(1);
		expect(logged('warn')[0]).toMatchObject({
			details: { origin: server.url, failures: 1, reason: expect.any(String) },
		});
		expect(logged('info')).toHaveLength(1);
		expect(following.errors).toEqual([]);
	});

	it('which deletes the channel is survived', async () => {
		const server = await serve();
		const following = await followTeam(server);
		server.remove(TEAM_CHANNEL);
		await until(() => logged('warn').length > 0);
		await until(() => server.waiting(TEAM_CHANNEL) > 0);
		const [, ringing] = call();
		if (ringing) publish(server, ringing);
		await until(() => following.output.length > 0);
		expect(typesOf(following)).toEqual(['call.ringing']);
		expect(logged('warn')[0]).toMatchObject({
			details: { reason: expect.stringContaining('deleted') },
		});
	});

	it('which answers at once does not make n8n ask without end', async () => {
		const server = await serve({ ttlMs: 1 });
		await start(asterCcTrigger(subscribed(server)));
		await sleep(1200);
		expect(server.requests.length).toBeLessThanOrEqual(3);
	});
});

describe('closing', () => {
	it('takes less than a second while a request is pending, which ends', async () => {
		const server = await serve({ ttlMs: 60_000 });
		const following = await followTeam(server);
		expect(await following.close()).toBeLessThan(1000);
		await until(() => server.waiting(TEAM_CHANNEL) === 0);
		expect(server.waiting(TEAM_CHANNEL)).toBe(0);
	});

	it('takes less than a second while backing off, and nobody asks any more', async () => {
		const server = await serve();
		server.failNext(1000);
		const following = await start(asterCcTrigger(subscribed(server)));
		await until(() => server.requests.length >= 3);
		expect(await following.close()).toBeLessThan(1000);
		const asked = server.requests.length;
		await sleep(1200);
		expect(server.requests).toHaveLength(asked);
	});

	it('takes less than a second while an execution lasts', async () => {
		const server = await serve();
		const following = await followTeam(server, undefined, { fates: ['succeeds', 'lasts'] });
		const [, ringing] = call();
		if (ringing) publish(server, ringing);
		await until(() => following.runs.length > 1);
		expect(await following.close()).toBeLessThan(1000);
	});

	it('takes less than a second while an execution with call records lasts', async () => {
		const server = await serve();
		server.cdrs.push(cdrOf(call('inbound-answered', 1), 1));
		const following = await start(asterCcTrigger(recording(server, { callRecords: 'all' })), {
			database: startedAt(0),
			fates: ['lasts'],
		});
		await until(() => following.runs.length > 0);
		expect(await following.close()).toBeLessThan(1000);
	});

	it('starts no execution any more', async () => {
		const server = await serve();
		const following = await followTeam(server);
		await following.close();
		const runs = following.runs.length;
		for (const event of call()) publish(server, event);
		await sleep(300);
		expect(following.runs).toHaveLength(runs);
		expect(log).toEqual([]);
	});
});

describe('an address where nobody answers', () => {
	const gone = async () => {
		const server = await startServer();
		await server.stop();
		return asterCcTrigger(subscribed(server));
	};

	it.each(['activate', 'create', 'update'] as const)('is told on %s', async (activation) => {
		const error = await follow(await gone(), { activation }).catch((fault: unknown) => fault);
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(
				/^asterCC cannot be reached at http:\/\/127\.0\.0\.1:\d+: nothing listens there/,
			),
		});
		expectNoSecretIn(error);
	});

	it.each(['init', 'leadershipChange'] as const)('is waited for on %s', async (activation) => {
		const following = await start(await gone(), { activation });
		await until(() => logged('warn').length > 0);
		expect(logged('warn')).toHaveLength(1);
		expect(following.errors).toEqual([]);
	});
});

describe('what is missing in the credential is named', () => {
	const cases: Array<[string, object, object]> = [
		['Address', {}, { address: ' ' }],
		['Team Identity', {}, { identity: '' }],
		['Verification String', {}, { verificationSecret: '' }],
		['Agent Number', {}, { follow: 'agent', agent: '', password: 'x' }],
		['Agent Password', {}, { follow: 'agent', agent: '8001', password: '' }],
		['Agent Number', { callRecords: 'all' }, {}],
		['Agent Password', { callRecords: 'missed', mode: 'webhook' }, { agent: '8001' }],
	];

	it.each(cases)('"%s" with %j and %j', async (field, parameters, credential) => {
		const trigger = asterCcTrigger(
			subscribed({ url: 'http://pbx' }, { ...parameters }, { ...credential }),
		);
		await expect(follow(trigger)).rejects.toMatchObject({
			message: `"${field}" of the asterCC credential is empty. Enter it there.`,
		});
	});

	it('and so is an address that is none', async () => {
		await expect(follow(asterCcTrigger(subscribed({ url: 'http://' })))).rejects.toMatchObject({
			message: expect.stringContaining('is not a URL'),
		});
	});
});

/** Call records are asked for every third of a second; an operator cannot go below a minute. */
const recording = (server: PushServer, parameters: object, settings: object = {}) =>
	subscribed(
		server,
		{ ...parameters, settings: { recordMinutes: 0.005, ...settings } },
		{ agent: AGENT.number, password: AGENT.password },
	);

/** What is left in n8n's database by a trigger that has fetched records up to this one. */
const startedAt = (recordId: number): Database => ({
	staticData: { 'node:asterCC': { recordId } },
});

describe('call records', () => {
	const records = ({ output }: Following) =>
		jsonOf(output).filter(({ type }) => type === 'call.cdr');

	it('all: comes with every finished call, and not with those from before the first start', async () => {
		const server = await serve();
		for (const id of [1, 2, 3]) server.cdrs.push(cdrOf(call('inbound-answered', id), id));
		const database: Database = { staticData: {} };
		const trigger = asterCcTrigger(recording(server, { mode: 'webhook', callRecords: 'all' }));
		const following = await start(trigger, { database });
		await until(() => placeIn(database).recordId !== undefined);
		expect(placeIn(database).recordId).toBe(3);
		expect(following.output).toEqual([]);

		const [answered, missed] = [call('inbound-answered', 4), call('inbound-missed', 5)];
		server.cdrs.push(cdrOf(answered, 4), cdrOf(missed, 5));
		await until(() => following.output.length > 1);
		expect(records(following)).toMatchObject([
			{ type: 'call.cdr', callId: sessionOf(answered), outcome: 'answered', isMissed: false },
			{ type: 'call.cdr', callId: sessionOf(missed), outcome: 'missed', isMissed: true },
		]);
		expect(records(following)[0]?.talkSeconds).toBeGreaterThan(0);
		await until(() => placeIn(database).recordId === 5);
		expect(placeIn(database).recordId).toBe(5);
		expect(log).toEqual([]);
	});

	it('all: a second start goes on behind the last record', async () => {
		const server = await serve();
		for (const id of [1, 2, 3]) server.cdrs.push(cdrOf(call('inbound-answered', id), id));
		const trigger = asterCcTrigger(recording(server, { mode: 'webhook', callRecords: 'all' }));
		const following = await start(trigger, { database: startedAt(2) });
		await until(() => following.output.length > 0);
		await sleep(400);
		expect(records(following).map(({ callId }) => callId)).toEqual([
			sessionOf(call('inbound-answered', 3)),
		]);
	});

	it('missed: only the call whose end did not come as an event', async () => {
		const server = await serve();
		const trigger = asterCcTrigger(recording(server, { callRecords: 'missed' }));
		const database = startedAt(0);
		const following = await followTeam(server, trigger, { database });
		const [seen, unseen] = [call('inbound-answered', 1), call('inbound-answered', 2)];
		for (const event of seen) publish(server, event);
		for (const event of unseen.slice(0, 3)) publish(server, event);
		await until(() => following.output.length >= seen.length + 3);
		server.cdrs.push(cdrOf(seen, 1), cdrOf(unseen, 2));
		await until(() => records(following).length > 0);
		await sleep(400);
		expect(records(following).map(({ callId }) => callId)).toEqual([sessionOf(unseen)]);
		const end = jsonOf(following.output).find(({ type }) => type === 'call.ended');
		// It stands for the end nobody saw, and has that end's id: the CRM's upsert meets it.
		const idOfEnd = String(end?.id).replace(sessionOf(seen), sessionOf(unseen));
		expect(records(following)[0]?.id).toBe(idOfEnd);
	});

	it('missed: works beside the webhook as well', async () => {
		const server = await serve();
		const settings = recording(server, { mode: 'webhook', callRecords: 'missed' });
		const trigger = asterCcTrigger({
			...settings,
			credential: { ...settings.credential, pushToken: 'a-push-token_of-32-signs-0123456' },
		});
		const [seen, unseen] = [call('inbound-answered', 1), call('inbound-answered', 2)];
		const { items } = await trigger.message(seen.at(-1)?.message ?? '');
		expect(await trigger.execute(items ?? [])).toHaveLength(1);
		const following = await start(trigger, { database: startedAt(0) });
		server.cdrs.push(cdrOf(seen, 1), cdrOf(unseen, 2));
		await until(() => following.output.length > 0);
		await sleep(400);
		expect(records(following).map(({ callId }) => callId)).toEqual([sessionOf(unseen)]);
	});

	it('of a call that ended just now waits until the end can have come', async () => {
		const server = await serve();
		const trigger = asterCcTrigger(recording(server, { mode: 'webhook', callRecords: 'missed' }));
		const following = await start(trigger, { database: startedAt(0) });
		const record = cdrOf(call('inbound-answered', 1), 1);
		const now = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19);
		server.cdrs.push({ ...record, endtime: now.replace('T', ' ') });
		await sleep(700);
		expect(following.output).toEqual([]);
	});

	it('does not set the place in the stream back', async () => {
		const server = await serve();
		const database: Database = { staticData: {} };
		const trigger = asterCcTrigger(recording(server, { callRecords: 'all' }));
		const following = await followTeam(server, trigger, { database });
		await until(() => placeIn(database).recordId !== undefined);
		const [, ringing] = call('inbound-answered', 1);
		if (ringing) publish(server, ringing);
		await until(() => following.output.length > 0);
		const { cursor } = placeIn(database);
		server.cdrs.push(cdrOf(call('inbound-answered', 2), 1));
		await until(() => placeIn(database).recordId === 1);
		expect(placeIn(database)).toMatchObject({ cursor, recordId: 1 });
	});

	it('with a wrong password is told in the log, again and again tried, and stops nothing', async () => {
		const server = await serve();
		const settings = recording(server, { callRecords: 'all' });
		const credential = { ...settings.credential, password: 'guessed' };
		const following = await followTeam(server, asterCcTrigger({ ...settings, credential }));
		await until(() => logged('warn').length > 0);
		expect(logged('warn')[0]).toMatchObject({
			details: { reason: expect.stringContaining('Wrong agent number or password') },
		});
		const [, ringing] = call();
		if (ringing) publish(server, ringing);
		await until(() => following.output.length > 0);
		expect(typesOf(following)).toEqual(['call.ringing']);
		expect(JSON.stringify(log)).not.toContain('guessed');
	});
});
