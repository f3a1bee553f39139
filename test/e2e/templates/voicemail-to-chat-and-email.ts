import { randomUUID } from 'node:crypto';

import type { SmtpStandIn } from '../smtpStandIn';
import { down, type Service } from '../standIn';
import type { RunningTemplate, SetUp } from '../templateBench';
import { aliyunEvent } from '../vendorTrigger';
import { COPIES_PASS, voicemailOf, type CallsBench } from './callsBench';
import { RECORDING_HOST, soundAt } from './recordingHost';

const SLUG = 'voicemail-to-chat-and-email';
const SPOKEN = '请明天上午回电。';

/** A service with OpenAI's API that knows one sound. */
export const TRANSCRIPTION_HOST = 'asr.example.com';

export const transcription: Service = ({ method, path, headers, body }) => {
	if (method !== 'POST' || path !== '/v1/audio/transcriptions') return undefined;
	if (headers.authorization !== 'Bearer key-of-the-test') return { status: 401, body: {} };
	const form = body.toString('latin1');
	const isWhole = ['name="model"', 'whisper-1', 'name="language"', 'name="file"'].every((part) =>
		form.includes(part),
	);
	if (!isWhole || !form.includes('a synthetic sound'))
		return { status: 400, body: { error: 'incomplete' } };
	return { body: { text: SPOKEN } };
};

export function voicemailToChatAndEmail(calls: () => CallsBench, mail: () => SmtpStandIn): void {
	let flow: RunningTemplate;
	const urlOf = (file: string) => `https://${RECORDING_HOST}/${file}.mp3`;
	/** The mails about a recording, with their text and attachment readable. */
	const mailsAbout = (url: string) =>
		mail()
			.mails.map(({ source, ...rest }) => ({ ...rest, ...partsOf(source) }))
			.filter(({ text }) => text.includes(url));
	const setUp = (): SetUp => ({
		parameters: COPIES_PASS,
		settings: { transcriptionUrl: `https://${TRANSCRIPTION_HOST}/v1` },
		credentials: {
			'Turn it into text': {
				type: 'openAiApi',
				data: { apiKey: 'key-of-the-test', url: `https://${TRANSCRIPTION_HOST}/v1` },
			},
			'Send the email': { type: 'smtp', data: mail().credential },
		},
	});

	beforeAll(async () => {
		flow = await calls().template(SLUG, setUp());
	});

	it('a voicemail is told with its text and mailed with text and sound, once', async () => {
		const [callId, url] = [randomUUID(), urlOf(randomUUID())];
		const push = voicemailOf(callId, url);
		expect(await flow.deliver(push)).toMatchObject({ status: 'success' });
		expect(await flow.deliver(push)).toMatchObject({ status: 'success' });
		expect(calls().told('Voicemail from', SPOKEN, url)).toHaveLength(1);
		expect(mailsAbout(url)).toEqual([
			expect.objectContaining({
				from: 'contact-center@example.com',
				to: ['team@example.com'],
				text: expect.stringContaining(SPOKEN),
				attachments: [soundAt(url)],
			}),
		]);
		expect(await calls().bench.rows('cc_voicemails')).toContainEqual(
			expect.objectContaining({ call_id: callId, text: SPOKEN, link: url }),
		);
	});

	it('when the transcription fails it is delivered without text, kept, and the execution is red', async () => {
		const [callId, url] = [randomUUID(), urlOf(randomUUID())];
		const repair = calls().bench.standIn.replace(TRANSCRIPTION_HOST, down);
		expect(await flow.deliver(voicemailOf(callId, url))).toMatchObject({ status: 'error' });
		repair();
		expect(calls().told('(no text)', url)).toHaveLength(1);
		expect(mailsAbout(url)).toEqual([expect.objectContaining({ attachments: [soundAt(url)] })]);
		expect(await calls().keptOf(callId)).toEqual([expect.objectContaining({ template: SLUG })]);
	});

	it('when the download fails its link is delivered, and the execution is red', async () => {
		const [callId, url] = [randomUUID(), urlOf(`expired-${randomUUID()}`)];
		expect(await flow.deliver(voicemailOf(callId, url))).toMatchObject({ status: 'error' });
		expect(calls().told('(no text)', url)).toHaveLength(1);
		expect(mailsAbout(url)).toEqual([expect.objectContaining({ attachments: [] })]);
	});

	it('when the mail server refuses, the chat is told all the same and the event kept', async () => {
		const [callId, url] = [randomUUID(), urlOf(randomUUID())];
		mail().refuseWith('550 No such user');
		const execution = await flow.deliver(voicemailOf(callId, url));
		mail().refuseWith(null);
		expect(execution.status).toBe('error');
		expect(calls().told(SPOKEN, url)).toHaveLength(1);
		expect(await calls().keptOf(callId)).toEqual([
			expect.objectContaining({ error: expect.stringContaining('No such user') }),
		]);
	});

	it('a voicemail of Alibaba Cloud CCC, which has no link, is told', async () => {
		const aliyun = await calls().template(SLUG, {
			...setUp(),
			parameters: {},
			vendor: 'aliyun-ccc',
		});
		const before = calls().told('Voicemail from').length;
		expect(await aliyun.deliver(aliyunEvent('VoicemailReady', randomUUID()))).toMatchObject({
			status: 'success',
		});
		expect(calls().told('Voicemail from')).toHaveLength(before + 1);
	});
}

/** Text and attachments of a message, decoded; all parts that hold anything are base64 or readable. */
function partsOf(source: string): { text: string; attachments: Buffer[] } {
	const boundary = /boundary="([^"]+)"/.exec(source)?.[1];
	const parts = boundary ? source.split(`--${boundary}`).slice(1, -1) : [source];
	const decoded = parts.map((part) => {
		const [head = '', ...rest] = part.split('\r\n\r\n');
		return { head, content: decode(head, rest.join('\r\n\r\n')) };
	});
	const isAttachment = ({ head }: { head: string }) =>
		/Content-Disposition: attachment/i.test(head);
	return {
		text: decoded
			.filter((part) => !isAttachment(part))
			.map(({ content }) => content)
			.join(''),
		attachments: decoded.filter(isAttachment).map(({ content }) => content),
	};
}

function decode(head: string, content: string): Buffer {
	if (/Content-Transfer-Encoding: base64/i.test(head)) return Buffer.from(content, 'base64');
	if (!/Content-Transfer-Encoding: quoted-printable/i.test(head)) return Buffer.from(content);
	const bytes = content
		.replace(/=\r\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1');
}
