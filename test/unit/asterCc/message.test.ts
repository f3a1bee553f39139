import { formatMessage, parseMessage } from '../../../lib/asterCc/message';
import { messagesOfBody } from '../../../lib/asterCc/pushBody';
import { FORMAT_EXAMPLE, INBOUND, OUTBOUND, SAMPLES } from '../../fixtures/asterCc/messages';

const plain = (text: string) => ({ ...parseMessage(text) });

describe("the vendor's samples", () => {
	it('there are 14', () => expect(SAMPLES).toHaveLength(14));

	it('message内容示例', () => {
		expect(plain(FORMAT_EXAMPLE)).toEqual({
			calleridnum: '041139735857',
			didnumber: '8008008',
			activenum: '041139735855',
			source: 'AGENT',
			event: 'ringing',
			uniqueid: '78969',
			sessionid: 'efeb7b374a3408b0d0954f30a1504d83',
			eventTime: '2010-01-01 08:21:58',
			AgentTeamId: '20',
			modeltype: 'Campaign',
			model_id: '10',
			AgentGroupId: '100',
			calltype: 'dialout',
			channel: 'Local/015967121144@hosted-dialout-408a;1',
			from: 'dialout',
		});
	});

	it('客户呼入: eight fields and no more', () => {
		expect(plain(INBOUND.客户呼入)).toEqual({
			source: 'CALLER',
			event: 'incoming',
			modeltype: 'Campaign',
			uniqueid: '1555',
			model_id: '10',
			from: 'dialin',
			sessionid: '1f10eab01f5b1b36230b8e91aef34810',
			channel: 'Local/0138888888888@hosted-dialin-701a;1',
		});
	});

	it('通话整体结束事件: what is empty is present and empty', () => {
		expect(plain(INBOUND.通话整体结束事件)).toMatchObject({
			didnumber: '',
			channel: '',
			uniqueid: '0',
			from: 'dialin',
		});
	});

	it('坐席应答, outbound: a channel of one blank is empty', () => {
		expect(parseMessage(OUTBOUND.坐席应答)['channel']).toBe('');
	});

	it.each(SAMPLES)('every token is a field: %s', (sample) => {
		const tokens = sample.split('&').filter((token) => token !== '');
		const expected = tokens.map((token) => {
			const at = token.indexOf('=');
			return [token.slice(0, at), token.slice(at + 1).trim()];
		});
		expect(Object.entries(parseMessage(sample))).toEqual(expected);
	});

	it.each(SAMPLES)('in any order: %s', (sample) => {
		const reversed = sample.split('&').reverse().join('&');
		expect(parseMessage(reversed)).toEqual(parseMessage(sample));
	});
});

describe('userdata is echoed as makeCall got it (reference/astercc §1.1)', () => {
	const data = 'order=77&step=a=b&x';

	it.each([
		['first', `userdata=${data}&source=AGENT&event=ringing&from=dialout`],
		['between', `source=AGENT&userdata=${data}&event=ringing&from=dialout`],
		['last', `source=AGENT&event=ringing&from=dialout&userdata=${data}`],
		['last, with the trailing &', `source=AGENT&event=ringing&from=dialout&userdata=${data}&`],
	])('%s: it keeps its & and =', (_where, message) => {
		expect(plain(message)).toEqual({
			source: 'AGENT',
			event: 'ringing',
			from: 'dialout',
			userdata: data,
		});
	});

	it.each([
		['from came already', 'from=dialin&userdata=a&from=web', 'dialin', 'a&from=web'],
		['even a value it can have', 'from=dialin&userdata=a&from=dialout', 'dialin', 'a&from=dialout'],
		['a value from cannot have', 'userdata=a&from=web&from=dialout', 'dialout', 'a&from=web'],
		['glued look-alike', 'from=dialin&userdata=afrom=dialout', 'dialin', 'afrom=dialout'],
	])('a name inside it stays in it: %s', (_why, message, from, userdata) => {
		expect(plain(message)).toEqual({ from, userdata });
	});

	it.each([
		['source', 'web-shop'],
		['event', 'page view'],
		['eventid', 'E7'],
		['calltype', 'callback'],
	])('a %s inside it with the value "%s" stays in it', (name, value) => {
		expect(plain(`userdata=a&${name}=${value}&sessionid=s1`)).toEqual({
			userdata: `a&${name}=${value}`,
			sessionid: 's1',
		});
	});

	it('refused names inside it are only text', () => {
		expect(plain('userdata=a&__proto__=x&event=answer')).toEqual({
			userdata: 'a&__proto__=x',
			event: 'answer',
		});
	});

	it.each([
		['c2=d', 'c2=d'],
		['%26 %3D +', '%26 %3D +'],
		["it's \"quoted\"; eval('1')", "it's \"quoted\"; eval('1')"],
		['=', '='],
		['张三 & 李四', '张三 & 李四'],
	])('nothing is decoded: %s', (userdata, expected) => {
		expect(parseMessage(`event=answer&userdata=${userdata}`)['userdata']).toBe(expected);
	});
});

describe('what is not quite as in the manual', () => {
	it.each([
		['a missing &', 'source=AGENTevent=ringing&from=dialin'],
		['two missing &', 'source=AGENTevent=ringingfrom=dialin'],
		['doubled &', 'source=AGENT&&event=ringing&&&from=dialin'],
		['leading and trailing &', '&source=AGENT&event=ringing&from=dialin&&'],
		['blanks around names and values', ' source = AGENT & event =ringing& from= dialin '],
		['line ends', 'source=AGENT\r\n&event=ringing\r\n&from=dialin\r\n'],
		['another order', 'from=dialin&event=ringing&source=AGENT'],
		['wrapped', 'message=source=AGENT&event=ringing&from=dialin&'],
		['wrapped under another name', 'pushstr=source=AGENT&event=ringing&from=dialin'],
		['a word before the first field', 'hello&source=AGENT&event=ringing&from=dialin'],
	])('%s', (_what, message) => {
		expect(plain(message)).toEqual({ source: 'AGENT', event: 'ringing', from: 'dialin' });
	});

	it('a missing & before eventTime and AgentTeamId', () => {
		expect(plain('sessionid=s1eventTime=2010-01-01 08:22:01AgentTeamId=20')).toEqual({
			sessionid: 's1',
			eventTime: '2010-01-01 08:22:01',
			AgentTeamId: '20',
		});
	});

	it('the longest name wins where one ends like another: eventid, not id', () => {
		expect(plain('sessionid=s1eventid=7&didnumber=80')).toEqual({
			sessionid: 's1',
			eventid: '7',
			didnumber: '80',
		});
	});

	it('a value that is repeated does not overwrite; one that was empty is filled', () => {
		expect(plain('event=answer&event=hangup&didnumber=&didnumber=800')).toEqual({
			event: 'answer',
			didnumber: '800',
		});
	});

	it('the blanks inside eventTime stay', () => {
		expect(parseMessage('eventTime= 2010-01-01 08:22:01 &')['eventTime']).toBe(
			'2010-01-01 08:22:01',
		);
	});

	it.each(['Local/0138888888888@hosted-dialin-701a;1', 'SIP/8001-0000;2', 'a+b%20c', '"x"', "o'x"])(
		'the channel %s is as sent',
		(channel) => expect(parseMessage(`channel=${channel}&from=dialin`)['channel']).toBe(channel),
	);

	it('unknown names are kept: IVR variables are added by the user', () => {
		expect(plain('event=ringing&MYVAR=1&LEVEL=金卡&from=dialin&hangupfirst=agent')).toEqual({
			event: 'ringing',
			MYVAR: '1',
			LEVEL: '金卡',
			from: 'dialin',
			hangupfirst: 'agent',
		});
	});

	it('names are as the vendor writes them: source is not Source', () => {
		expect(plain('Source=AGENT&event=ringing')).toEqual({ Source: 'AGENT', event: 'ringing' });
	});

	it.each(['', ' ', '&', '&&&', 'hello', '=', '=x', '&=x&', 'no equals & at all'])(
		'%j has no fields',
		(text) => expect(plain(text)).toEqual({}),
	);

	it('a BOM before the message is not part of the first name', () => {
		const body = Buffer.from('\uFEFFsource=AGENT&event=ringing&', 'utf8');
		expect(messagesOfBody(body, 'text/plain').map((fields) => ({ ...fields }))).toEqual([
			{ source: 'AGENT', event: 'ringing' },
		]);
	});
});

describe('names that would reach a prototype', () => {
	it.each(['__proto__', 'constructor', 'prototype'])(
		'%s is left out, its neighbours stay',
		(name) => {
			const fields = parseMessage(`source=AGENT&${name}=polluted&event=ringing&${name}=`);
			expect(Object.entries(fields)).toEqual([
				['source', 'AGENT'],
				['event', 'ringing'],
			]);
		},
	);

	it('nothing behind a refused name falls to the field before it', () => {
		expect(plain('source=AGENT&__proto__=a&b&event=ringing')).toEqual({
			source: 'AGENT',
			event: 'ringing',
		});
	});

	it('no other object changes, and the result has no prototype', () => {
		const fields = parseMessage('__proto__=x&__proto__.polluted=1&constructor=y&event=ringing');
		expect(Object.getPrototypeOf(fields)).toBeNull();
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
		expect({}.constructor).toBe(Object);
	});

	it.each(['toString', 'hasOwnProperty', 'valueOf'])('%s is a name like any other', (name) => {
		expect(Object.entries(parseMessage(`${name}=1`))).toEqual([[name, '1']]);
		expect(Object.keys(parseMessage('event=ringing'))).toEqual(['event']);
	});
});

describe('however long', () => {
	it.each([
		['glued fields without end', 'from='.repeat(200_000)],
		['wrappers without end', 'x=from='.repeat(200_000)],
		['& without end', '&'.repeat(1_000_000)],
		['tokens without =', 'a&'.repeat(500_000)],
		['userdata of many parts', `userdata=${'a=b&'.repeat(200_000)}`],
		['blanks', `event=${' '.repeat(1_000_000)}x`],
	])('%s: read in no time', (_what, text) => {
		const start = performance.now();
		expect(Object.getPrototypeOf(parseMessage(text))).toBeNull();
		expect(performance.now() - start).toBeLessThan(2000);
	});
});

describe('formatMessage', () => {
	it.each(SAMPLES)('reads back: %s', (sample) => {
		const fields = parseMessage(sample);
		expect(parseMessage(formatMessage(fields))).toEqual(fields);
	});

	it('userdata comes last, where its & and = harm nobody', () => {
		expect(formatMessage({ userdata: 'a=1&b', source: 'AGENT', from: 'dialin' })).toBe(
			'source=AGENT&from=dialin&userdata=a=1&b',
		);
	});
});
