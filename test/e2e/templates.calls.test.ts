import { startSmtpStandIn, type SmtpStandIn } from './smtpStandIn';
import { startTemplateBench, type TemplateBench } from './templateBench';
import { callsBench, type CallsBench } from './templates/callsBench';
import { lowSatisfactionAlert } from './templates/low-satisfaction-alert';
import { missedCallFollowUp } from './templates/missed-call-follow-up';
import { BUCKET_HOST, recordingArchive, s3Bucket } from './templates/recording-archive-to-s3';
import { RECORDING_HOST, recordingHost } from './templates/recordingHost';
import { screenPop } from './templates/screen-pop';
import {
	TRANSCRIPTION_HOST,
	transcription,
	voicemailToChatAndEmail,
} from './templates/voicemail-to-chat-and-email';

jest.setTimeout(60_000);

const BUCKET = s3Bucket();

let bench: TemplateBench;
let mail: SmtpStandIn;
let calls: CallsBench;

beforeAll(async () => {
	mail = await startSmtpStandIn();
	bench = await startTemplateBench({
		[RECORDING_HOST]: recordingHost,
		[BUCKET_HOST]: BUCKET.service,
		[TRANSCRIPTION_HOST]: transcription,
	});
	calls = await callsBench(bench);
}, 300_000);

afterEach(() => {
	expect(bench.standIn.unexpected).toEqual([]);
	expect(['Invalid', 'undefined', 'null'].flatMap((word) => calls.told(word))).toEqual([]);
});
afterAll(async () => {
	await bench?.stop();
	await mail?.stop();
});

describe('missed-call-follow-up', () => missedCallFollowUp(() => calls));
describe('low-satisfaction-alert', () => lowSatisfactionAlert(() => calls));
describe('recording-archive-to-s3', () => recordingArchive(() => calls, BUCKET));
describe('voicemail-to-chat-and-email', () =>
	voicemailToChatAndEmail(
		() => calls,
		() => mail,
	));
describe('screen-pop', () => screenPop(() => calls));
