import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where n8n finds EventBridge's certificates: the real host's name, on this machine. */
export interface CertificateHost {
	/** The address of the certificate that belongs to `signingKey`. */
	certificateUrl: string;
	/** PEM of the private key EventBridge signs with here. */
	signingKey: string;
	/** What n8n has to be started with to be led here: a proxy, and the authority to trust. */
	env: Record<string, string>;
	/** How often a certificate was fetched. */
	readonly fetches: number;
	stop(): Promise<void>;
}

/**
 * Stands in for the certificate host of a region: an HTTPS server with that host's name, and an HTTP
 * proxy that leads there whoever asks for it.
 */
export async function startCertificateHost(region: string): Promise<CertificateHost> {
	const host = `${region}-eventbridge.oss-accelerate.aliyuncs.com`;
	const folder = await mkdtemp(path.join(tmpdir(), 'certificate-host-'));
	const at = (name: string) => path.join(folder, name);
	await selfSigned(at('host'), host);
	await selfSigned(at('signing'), 'eventbridge.test');
	const read = async (name: string) => await readFile(at(name), 'utf8');
	const certificate = await read('signing.crt');
	let fetches = 0;

	const files = createHttpsServer(
		{ key: await read('host.key'), cert: await read('host.crt') },
		(request, response) => {
			fetches += 1;
			if (!request.url?.startsWith('/x509_public_certificate_'))
				return response.writeHead(404).end();
			response.end(certificate);
		},
	);
	files.listen(0, '127.0.0.1');
	await once(files, 'listening');

	const proxy = createHttpServer((_request, response) => response.writeHead(403).end());
	proxy.on('connect', ({ url = '' }, client: Socket) => {
		if (url !== `${host}:443`) return client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
		const server = connect((files.address() as AddressInfo).port, '127.0.0.1', () => {
			client.write('HTTP/1.1 200 OK\r\n\r\n');
			server.pipe(client).pipe(server);
		});
		for (const socket of [client, server]) socket.on('error', () => socket.destroy());
	});
	proxy.listen(0, '127.0.0.1');
	await once(proxy, 'listening');

	return {
		certificateUrl: `https://${host}/x509_public_certificate_test.pem`,
		signingKey: await read('signing.key'),
		env: {
			HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
			NO_PROXY: 'localhost,127.0.0.1',
			NODE_EXTRA_CA_CERTS: at('host.crt'),
		},
		get fetches() {
			return fetches;
		},
		async stop() {
			for (const server of [files, proxy]) {
				server.closeAllConnections();
				server.close();
			}
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** A key and a certificate for a name, as `<file>.key` and `<file>.crt`. */
async function selfSigned(file: string, name: string): Promise<void> {
	await run('openssl', [
		...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'],
		...['-keyout', `${file}.key`, '-out', `${file}.crt`],
		...['-subj', '/CN=test', '-addext', `subjectAltName=DNS:${name}`],
	]);
}
