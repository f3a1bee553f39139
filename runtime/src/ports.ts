import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** Below the ports that outgoing connections are given, so that none takes one before it is used. */
const LOWEST = 20_000;
const HIGHEST = 32_000;

export const randomPort = () => randomInt(LOWEST, HIGHEST);

/** Free ports of the loopback interface, all different. */
export async function freePorts(count: number): Promise<number[]> {
	const held = await Promise.all(Array.from({ length: count }, holdAny));
	const ports = held.map(({ port }) => port);
	await Promise.all(held.map(({ release }) => release()));
	return ports;
}

/** Whether somebody listens on this port of the loopback interface already. */
export async function isPortBusy(port: number): Promise<boolean> {
	try {
		await (await hold(port)).release();
		return false;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return true;
		throw error;
	}
}

async function holdAny(): ReturnType<typeof hold> {
	try {
		return await hold(randomPort());
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return await holdAny();
		throw error;
	}
}

function hold(port: number): Promise<{ port: number; release: () => Promise<void> }> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, LOOPBACK, () => {
			const address = server.address() as { port: number };
			const release = () => new Promise<void>((done) => server.close(() => done()));
			resolve({ port: address.port, release });
		});
	});
}
