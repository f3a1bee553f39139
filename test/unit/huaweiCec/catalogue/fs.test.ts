import {
	downloadAgentSkillInfoFile,
	downloadBillFile,
	downloadRecord,
	FS_ENDPOINTS,
	getRecordFileUrlFromObs,
	queryAgentOprInfoData,
	queryBillData,
	requestPlayVoice,
} from '../../../../lib/huaweiCec/catalogue/fs';
import { bodyWith, refusalOf, requestWith, rowsOf } from './endpoints';

const EVERY = FS_ENDPOINTS.map((endpoint) => [endpoint.path, endpoint] as const);

describe('the CC-FS catalogue', () => {
	it('has every row of reference/huawei §3 but the callback', () => {
		expect(rowsOf(FS_ENDPOINTS)).toEqual(Array.from({ length: 19 }, (_, row) => row + 1));
	});

	it('has no resource and operation and no path twice', () => {
		const ids = FS_ENDPOINTS.map(({ resource, operation }) => `${resource}.${operation}`);
		expect(new Set(ids).size).toBe(19);
		expect(new Set(FS_ENDPOINTS.map(({ path }) => path)).size).toBe(19);
	});

	it.each(EVERY)('%s is a POST under the base of CC-FS', (_, endpoint) => {
		expect(endpoint).toMatchObject({ component: 'fs', method: 'POST', send: 'body' });
		expect(endpoint.path).toMatch(/^\/CCFS\/resource\/ccfs\/\w/);
	});

	it.each(EVERY)('%s tells what its parameters are', (_, endpoint) => {
		for (const { label, description, required, example } of Object.values(endpoint.parameters)) {
			expect(label).toMatch(/^[A-Z]/);
			expect(description).toMatch(/^[A-Z].*\.$/);
			if (required) expect(example).toBeDefined();
		}
	});

	it.each(EVERY)('%s takes its own examples', (_, endpoint) => {
		expect(requestWith(endpoint)).toMatchObject({ ok: true });
	});
});

describe('an index file is asked for', () => {
	it('of call records, in the envelope and in the time of the tenant', () => {
		expect(
			bodyWith(queryBillData, {
				beginTime: '2026-06-01T00:00:00Z',
				endTime: '2026-06-02T00:00:00Z',
				additionalFields: undefined,
			}),
		).toEqual({
			request: { version: '2.0' },
			msgBody: {
				dataType: 'call',
				beginTime: '2026-06-01 08:00:00',
				endTime: '2026-06-02 08:00:00',
				callBackURL: 'https://n8n.example.com/webhook/1f0c/huawei-cec?YOUR_TOKEN',
				accountId: '202600000001',
				agentId: '20001',
				callId: '1780366800-1388',
			},
		});
	});

	it('only with a URL CC-FS can post to', () => {
		expect(refusalOf(queryAgentOprInfoData, { callBackURL: 'n8n.example.com' })).toBe(
			'Callback URL (callBackURL): must be an http or https URL',
		);
		expect(refusalOf(queryAgentOprInfoData, { callBackURL: '' })).toContain('is missing');
	});

	it('of one tenant space whose id has at most 20 characters', () => {
		expect(refusalOf(queryAgentOprInfoData, { accountId: '2'.repeat(21) })).toContain('20');
	});
});

describe('a file is downloaded', () => {
	it('of call records by its name of at most 49 characters, in the envelope', () => {
		const billFileName = '20260602_11112222333344445555666677778888.zip';
		expect(bodyWith(downloadBillFile, { billFileName })).toEqual({
			request: { version: '2.0' },
			msgBody: { billFileName },
		});
		expect(refusalOf(downloadBillFile, { billFileName: 'x'.repeat(50) })).toContain('49');
	});

	it('of skill changes without the envelope', () => {
		const agentSkillInfoFileName = '20260602_11112222333344445555666677778888.zip';
		expect(bodyWith(downloadAgentSkillInfoFile, { agentSkillInfoFileName })).toEqual({
			agentSkillInfoFileName,
		});
	});
});

describe('a recording', () => {
	it('is found by a call id of at most 25 characters or a name of at most 225', () => {
		expect(refusalOf(downloadRecord, { callId: '1'.repeat(26) })).toContain('25');
		expect(refusalOf(downloadRecord, { fileName: 'x'.repeat(226) })).toContain('225');
		expect(requestWith(downloadRecord, { fileName: '' })).toMatchObject({ ok: true });
	});

	it('is named with slashes, whatever the record file wrote', () => {
		const fileName = String.raw`X:\17\0\20260602\20001\0000001.V3`;
		expect(bodyWith(requestPlayVoice, { fileName })).toMatchObject({
			msgBody: { fileName: 'X:/17/0/20260602/20001/0000001.V3' },
		});
	});

	it('has a temporary URL, asked for flat, with the version and in the time of the tenant', () => {
		expect(bodyWith(getRecordFileUrlFromObs)).toEqual({
			version: '2.0',
			callId: '1780366800-1388',
			beginTime: '2026-06-02 00:00:00',
			endTime: '2026-06-03 00:00:00',
		});
	});
});
