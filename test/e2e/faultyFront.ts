import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** What stands between the bridge and n8n, and misbehaves when it is told to. */
export interface FaultyFront {
	url: string;
	/** How many requests came so far. */
	readonly requests: number;
	behave(how: Behaviour): void;
	stop(): Promise<void>;
}

export type Behaviour =
	| { kind: 'pass' }
	| { kind: 'status'; status: number; headers?: Record<string, string> }
	/** Takes the request and never answers. */
	| { kind: 'hang' }
	/** Gives the request to n8n and loses the answer. */
	| { kind: 'loseAnswer' }
	/** Answers like this to so many of ten requests. */
	| { kind: 'sometimes'; ofTen: number; then: Behaviour };

/** A front of a server on the loopback interface. */
export async function startFaultyFront(target: string): Promise<FaultyFront> {
	let behaviour: Behaviour = { kind: 'pass' };
	let requests = 0;
	const server = createServer((incoming, outgoing) => {
		requests += 1;
		void take(incoming, outgoing, resolved(behaviour, requests));
	});

	async function take(incoming: IncomingMessage, outgoing: ServerResponse, how: Behaviour) {
		const body = await bodyOf(incoming);
		if (how.kind === 'hang') return;
		if (how.kind === 'status') return outgoing.writeHead(how.status, how.headers).end('{}');
		const forwarded = request(`${target}${incoming.url}`, {
			method: incoming.method,
			headers: { ...incoming.headers, host: new URL(target).host },
		});
		forwarded.on('error', () => outgoing.destroy());
		forwarded.on('response', (answer) => {
			if (how.kind === 'loseAnswer') {
				answer.resume();
				answer.on('end', () => outgoing.destroy());
				return;
			}
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		});
		forwarded.end(body);
	}

	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		get requests() {
			return requests;
		},
		behave(how) {
			behaviour = how;
		},
		async stop() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

function resolved(behaviour: Behaviour, count: number): Behaviour {
	if (behaviour.kind !== 'sometimes') return behaviour;
	return count % 10 < behaviour.ofTen ? behaviour.then : { kind: 'pass' };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}
