import { createHmac } from 'node:crypto';
import { connect } from 'node:net';

/** Signs a request for a RocketMQ that checks access (ACL 2.0 knows one user as this key pair). */
export interface RocketMqCredentials {
	accessKey: string;
	secretKey: string;
}

interface Request {
	code: number;
	fields?: Record<string, string>;
	body?: string;
}

interface Answer {
	code: number;
	remark: string;
	body: string;
}

const TIMEOUT_MS = 5_000;
const LANGUAGE = 'OTHER';
const PROTOCOL_VERSION = 0;

/** RocketMQ answered, but not with success: `code` is its ResponseCode. */
export class RocketMqRequestError extends Error {
	readonly code: number;
	constructor(request: number, { code, remark }: Answer) {
		super(`RocketMQ refused request ${request}: ${code} ${remark}`);
		this.code = code;
	}
}

/**
 * Asks a name server, broker or proxy one question in RocketMQ's remoting protocol and gives the
 * answer's body. mqadmin does the same, but takes two seconds of Java for each question.
 */
export async function askRocketMq(
	address: string,
	request: Request,
	credentials?: RocketMqCredentials,
): Promise<string> {
	const answer = await exchange(address, encode(request, credentials));
	if (answer.code !== 0) throw new RocketMqRequestError(request.code, answer);
	return answer.body;
}

function exchange(address: string, frame: Buffer): Promise<Answer> {
	const [host, port] = address.split(':') as [string, string];
	return new Promise((resolve, reject) => {
		const socket = connect({ host, port: Number(port), timeout: TIMEOUT_MS });
		let received = Buffer.alloc(0);
		socket.once('connect', () => socket.write(frame));
		socket.once('timeout', () => socket.destroy(new Error(`${address} did not answer`)));
		socket.once('error', reject);
		socket.once('close', () => reject(new Error(`${address} closed the connection`)));
		socket.on('data', (chunk) => {
			received = Buffer.concat([received, chunk]);
			if (received.length < 4 || received.length < 4 + received.readUInt32BE(0)) return;
			resolve(decode(received));
			socket.destroy();
		});
	});
}

/** Length of all that follows, length of the header (its highest byte 0: JSON), header, body. */
function encode({ code, fields = {}, body = '' }: Request, credentials?: RocketMqCredentials) {
	const content = Buffer.from(body);
	const extFields = credentials ? signed(fields, content, credentials) : fields;
	const header = Buffer.from(
		JSON.stringify({
			...{ code, language: LANGUAGE, version: PROTOCOL_VERSION, opaque: 1, flag: 0 },
			...{ serializeTypeCurrentRPC: 'JSON', extFields },
		}),
	);
	const lengths = Buffer.alloc(8);
	lengths.writeUInt32BE(4 + header.length + content.length, 0);
	lengths.writeUInt32BE(header.length, 4);
	return Buffer.concat([lengths, header, content]);
}

function decode(frame: Buffer): Answer {
	const end = 4 + frame.readUInt32BE(0);
	const headerEnd = 8 + (frame.readUInt32BE(4) & 0xff_ff_ff);
	const { code, remark = '' } = JSON.parse(frame.toString('utf8', 8, headerEnd)) as Answer;
	return { code, remark, body: frame.toString('utf8', headerEnd, end) };
}

/** The values in the order of their names, and the body, make the signature (reference/aliyun §2.2). */
function signed(
	fields: Record<string, string>,
	body: Buffer,
	{ accessKey, secretKey }: RocketMqCredentials,
): Record<string, string> {
	const all: Record<string, string> = { ...fields, AccessKey: accessKey };
	const values = Object.keys(all)
		.toSorted()
		.map((name) => all[name]);
	const hmac = createHmac('sha1', secretKey).update(values.join('')).update(body);
	return { ...all, Signature: hmac.digest('base64') };
}
