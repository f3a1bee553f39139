import type { Account } from '../../../../lib/huaweiCec/account';
import { templateSettings } from '../../../../lib/huaweiCec/campaigns/templateSettings';
import { createCampaignV2 } from '../../../../lib/huaweiCec/catalogue/iSales/campaign';
import { getCampaignTemplate } from '../../../../lib/huaweiCec/catalogue/iSales/campaignTemplate';
import { requestOf } from '../../../../lib/huaweiCec/request';

const account: Account = { vdnId: 25, ccId: 1, timeZone: 'Asia/Shanghai' };

it('a template, a name and times are a campaign', () => {
	const settings = {
		...templateSettings(getCampaignTemplate.row),
		name: 'renewal-2026-06',
		strBeginTime: '2026-06-01T09:00:00',
		strEndTime: '2026-06-30T18:00:00',
	};
	const reading = requestOf(createCampaignV2, settings, account);
	expect(reading).toMatchObject({ ok: true });
	const body = JSON.parse((reading.ok && reading.request.body) || '{}') as unknown;
	expect(body).toMatchObject({
		name: 'renewal-2026-06',
		strBeginTime: '2026-06-01 01:00:00',
		deviceType: 3,
		maxAlertingTime: 30,
		callerNo: [{ accessCode: '88880001' }],
		ivrParam: { deviceSign: '70001', callCount: 10, callInterval: 5 },
	});
	expect(body).not.toHaveProperty('skillParam');
	expect(body).not.toHaveProperty('status');
});

it.each([
	['88880001,88880002', [{ accessCode: '88880001' }, { accessCode: '88880002' }]],
	[['88880001'], [{ accessCode: '88880001' }]],
	[[{ accessCode: '88880001', priority: 3 }], [{ accessCode: '88880001', priority: 3 }]],
	['', undefined],
	[null, undefined],
])('calling numbers %j', (told, expected) => {
	expect(templateSettings({ callerNo: told })['callerNo']).toEqual(expected);
});
