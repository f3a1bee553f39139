/** SFTP servers and the log of calls: rows 61 to 64 and 70 of reference/huawei §2.1, §2.6. */
import type { FieldRules } from '../fieldRules.ts';
import { required, rules } from '../fieldRules.ts';
import type { Answer, Call, JsonObject, Route } from '../route.ts';
import type { Named } from '../state.ts';
import { utcText } from '../vendorTime.ts';
import { iSalesBase, iSalesRoute, offsetPage, refuse, succeed } from './answers.ts';

const path = `${iSalesBase}/file`;
const page: FieldRules = { offset: rules.whole(0), limit: rules.whole(1, 100) };
const serverPwd = { type: 'text', min: 8, max: 80 } as const;
const fields: FieldRules = {
	userName: required({ type: 'text', max: 30, pattern: /^[\w-]*$/ }),
	serverInfo: {
		type: 'object',
		required: true,
		members: {
			ip: required(rules.text(64)),
			port: required(rules.text(5)),
			filePath: required(rules.text(255)),
		},
	},
};

export const fileServerRoutes: readonly Route[] = [
	iSalesRoute(
		{
			method: 'POST',
			path: `${path}/addServer`,
			body: { ...fields, serverPwd: required(serverPwd) },
		},
		({ world, body }) => {
			const id = world.state.nextLongId();
			world.state.fileServers.set(id, { id, fields: body });
			return succeed({ serverId: id });
		},
	),
	serverRoute('deleteServer', {}, ({ id }, { world }) => {
		world.state.fileServers.delete(id);
		return succeed();
	}),
	serverRoute('updateServer', { ...fields, serverPwd }, (server, { body }) => {
		if (ipOf(body) !== ipOf(server.fields) && body['serverPwd'] === undefined) {
			return refuse('02000001', 'serverPwd: needed for another address');
		}
		server.fields = { ...server.fields, ...body };
		return succeed();
	}),
	iSalesRoute({ method: 'POST', path: `${path}/queryServer`, body: page }, list),
	iSalesRoute(
		{
			method: 'POST',
			path: `${iSalesBase}/calllogs`,
			body: { ...page, beginTime: required(rules.time), endTime: required(rules.time) },
		},
		callLog,
	),
];

function ipOf({ serverInfo }: JsonObject): unknown {
	return (serverInfo as JsonObject)['ip'];
}

function serverRoute(
	verb: string,
	body: FieldRules,
	act: (server: Named, call: Call) => Answer,
): Route {
	return iSalesRoute({ method: 'POST', path: `${path}/{serverId}/${verb}`, body }, (call) => {
		const server = call.world.state.fileServers.get(call.path['serverId'] ?? '');
		return server ? act(server, call) : refuse('0200006', 'The server does not exist');
	});
}

/** The password never comes back. */
function list({ world, body }: Call): Answer {
	const { serverIds } = body;
	const all = [...world.state.fileServers.values()].filter(
		({ id }) => !Array.isArray(serverIds) || serverIds.length === 0 || serverIds.includes(id),
	);
	const server = offsetPage(all, body).map(({ id, fields: own }) => ({
		serverId: id,
		...(own['serverInfo'] as JsonObject),
		userName: own['userName'],
	}));
	return succeed({ count: all.length, server });
}

/** What this simulator was asked; the path is not in the reference, it is the vendor's newer page's. */
function callLog({ world, body }: Call): Answer {
	const part = String(body['url'] ?? '');
	const all = world.requests.all.filter(({ at, target, endpoint }) => {
		const time = utcText(at);
		const isInPeriod = time >= String(body['beginTime']) && time <= String(body['endTime']);
		return isInPeriod && endpoint.includes('/rest/isales/') && target.includes(part);
	});
	const result = offsetPage(all, body).map(({ at, target, body: request, status }, place) => ({
		id: String(place + 1),
		operTime: utcText(at),
		url: target,
		request,
		httpStatus: String(status),
		resultCode: '0200000',
		resultDesc: '',
		type: '1',
	}));
	return succeed({ count: all.length, result });
}
