import { createLog, redacted } from '../../../../bridge/src/operations/log';

function logged(write: (log: ReturnType<typeof createLog>) => void, level = 'debug') {
	const lines: string[] = [];
	write(createLog(level, { write: (line) => void lines.push(line) }));
	return { lines, entries: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('redacted', () => {
	it.each([
		'13800000012',
		'+8613800000012',
		'008613800000012',
		'8613800000012',
		'057100000000',
		'0571-00000000',
		'0571 0000 0000',
		'(0571) 00000000',
		'(0571)00000000',
		'+86 571 0000 0000',
		'138 0000 0012',
		'138-0000-0012',
		'+86 138 0000 0012',
		'+86-138-0000-0012',
		'400-000-0012',
		'800 000 0012',
		'+1 212 555 0100',
		'02100000000',
		'95000012',
	])('the number %s', (number) => {
		const texts = [
			number,
			`caller ${number}.`,
			`"caller":"${number}"`,
			`sip:${number}@a`,
			`a=${number}`,
		];
		for (const text of texts) {
			const result = redacted(text);
			expect(result).toContain('[number]');
			expect(result.replace(/\D/g, '').length).toBeLessThan(4);
		}
	});

	it.each([
		'https://oss.example/recordings/2026/01/call-13800000012.wav',
		'https://oss.example/a.mp3?Expires=1&Signature=x%2B',
		'http://oss.example/a.WAV',
		'https://oss.example/a.amr#t=5',
	])('the recording %s', (url) => {
		expect(redacted(`got ${url} from CCC`)).toBe('got [recording] from CCC');
	});

	it('what addresses carry after "?"', () => {
		expect(redacted('POST https://n8n.example/webhook/a?token=abc&x=1 failed')).toBe(
			'POST https://n8n.example/webhook/a?[…] failed',
		);
	});

	it.each([
		'01A2B3C4D5E6F7080000000000000012',
		'AC1100010000000000000001',
		'2026-01-02T03:04:05.678Z',
		'2026-01-02 03:04:05',
		'n8n answered 503',
		'00000000-0000-4000-8000-000000000012',
		'MQ_INST_1000000000000001_example',
		'127.0.0.1:9464',
		'rmq-cn-example.cn-shanghai.rmq.aliyuncs.com:8080',
		'took 1500 ms, 200 events, 524288 bytes',
		'job-00000000000000000012',
		'40101 of 100000',
	])('not %s', (text) => {
		expect(redacted(text)).toBe(text);
	});
});

describe('createLog', () => {
	it('writes one JSON object a line, with level, time and service', () => {
		const { entries } = logged((log) => log.warn({ id: '01A2B3' }, 'dead letter'));
		expect(entries).toEqual([
			{
				level: 'warn',
				time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
				service: 'contact-center-bridge',
				id: '01A2B3',
				msg: 'dead letter',
			},
		]);
	});

	it('redacts messages, fields and errors', () => {
		const { lines } = logged((log) => {
			log.info('call of 13800000012');
			log.info({ reason: 'agent 13800000012 at https://a.example/x?key=secretKey' }, 'failed');
			log.error(new Error('no route to 13800000012'));
			log.error({ cause: new TypeError('https://a.example/r.wav') }, 'told 13800000012');
			log.info('%s called', '13800000012');
		});
		expect(lines).toHaveLength(5);
		expect(lines.join('')).not.toMatch(/13800000012|secretKey|r\.wav/);
	});

	it('ids survive', () => {
		const { entries } = logged((log) => log.info({ id: '01A2B3C4D5E6F708' }, 'delivered'));
		expect(entries[0]).toMatchObject({ id: '01A2B3C4D5E6F708' });
	});

	it('says nothing below its level', () => {
		expect(logged((log) => log.info('x'), 'warn').lines).toEqual([]);
	});
});
