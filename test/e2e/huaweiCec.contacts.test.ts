import { addingFlow, createCampaign, type AddingFlow } from './huaweiCecCampaign';
import {
	addCalls,
	ALL_ONCE,
	contactScene,
	CONTACTS_IN_A_CALL,
	countOf,
	customers,
	endOf,
	wrongIn,
	wrongItems,
	type ContactScene,
} from './huaweiCecContacts';

jest.setTimeout(300_000);

/** The server's spacing, scaled down from 1000; the node waits 5 % longer, as its 1050 are to 1000. */
const SERVER_SPACING = 150;
const SENDING = { spacing: 157 };

/**
 * What the server really insists on. A busy machine shifts single calls by tens of milliseconds, and
 * that does not scale down with the spacing: here the time of all calls together is measured.
 */
const FORGIVING_SPACING = SERVER_SPACING / 2;

/** Of the server's own time. */
const MOST = 1.1;

const all = customers(10_000);

let scene: ContactScene;

beforeAll(async () => {
	scene = await contactScene(all, FORGIVING_SPACING);
}, 300_000);

afterAll(async () => await scene?.stop());

/** From the first call that adds contacts to the last, against what the server allows. */
function speed(valid: number) {
	const calls = addCalls(scene);
	const took = (calls.at(-1)?.at ?? 0) - (calls[0]?.at ?? 0);
	const limit = (valid / CONTACTS_IN_A_CALL) * SERVER_SPACING;
	const refused = addCalls(scene, 429).length;
	return { calls: calls.length, refused, took, limit, ratio: took / limit };
}

describe('10,000 contacts of a table, 1 % blocklisted, 1 % with a number that is none', () => {
	let flow: AddingFlow;
	let campaignId: number;

	/** Adds all to a new campaign, while the server answers 500 once, and says how fast that was. */
	async function addAll() {
		const { center, cec, credential, tableId } = scene;
		cec.requests.clear();
		campaignId = await createCampaign(center.n8n, credential);
		const adding = { tableId, campaignId, sending: SENDING };
		flow = await addingFlow(center.n8n, credential, adding);
		cec.inject({ kind: 'status', status: 500, endpoint: '/calldata/', skip: 200 });
		await flow.start();
		const execution = await endOf(scene, flow, 1);
		const reached = speed(countOf('valid', all));
		process.stdout.write(`Adding 10,000 contacts: ${JSON.stringify(reached)}\n`);
		expect(wrongIn(scene, campaignId, all)).toEqual(ALL_ONCE);
		expect(wrongItems(execution, all)).toEqual([]);
		expect(addCalls(scene, 500)).toHaveLength(1);
		return reached.ratio;
	}

	it('all good ones are in once, each bad one has its error, as fast as the server lets', async () => {
		const first = await addAll();
		expect(first).toBeGreaterThan(1);
		// A machine that is busy with something else is slow once, not twice.
		const best = first < MOST ? first : Math.min(first, await addAll());
		expect(best).toBeLessThan(MOST);
	});

	it('the same workflow once more adds nobody, and asks the server nothing', async () => {
		scene.cec.requests.clear();
		await flow.start();
		expect(wrongItems(await endOf(scene, flow, 2), all, ['alreadyAdded'])).toEqual([]);
		expect(addCalls(scene)).toEqual([]);
		expect(wrongIn(scene, campaignId, all)).toEqual(ALL_ONCE);
	});
});
