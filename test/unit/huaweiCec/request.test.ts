import type { Account } from '../../../lib/huaweiCec/account';
import type { Endpoint } from '../../../lib/huaweiCec/endpoint';
import {
	choice,
	dialled,
	flag,
	group,
	groups,
	json,
	list,
	secret,
	text,
	time,
	whole,
} from '../../../lib/huaweiCec/parameter';
import { requestOf } from '../../../lib/huaweiCec/request';

const account: Account = { vdnId: 25, ccId: 1, timeZone: 'Asia/Shanghai' };
const told = { description: 'What it is' };

function endpointWith(parts: Partial<Endpoint>): Endpoint {
	return {
		resource: 'campaign',
		operation: 'create',
		name: 'Create',
		action: 'Create a campaign',
		description: '',
		component: 'isales',
		method: 'POST',
		path: '/rest/isales/v1/openapi/campaigns/{vdnId}/{campaignId}',
		send: 'body',
		parameters: {},
		answer: { kind: 'done' },
		page: 'cec_07_0000',
		...parts,
	};
}

function sent(parts: Partial<Endpoint>, input: Record<string, unknown>) {
	const reading = requestOf(endpointWith(parts), input, account);
	if (!reading.ok) return reading.message;
	return reading.request.body === null ? null : (JSON.parse(reading.request.body) as unknown);
}

describe('where values go', () => {
	it('names in braces stand in the path, the rest in the body', () => {
		const parameters = {
			campaignId: whole({ label: 'Campaign', ...told, required: true }),
			name: text({ label: 'Name', ...told }),
		};
		const reading = requestOf(
			endpointWith({ parameters }),
			{ campaignId: '46', name: '客' },
			account,
		);
		expect(reading).toEqual({
			ok: true,
			request: {
				component: 'isales',
				method: 'POST',
				path: '/rest/isales/v1/openapi/campaigns/25/46',
				query: {},
				body: '{"name":"客"}',
			},
		});
	});

	it.each(['../25', 'a/b', 'a?c=d', 'a#e', '..', '%2e%2e', 'a b', 'a\\b'])(
		'"%s" would lead to another endpoint',
		(campaignId) => {
			const parameters = { campaignId: text({ label: 'Campaign', ...told }) };
			expect(requestOf(endpointWith({ parameters }), { campaignId }, account)).toEqual({
				ok: false,
				field: 'campaignId',
				message:
					'Campaign (campaignId) becomes part of the address and may not hold blanks or any of / \\ ? # %',
			});
		},
	);

	it('without a VDN nothing is asked of somebody else’s', () => {
		expect(requestOf(endpointWith({}), {}, { ...account, vdnId: 0 })).toEqual({
			ok: false,
			field: 'vdnId',
			message: expect.stringMatching(/^VDN ID of the credential/),
		});
	});

	it('a query holds raw values', () => {
		const parameters = { name: text({ label: 'Name', ...told }) };
		const reading = requestOf(
			endpointWith({ method: 'GET', send: 'query', parameters }),
			{ name: '春 a/b' },
			account,
		);
		expect(reading).toMatchObject({ request: { query: { name: '春 a/b' }, body: null } });
	});

	it.each([
		[{ serverId: '3' }, { vdnId: '25', locationId: '3' }],
		[{}, { vdnId: '25' }],
	])('a query beside a body: %j', (input, query) => {
		const parameters = { serverId: text({ label: 'Location', ...told }) };
		const path = '/CCFS/upload?vdnId={vdnId}&locationId={serverId}';
		expect(requestOf(endpointWith({ path, parameters }), input, account)).toMatchObject({
			request: { path: '/CCFS/upload', query },
		});
	});

	it('nothing to send is no body at all', () => expect(sent({}, {})).toBeNull());

	it('the account stands where the endpoint wants it', () => {
		const parts = { account: { vdn: 'vdnId', ccId: 'ccId', vdnIds: 'vdnIdList' } } as const;
		expect(sent(parts, {})).toEqual({ vdn: 25, ccId: 1, vdnIds: [25] });
	});

	it('CC-FS and some of CC-CMS want their wrapper', () => {
		const parameters = { callId: text({ label: 'Call ID', ...told }) };
		expect(sent({ parameters, wrap: 'msgBody' }, { callId: '1-2' })).toEqual({
			request: { version: '2.0' },
			msgBody: { callId: '1-2' },
		});
		expect(sent({ parameters, wrap: 'queryParam' }, { callId: '1-2' })).toEqual({
			queryParam: { callId: '1-2' },
		});
	});

	it('fields the catalogue does not know stand beside the others', () => {
		const parameters = {
			name: text({ label: 'Name', ...told }),
			additionalFields: json({ label: 'Other Fields (JSON)', ...told }),
		};
		expect(sent({ parameters }, { name: 'a', additionalFields: '{"typeId":3}' })).toEqual({
			name: 'a',
			typeId: 3,
		});
	});
});

describe('values in the vendor’s form', () => {
	const parameters = {
		blocked: flag({ label: 'Blocked', ...told, sent: ['true', 'false'] }),
		priority: whole({ label: 'Priority', ...told, min: 1, max: 5, as: 'text' }),
		kind: choice({ label: 'Kind', ...told, choices: [{ value: 2, label: 'Predictive' }] }),
		from: time({ label: 'From', ...told, form: 'utc' }),
		numbers: list({ label: 'Numbers', ...told, of: dialled({ label: 'Number', ...told }), max: 3 }),
		weekdays: list({ label: 'Days', ...told, of: text({ label: 'Day', ...told }), joinedBy: ',' }),
		plan: group({
			label: 'Plan',
			...told,
			members: {
				at: time({ label: 'At', ...told, form: 'milliseconds' }),
				size: whole({ label: 'Size', ...told, required: true }),
			},
		}),
		callers: groups({
			label: 'Callers',
			...told,
			max: 2,
			members: { accessCode: dialled({ label: 'Access Code', ...told, required: true }) },
		}),
		data: json({ label: 'Data', ...told, sent: 'text' }),
		password: secret({ label: 'Password', ...told, min: 8 }),
	};

	it.each([
		[{ blocked: true }, { blocked: 'true' }],
		[{ blocked: 'false' }, { blocked: 'false' }],
		[{ priority: '3' }, { priority: '3' }],
		[{ kind: '2' }, { kind: 2 }],
		[{ from: '2026-06-01T09:00:00' }, { from: '2026-06-01 01:00:00' }],
		[{ numbers: '1001, 1002，1003' }, { numbers: ['1001', '1002', '1003'] }],
		[{ numbers: ['1001'] }, { numbers: ['1001'] }],
		[{ numbers: 1001 }, { numbers: ['1001'] }],
		[{ weekdays: ['1', '7'] }, { weekdays: '1,7' }],
		[{ plan: { at: '2026-06-01T00:00:00Z', size: 1 } }, { plan: { at: 1780272000000, size: 1 } }],
		[{ plan: { at: '', size: 1, unknown: 'x' } }, { plan: { size: 1, unknown: 'x' } }],
		[{ callers: [{ accessCode: 88880001 }] }, { callers: [{ accessCode: '88880001' }] }],
		[{ data: { a: 1 } }, { data: '{"a":1}' }],
		[{ data: '{"a":1}' }, { data: '{"a":1}' }],
	])('%j is sent as %j', (input, expected) =>
		expect(sent({ parameters }, input)).toEqual(expected),
	);

	it('empty fields of the editor are absent, 0 and false are not', () => {
		const loose = {
			size: whole({ label: 'Size', ...told }),
			on: flag({ label: 'On', ...told }),
			name: text({ label: 'Name', ...told }),
		};
		expect(sent({ parameters: loose }, { size: 0, on: false, name: '' })).toEqual({
			size: 0,
			on: false,
		});
	});

	it.each([
		[{ priority: 6 }, 'Priority (priority): must be at most 5'],
		[{ priority: 1.5 }, 'Priority (priority): must be a whole number'],
		[{ kind: 9 }, 'Kind (kind): must be one of 2 (Predictive)'],
		[{ from: 'tomorrow' }, 'From (from) is not a time: write it like 2026-06-01T09:00:00'],
		[{ numbers: 'a' }, 'Numbers (numbers.0): may hold only 0-9, * and #'],
		[{ numbers: '1,2,3,4' }, 'Numbers (numbers): takes at most 3 at a time'],
		[{ numbers: { a: 1 } }, /^Numbers \(numbers\): must be a list, or text with commas/],
		[{ blocked: 'perhaps' }, 'Blocked (blocked): must be true or false'],
		[{ callers: [{}] }, 'Callers (callers.0.accessCode): is missing'],
		[{ callers: 'x' }, 'Callers (callers): must be a list'],
		[{ plan: 'x' }, 'Plan (plan): must be an object with the fields at, size'],
		[{ data: '{"a":' }, 'Data (data): must be JSON such as {"name": "value"}'],
		[{ callers: [{ accessCode: '1' }, { accessCode: '+1' }] }, /callers\.1\.accessCode/],
		[{ plan: { at: 'x', size: 1 } }, /Plan \(plan\) is not a time/],
	])('%j is refused', (input, message) => {
		if (typeof message === 'string') expect(sent({ parameters }, input)).toBe(message);
		else expect(sent({ parameters }, input)).toMatch(message);
	});

	it.each(['{"typeId":', 'typeId: 3', '[1]', '3'])(
		'fields the catalogue does not know are refused as %s: they would be left out',
		(additionalFields) => {
			const other = { additionalFields: json({ label: 'Other', ...told, isObject: true }) };
			expect(sent({ parameters: other }, { additionalFields })).toBe(
				'Other (additionalFields): must be a JSON object such as {"name": "value"}',
			);
		},
	);

	it('a secret does not stand in its refusal', () => {
		expect(sent({ parameters }, { password: 'hush' })).toBe(
			'Password (password): must have at least 8 characters',
		);
	});

	it('what is required is missed by name', () => {
		const required = { name: text({ label: 'Name', ...told, required: true }) };
		expect(sent({ parameters: required }, {})).toBe('Name (name) is missing');
	});
});
