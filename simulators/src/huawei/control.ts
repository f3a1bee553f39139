/** What somebody at the keyboard, or a test in another process, asks of the simulator itself. No vendor has these. */
import { recordingStream } from './fs/recording.ts';
import type { Fault } from './faults.ts';
import { dialRows } from './iSales/dialler.ts';
import type { Answer, Call, Route } from './route.ts';

const faultKinds: readonly Fault['kind'][] = [
	'status',
	'code',
	'slow',
	'halfBody',
	'disconnect',
	'locked',
];

export const controlRoutes: readonly Route[] = [
	control('GET', '/simulator', ({ world }) => ({
		body: {
			requests: world.requests.counts(),
			campaigns: [...world.state.campaigns.values()].map(({ id, fields, status, rows, queue }) => ({
				id,
				name: fields['name'],
				status,
				rows: rows.size,
				open: queue.length,
			})),
			blocklist: [...world.state.blocklist.keys()],
			results: world.state.results.length,
			callbacks: world.callbacks.sent,
		},
	})),
	control('POST', '/simulator/faults', inject),
	control('DELETE', '/simulator/faults', ({ world }) => {
		world.faults.clear();
		world.lock.release();
		return { body: { ok: true } };
	}),
	control('POST', '/simulator/campaigns/{campaignId}/finish', finish),
	control('GET', '/simulator/recordings/{callId}', ({ world }) => ({
		body: null,
		headers: { 'content-type': 'audio/wav' },
		file: () => recordingStream(world.settings.recordingBytes),
	})),
];

function control(method: Route['method'], path: string, handle: (call: Call) => Answer): Route {
	return { method, path, service: 'fabric', isOpen: true, handle };
}

function inject({ world, body }: Call): Answer {
	const kind = faultKinds.find((name) => name === body['kind']);
	if (!kind) return { status: 400, body: { error: `kind: one of ${faultKinds.join(', ')}` } };
	world.faults.inject({ ...body, kind } as Fault);
	return { body: { ok: true } };
}

function finish({ world, path }: Call): Answer {
	const campaign = world.state.campaigns.get(Number(path['campaignId']));
	if (!campaign) return { status: 404, body: { error: 'no such campaign' } };
	const dialled = dialRows(world, campaign);
	campaign.status = 4;
	return { body: { dialled } };
}
