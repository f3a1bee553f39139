import type { Service } from '../standIn';

/** Where the recordings of the tests lie. What a path holds follows from its name. */
export const RECORDING_HOST = 'recorder.example.com';

/** What lies at an address: no two recordings are the same. */
export const soundAt = (url: string) =>
	Buffer.from(`ID3\u0004\0\0\0\0\0\0 a synthetic sound, ${new URL(url).pathname}`, 'latin1');

/** A vendor's storage: `…/expired…` answers as an expired signed link does, `…/page…` with a page. */
export const recordingHost: Service = ({ method, host, path }) => {
	if (method !== 'GET') return undefined;
	if (path.includes('expired')) {
		return {
			status: 403,
			headers: { 'content-type': 'application/xml' },
			body: '<Error><Code>AccessDenied</Code><Message>Request has expired.</Message></Error>',
		};
	}
	if (path.includes('page')) {
		return { headers: { 'content-type': 'text/html' }, body: '<html>Please log in</html>' };
	}
	return { headers: { 'content-type': 'audio/mpeg' }, body: soundAt(`https://${host}${path}`) };
};
