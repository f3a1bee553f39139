import { readAnswer } from '../../../lib/huaweiCec/answer';
import type { AnswerShape, Component, Endpoint } from '../../../lib/huaweiCec/endpoint';

function endpointOf(component: Component, answer: AnswerShape): Endpoint {
	return {
		resource: 'campaign',
		operation: 'getMany',
		name: 'Get Many',
		action: 'Get many campaigns',
		description: '',
		component,
		method: 'GET',
		path: '/x',
		send: 'query',
		parameters: {},
		answer,
		page: 'cec_07_0727',
	};
}

const rowsOf = (component: Component, rows: string, total?: string) =>
	endpointOf(component, { kind: 'rows', rows, ...(total ? { total } : {}) });

describe('what worked', () => {
	it.each([
		['isales', { resultCode: '0200000', data: [{ id: 46 }], totalCount: 7 }, 'data', 'totalCount'],
		[
			'isales',
			{ returnCode: '0200000', data: [{ id: 46 }], totalCount: '7' },
			'data',
			'totalCount',
		],
		[
			'fs',
			{ resultCode: '0', resultData: { list: [{ id: 46 }], n: 7 } },
			'resultData.list',
			'resultData.n',
		],
		[
			'cms',
			{ result: '0', resultCode: '0100000', resultDesc: { data: [{ id: 46 }], count: 7 } },
			'resultDesc.data',
			'resultDesc.count',
		],
	] as const)('%s: rows and how many there are', (component, body, rows, total) => {
		expect(readAnswer(rowsOf(component, rows, total), 200, body)).toEqual({
			ok: true,
			rows: [{ id: 46 }],
			total: 7,
		});
	});

	it('one object, whose keys may have blanks', () => {
		const answer = readAnswer(endpointOf('cms', { kind: 'one', at: 'resultDesc' }), 200, {
			resultCode: '0100000',
			resultDesc: { 'agentId ': '101' },
		});
		expect(answer).toEqual({ ok: true, rows: [{ agentId: '101' }], total: null });
	});

	it('nothing but a code', () => {
		const answer = readAnswer(endpointOf('isales', { kind: 'done' }), 200, {
			resultCode: '0200000',
		});
		expect(answer).toEqual({ ok: true, rows: [{ success: true }], total: null });
	});

	it.each([
		{ result: '0', resultDatas: [{ agentId: 101 }] },
		{ returnCode: '0', resultDesc: [{ agentId: 101 }] },
	])('CC-CMS as older releases write it: %j', (body) => {
		expect(readAnswer(rowsOf('cms', 'resultDesc'), 200, body)).toMatchObject({
			ok: true,
			rows: [{ agentId: 101 }],
		});
	});

	it('a refusal of an older release', () => {
		expect(readAnswer(rowsOf('cms', 'resultDesc'), 200, { result: '1' })).toMatchObject({
			ok: false,
			fault: { code: '1' },
		});
	});

	it.each([undefined, null, ''])('a list that is %p has no rows', (data) => {
		const body = { resultCode: '0200000', data };
		expect(readAnswer(rowsOf('isales', 'data'), 200, body)).toMatchObject({ ok: true, rows: [] });
	});
});

describe('what did not', () => {
	it('a code in an answer with HTTP 200, with its meaning and a way out', () => {
		const answer = readAnswer(rowsOf('isales', 'data'), 200, {
			resultCode: '0200007',
			resultDesc: 'campaign 46 not exist',
		});
		expect(answer).toMatchObject({
			ok: false,
			fault: {
				code: '0200007',
				kind: expect.stringMatching(/notFound|rejected/),
				title: expect.stringMatching(/^CC-iSales refused to get many campaigns: .+ \(0200007\)$/),
				cause: 'campaign 46 not exist',
				mayRetry: false,
			},
		});
	});

	it('a code that means something else where another resource was asked', () => {
		const asked = { ...rowsOf('isales', 'data'), resource: 'blocklist' };
		expect(readAnswer(asked, 200, { resultCode: '0200007' })).toMatchObject({
			fault: { title: expect.stringContaining('already on the blocklist (0200007)') },
		});
	});

	it('a code nobody knows leads to the vendor’s page', () => {
		const answer = readAnswer(rowsOf('isales', 'data'), 200, { resultCode: '0299999' });
		expect(answer).toMatchObject({
			fault: { code: '0299999', wayOut: expect.stringContaining('cec_07_0727') },
		});
	});

	it.each(['0300008', '0300009'])('flow control of CC-FS (%s) may be asked again', (resultCode) => {
		const answer = readAnswer(endpointOf('fs', { kind: 'file' }), 200, { resultCode });
		expect(answer).toMatchObject({ fault: { kind: 'flowControl', mayRetry: true } });
	});

	it.each([
		[401, 'signature', /did not accept the signature/, /locks the address/],
		[403, 'locked', /refuses this address/, /allow list/],
		[404, 'notFound', /does not know this path/, /base address/],
		[418, 'rejected', /without its host name/, /host name/],
		[429, 'flowControl', /slow down/, /less often/],
		[500, 'server', /answered HTTP 500/, /not known/],
		[400, 'rejected', /answered HTTP 400/, /cec_07_0727/],
	])('HTTP %s', (status, kind, title, wayOut) => {
		expect(readAnswer(rowsOf('cms', 'resultDesc'), status, '<html>')).toMatchObject({
			ok: false,
			fault: {
				status,
				kind,
				title: expect.stringMatching(title),
				wayOut: expect.stringMatching(wayOut),
				mayRetry: status === 429,
			},
		});
	});

	it.each(['<html>', null, [], 7])('%p is not an answer of Huawei', (body) => {
		expect(readAnswer(rowsOf('cms', 'resultDesc'), 200, body)).toMatchObject({
			fault: { title: 'What answered is not CC-CMS' },
		});
	});

	it('the lock of CC-FS says so itself', () => {
		const body = {
			timestamp: 1780000000000,
			status: 403,
			error: 'Forbidden',
			message: 'No message available',
		};
		expect(readAnswer(endpointOf('fs', { kind: 'done' }), 403, body)).toMatchObject({
			fault: { kind: 'locked', cause: 'No message available' },
		});
	});
});
