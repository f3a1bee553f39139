import { createHash, randomUUID } from 'node:crypto';

import { down, type SeenRequest, type Service, type StandInAnswer } from '../standIn';
import type { RunningTemplate } from '../templateBench';
import { aliyunEvent } from '../vendorTrigger';
import { COPIES_PASS, recordingOf, type CallsBench } from './callsBench';
import { RECORDING_HOST, soundAt } from './recordingHost';

const SLUG = 'recording-archive-to-s3';
const BUCKET_NAME = 'recordings-of-the-test';
const LINK_BASE = 'https://files.example.com';

/** The endpoint of the storage, with the bucket in the path. */
export const BUCKET_HOST = 's3.example.com';

const S3_ACCOUNT = {
	type: 's3',
	data: {
		...{ endpoint: `https://${BUCKET_HOST}`, region: 'cn-test-1', forcePathStyle: true },
		...{ accessKeyId: 'key-id-of-the-test', secretAccessKey: 'secret-of-the-test' },
	},
};

export interface Bucket {
	service: Service;
	/** What has been uploaded, by its key; an upload of the same key goes over it. */
	objects: Map<string, Buffer>;
}

/** S3 as far as an upload needs it: who signs, where the bucket is, and what arrives whole. */
export function s3Bucket(): Bucket {
	const objects = new Map<string, Buffer>();
	return {
		objects,
		service(request) {
			if (!isSigned(request)) return fault(403, 'SignatureDoesNotMatch');
			const [bucket = '', ...key] = request.path.slice(1).split('/');
			if (bucket !== BUCKET_NAME) return fault(404, 'NoSuchBucket');
			if (request.method === 'GET' && request.query.has('location')) return location();
			if (request.method !== 'PUT' || key.join('') === '') return undefined;
			if (request.headers['content-md5'] !== digest('md5', request.body, 'base64')) {
				return fault(400, 'BadDigest');
			}
			objects.set(key.map(decodeURIComponent).join('/'), request.body);
			return { headers: { etag: `"${digest('md5', request.body, 'hex')}"` }, body: '' };
		},
	};
}

const digest = (hash: string, body: Buffer, encoding: 'hex' | 'base64') =>
	createHash(hash).update(body).digest(encoding);

function isSigned({ headers }: SeenRequest): boolean {
	const signed =
		/^AWS4-HMAC-SHA256 Credential=key-id-of-the-test\/\d{8}\/[\w-]+\/s3\/aws4_request, /;
	return signed.test(headers.authorization ?? '');
}

const location = (): StandInAnswer => ({
	headers: { 'content-type': 'application/xml' },
	body: '<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">cn-test-1</LocationConstraint>',
});

const fault = (status: number, code: string): StandInAnswer => ({
	status,
	headers: { 'content-type': 'application/xml' },
	body: `<Error><Code>${code}</Code><Message>${code}</Message></Error>`,
});

export function recordingArchive(calls: () => CallsBench, bucket: Bucket): void {
	let flow: RunningTemplate;
	const urlOf = (file: string) => `https://${RECORDING_HOST}/${file}.mp3`;
	const rowsOf = async (callId: string) =>
		(await calls().bench.rows('cc_recordings')).filter((row) => row['call_id'] === callId);
	const objectsOf = (callId: string) => [...bucket.objects].filter(([key]) => key.includes(callId));
	/** A row that waits for the next hour. */
	const waiting = (callId: string) => ({
		...{ recording_key: `tencent-ccc:${callId}:${callId}.mp3`, state: 'waiting', tries: 1 },
		...{ event_id: callId, vendor: 'tencent-ccc', call_id: callId, source_url: urlOf(callId) },
		call_time: new Date().toISOString(),
	});
	const setUp = {
		credentials: { 'Put it into the bucket': S3_ACCOUNT },
		settings: { bucket: BUCKET_NAME, linkBase: LINK_BASE },
		parameters: COPIES_PASS,
	};

	beforeAll(async () => {
		flow = await calls().template(SLUG, setUp);
	});

	it('a recording goes into the bucket once, with hash and size, and its link to the call', async () => {
		const callId = randomUUID();
		await calls().bench.addRows('cc_calls', [{ vendor: 'tencent-ccc', call_id: callId }]);
		const url = urlOf(`a+b/c=/${callId}`);
		const push = recordingOf(callId, url);
		expect(await flow.deliver(push)).toMatchObject({ status: 'success' });
		expect(await flow.deliver(push)).toMatchObject({ status: 'success' });
		const [[key, body] = ['', Buffer.alloc(0)], ...others] = objectsOf(callId);
		expect(others).toEqual([]);
		expect(body).toEqual(soundAt(url));
		expect(key).toMatch(/^recordings\/\d{4}\/\d\d\/\d\d\/[\w.-]+\.mp3$/);
		const link = `${LINK_BASE}/${key}`;
		expect(await rowsOf(callId)).toEqual([
			expect.objectContaining({
				...{ state: 'archived', object_key: key, link, size_bytes: soundAt(url).length },
				sha256: digest('sha256', soundAt(url), 'hex'),
			}),
		]);
		expect(await calls().bench.rows('cc_calls')).toContainEqual(
			expect.objectContaining({ call_id: callId, recording_url: link }),
		);
		const downloads = calls().bench.standIn.requestsTo(RECORDING_HOST);
		expect(downloads.filter(({ path }) => path.includes(callId))).toHaveLength(1);
	});

	it('while the storage is down the recording waits and the execution is red; an hour later it is archived', async () => {
		const callId = randomUUID();
		const repair = calls().bench.standIn.replace(BUCKET_HOST, down);
		const execution = await flow.deliver(recordingOf(callId, urlOf(callId)));
		repair();
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toContain('could not be archived');
		expect(await rowsOf(callId)).toEqual([
			expect.objectContaining({ state: 'waiting', tries: 1, error: expect.stringMatching(/./) }),
		]);
		expect(await calls().keptOf(callId)).toEqual([expect.objectContaining({ template: SLUG })]);
		expect(await flow.runFrom('Every hour')).toMatchObject({ status: 'success' });
		expect(await rowsOf(callId)).toEqual([expect.objectContaining({ state: 'archived' })]);
		expect(objectsOf(callId)).toHaveLength(1);
	});

	it('a link that answers with a page holds up no other; close to its expiry the team is told once', async () => {
		const callId = randomUUID();
		const almostThreeMonthsAgo = Math.floor(Date.now() / 1000) - 87 * 24 * 3600;
		const push = recordingOf(callId, urlOf(`page-${callId}`), { Timestamp: almostThreeMonthsAgo });
		expect(await flow.deliver(push)).toMatchObject({ status: 'error' });
		const others = [randomUUID(), randomUUID()];
		await calls().bench.addRows('cc_recordings', others.map(waiting));
		expect(await flow.runFrom('Every hour')).toMatchObject({ status: 'error' });
		for (const other of others) {
			const sha256 = digest('sha256', soundAt(urlOf(other)), 'hex');
			expect(await rowsOf(other)).toEqual([expect.objectContaining({ state: 'archived', sha256 })]);
			expect(objectsOf(other)).toEqual([[expect.any(String), soundAt(urlOf(other))]]);
		}
		expect(await rowsOf(callId)).toEqual([
			expect.objectContaining({
				state: 'waiting',
				tries: 2,
				error: expect.stringContaining('html'),
			}),
		]);
		expect(calls().told('its link expires on', callId)).toHaveLength(1);
		expect(objectsOf(callId)).toEqual([]);
	});

	it('a recording whose link has expired is lost: the team is told, and nothing is tried', async () => {
		const callId = randomUUID();
		const push = recordingOf(callId, urlOf(`expired-${callId}`), { Timestamp: 1_700_000_000 });
		expect(await flow.deliver(push)).toMatchObject({ status: 'error' });
		expect(await rowsOf(callId)).toEqual([expect.objectContaining({ state: 'lost' })]);
		expect(calls().told('A recording is lost', callId)).toHaveLength(1);
		const downloads = calls().bench.standIn.requestsTo(RECORDING_HOST);
		expect(downloads.filter(({ path }) => path.includes(callId))).toEqual([]);
	});

	it('a link that is refused although it should be good is tried again', async () => {
		const callId = randomUUID();
		await flow.deliver(recordingOf(callId, urlOf(`expired-${callId}`)));
		expect(await rowsOf(callId)).toEqual([
			expect.objectContaining({ state: 'waiting', error: expect.stringContaining('403') }),
		]);
	});

	it('with the trigger of Alibaba Cloud CCC', async () => {
		const aliyun = await calls().template(SLUG, { ...setUp, parameters: {}, vendor: 'aliyun-ccc' });
		const callId = randomUUID();
		const expires = Math.floor(Date.now() / 1000) + 86_400;
		const fresh = { downloadURL: `https://${RECORDING_HOST}/job-1.wav?Expires=${expires}` };
		const push = aliyunEvent('RecordingReady', callId, fresh);
		expect(await aliyun.deliver(push)).toMatchObject({ status: 'success' });
		expect(await rowsOf(callId)).toEqual([
			expect.objectContaining({ vendor: 'aliyun-ccc', state: 'archived' }),
		]);
	});
}
