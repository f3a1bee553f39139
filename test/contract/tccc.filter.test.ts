import {
	chatRecord,
	customerRecording,
	inboundTransferred,
	voicemail,
} from '../fixtures/tencentCcc/pushes';
import { tcccTrigger } from './triggerHarness';

const PUSHES: Record<string, object> = {
	cdr: inboundTransferred,
	record: customerRecording,
	voicemail,
	imcdr: chatRecord,
	unknown: { SdkAppId: 1400000001, Event: 'New' },
};

describe('Trigger On', () => {
	it.each(Object.keys(PUSHES))('%s alone lets only that through', async (chosen) => {
		const parameters = { authentication: 'none', events: [chosen] };
		const trigger = tcccTrigger({ parameters });
		for (const [kind, body] of Object.entries(PUSHES)) {
			const answer = await trigger.push({ query: `action=${kind}&version=1`, body });
			expect(answer).toMatchObject({ status: 200, body: { ErrCode: 0, ErrMsg: 'ok' } });
			expect([kind, answer.items?.length ?? 0]).toEqual([kind, kind === chosen ? 1 : 0]);
		}
	});

	it('lets everything through in a new trigger', async () => {
		const trigger = tcccTrigger({ parameters: { authentication: 'none' } });
		for (const [kind, body] of Object.entries(PUSHES)) {
			expect((await trigger.push({ query: `action=${kind}`, body })).items).toHaveLength(1);
		}
	});
});

describe('Application IDs', () => {
	const body = inboundTransferred;
	const allowing = (applicationIds: string) =>
		tcccTrigger({ parameters: { authentication: 'none', options: { applicationIds } } });

	it.each([
		'1400000001',
		' 1400000001 ',
		'1400000009,1400000001',
		'1400000009, 1400000001',
		'1400000009;1400000001',
		'1400000009，1400000001',
		'1400000009 1400000001',
		'1400000009\n1400000001\n',
		'1400000009 ,; 1400000001,,',
	])('%j lets application 1400000001 push', async (ids) => {
		expect(await allowing(ids).push({ body })).toMatchObject({ status: 200 });
	});

	it.each(['', ' ', ', ;'])('%j lets every application push', async (ids) => {
		expect(await allowing(ids).push({ body })).toMatchObject({ status: 200 });
	});

	it.each(['1400000009', '140000000', '14000000012'])('%s refuses another', async (ids) => {
		const answer = await allowing(ids).push({ body });
		expect(answer).toMatchObject({ status: 403, body: { ErrCode: 403 }, items: null });
		expect(answer.body.ErrMsg).toContain('1400000001');
	});

	it('refuses a push that does not say where it comes from', async () => {
		const { SdkAppId: _id, ...anonymous } = body;
		const answer = await allowing('1400000001').push({ body: anonymous });
		expect(answer).toMatchObject({ status: 403, items: null });
		expect(answer.body.ErrMsg).toContain('(missing)');
	});
});
