import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { selfSigned, startStandIn } from './standIn';

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

/** Stands in for the certificate host of a region: its files hold a certificate made here. */
export async function startCertificateHost(region: string): Promise<CertificateHost> {
	const host = `${region}-eventbridge.oss-accelerate.aliyuncs.com`;
	const folder = await mkdtemp(path.join(tmpdir(), 'certificate-host-'));
	const file = path.join(folder, 'signing');
	await selfSigned(file, ['eventbridge.test']);
	const certificate = await readFile(`${file}.crt`, 'utf8');
	const signingKey = await readFile(`${file}.key`, 'utf8');
	await rm(folder, { recursive: true, force: true });
	const standIn = await startStandIn({
		[host]: ({ path: asked }) =>
			asked.startsWith('/x509_public_certificate_') ? { body: certificate } : { status: 404 },
	});
	return {
		certificateUrl: `https://${host}/x509_public_certificate_test.pem`,
		signingKey,
		env: standIn.env,
		get fetches() {
			return standIn.requests.length;
		},
		stop: standIn.stop,
	};
}
