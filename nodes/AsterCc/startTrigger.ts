import { NodeOperationError, type ITriggerFunctions, type ITriggerResponse } from 'n8n-workflow';

import { connectionOf, type AsterCcConnection, type Purpose } from '../../lib/asterCc/connection';
import { wayOutOf } from '../../lib/network/networkFault';
import { createHandOver } from '../../lib/asterCc/handOver';
import { fetchRecords } from './fetchRecords';
import { savedPlace, startCursor } from './place';
import { portionRunner, type Portion } from './portion';
import { createStopSwitch, type StopSwitch } from './stopSwitch';
import { subscribe } from './subscribe';
import { modeOf, recordsOf } from './triggerOptions';

/** Starts what the node does on its own: following the push server, fetching call records. */
export async function startTrigger(context: ITriggerFunctions): Promise<ITriggerResponse> {
	const follows = modeOf(context) === 'subscribe';
	const fetches = recordsOf(context) !== 'off';
	const purposes: Purpose[] = [
		...(follows ? (['events'] as const) : []),
		...(fetches ? (['api'] as const) : []),
	];
	if (purposes.length === 0) return {};

	const credential = await context.getCredentials('asterCcApi');
	const connecting = connectionOf(credential, context.helpers.httpRequest, purposes);
	if (!connecting.ok) throw new NodeOperationError(context.getNode(), connecting.message);
	const { connection } = connecting;
	const runner = portionRunner(context, credential);
	const now = await clockOf(context, connection);
	const saved = savedPlace(context);

	const stop = createStopSwitch();
	const { take } = createHandOver<Portion>({
		...runner,
		sleep: stop.sleep,
		random: Math.random,
		isStopped: stop.isStopped,
		report: (reason, retryInMs) =>
			context.logger.error('Events could not be handed over to n8n and will be again', {
				node: context.getNode().name,
				reason,
				retryInMs,
			}),
	});
	const going: Array<Promise<void>> = [];
	if (follows) {
		const channel = connection.channelKey;
		const cursor = startCursor(saved, channel, now);
		if (saved.channel !== channel) {
			await take([{ events: [], place: { cursor, channel }, pushOf: () => ({}), isStart: true }]);
		}
		going.push(subscribe(context, connection, { cursor, now }, take, stop));
	}
	if (fetches) going.push(fetchRecords(context, connection, saved.recordId, take, stop));
	for (const work of going) work.catch((error: Error) => reportEnd(context, error, stop));
	return {
		async closeFunction() {
			stop.stop();
			await Promise.allSettled(going);
		},
	};
}

/**
 * The clock of the server, in milliseconds since 1970. Tells somebody who publishes a workflow that
 * the address is wrong. When n8n starts or takes over nobody is there to be told, and a server that
 * is away comes back: the trigger waits for it.
 */
async function clockOf(context: ITriggerFunctions, connection: AsterCcConnection): Promise<number> {
	const answer = await connection.serverTime();
	if (answer.ok) return answer.time;
	if (['init', 'leadershipChange'].includes(context.getActivationMode())) return Date.now();
	const message = `asterCC cannot be reached at ${connection.origin}: ${answer.reason}. ${wayOutOf(answer.reason)}`;
	throw new NodeOperationError(context.getNode(), message);
}

/** A fault of our own: n8n is told, and starts the trigger again after a while. */
function reportEnd(context: ITriggerFunctions, error: Error, stop: StopSwitch): void {
	if (!stop.isStopped()) context.emitError(new NodeOperationError(context.getNode(), error));
}
