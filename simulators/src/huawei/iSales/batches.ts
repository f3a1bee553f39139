/** Batches of a campaign: rows 47 to 51 of reference/huawei §2.1. */
import { required, rules } from '../fieldRules.ts';
import type { Answer, Call, Route } from '../route.ts';
import type { Campaign } from '../state.ts';
import { campaignRoute, iSalesBase, refuse, succeed } from './answers.ts';

type Batch = NonNullable<ReturnType<Campaign['batches']['get']>>;

const at = `${iSalesBase}/callbatch/{campaignId}`;
const name = required({ type: 'text', max: 255, pattern: /^[^<>!@#$%^&*?;"~/\\]*$/ });
const [started, paused] = [1, 2] as const;

export const batchRoutes: readonly Route[] = [
	campaignRoute(
		{ method: 'POST', path: `${at}/create`, body: { name, status: rules.whole(1, 2) } },
		create,
	),
	batchRoute('update', (batch, campaign, { body }) => {
		if (isTaken(campaign, body['name'], batch)) return refuse('03000001', 'name: exists');
		batch.name = String(body['name'] ?? batch.name);
		return succeed();
	}),
	batchRoute('delete', (batch, campaign) => {
		campaign.batches.delete(batch.id);
		return succeed();
	}),
	batchRoute('pause', (batch) => {
		if (batch.status === paused) return refuse('03000006', 'The batch is paused already');
		batch.status = paused;
		return succeed();
	}),
	batchRoute('resume', (batch) => {
		batch.status = started;
		return succeed();
	}),
];

function create(campaign: Campaign, { world, body }: Call): Answer {
	if (isTaken(campaign, body['name'])) return refuse('03000001', 'name: exists');
	if (campaign.status === 4) return refuse('03000002', 'The campaign is finished');
	if (campaign.batches.size >= world.settings.batchesPerCampaign) {
		return refuse('03000003', 'too many batches');
	}
	const id = world.state.nextLongId();
	const status = Number(body['status'] ?? paused) === started ? started : paused;
	campaign.batches.set(id, { id, name: String(body['name']), status });
	return succeed({ returnObject: { id } });
}

function isTaken(campaign: Campaign, wanted: unknown, own?: Batch): boolean {
	return [...campaign.batches.values()].some((batch) => batch !== own && batch.name === wanted);
}

function batchRoute(
	verb: string,
	act: (batch: Batch, campaign: Campaign, call: Call) => Answer,
): Route {
	return campaignRoute({ method: 'POST', path: `${at}/${verb}` }, (campaign, call) => {
		const batch = campaign.batches.get(String(call.body['id'] ?? ''));
		return batch ? act(batch, campaign, call) : refuse('03000004', 'id: no such batch');
	});
}
