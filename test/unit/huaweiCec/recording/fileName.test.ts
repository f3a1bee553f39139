import { callIdSent } from '../../../../lib/huaweiCec/recording/callIdSent';
import { recordingFile } from '../../../../lib/huaweiCec/recording/fileName';

test.each([
	['X:\\17\\0\\20260602\\20001\\0000001.V3', '20260602-20001-0000001.wav', 'audio/wav'],
	['/10/1/record/100/20260602/20001/0000001.wav', '20260602-20001-0000001.wav', 'audio/wav'],
	['0000001.v3', '0000001.wav', 'audio/wav'],
	['1780366800-1388', '1780366800-1388.wav', 'audio/wav'],
	['a/b.mp3', 'a-b.mp3', 'audio/mpeg'],
	['../../etc/passwd', 'etc-passwd.wav', 'audio/wav'],
	['call "1"?*.wav', 'call-1-.wav', 'audio/wav'],
	['录音.V3', '录音.wav', 'audio/wav'],
	['', 'recording.wav', 'audio/wav'],
	['...', 'recording.wav', 'audio/wav'],
])('%s is stored as %s', (known, fileName, mediaType) => {
	expect(recordingFile(known)).toEqual({ fileName, mediaType });
});

test('a long name keeps its ending', () => {
	const { fileName } = recordingFile(`${'x'.repeat(500)}.V3`);
	expect(fileName).toHaveLength(120);
	expect(fileName).toMatch(/x\.wav$/);
});

test.each([
	['1780366800-1388', '1780366800-1388'],
	[' 1780366800-1388 ', '1780366800-1388'],
	['contact-center-1780366800-1388', 'center-1780366800-1388'],
	['12345678901234567890123456', '12345678901234567890123456'],
])('of the call id %s, CC-FS is sent %s', (given, sent) => {
	expect(callIdSent(given)).toBe(sent);
});
