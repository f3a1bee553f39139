import { startHuaweiSimulator } from '../../simulators/src/index.ts';
import { startTemplateBench } from './templateBench';
import { agentStatusBoard } from './templates/agent-status-board';
import { campaignFromSpreadsheet, contactSheet } from './templates/campaign-from-spreadsheet';
import { dailyReport } from './templates/daily-report-queues-and-agents';
import { doNotCallSync } from './templates/do-not-call-sync';
import { nightlyReconciliation } from './templates/nightly-reconciliation';
import { CHAT, type HuaweiScene } from './templates/huaweiScene';

jest.setTimeout(60_000);

let scene: HuaweiScene;

beforeAll(async () => {
	const bench = await startTemplateBench(contactSheet.services);
	const cec = await startHuaweiSimulator({ seedCalls: 100, fileDelayMs: 200, addSpacingMs: 0 });
	const { workflowId } = await bench.template('contact-center', {
		settings: { chatUrl: `https://${CHAT}/robot` },
	});
	scene = { bench, cec, contactCenterId: workflowId };
}, 300_000);

afterEach(() => expect(scene.bench.standIn.unexpected).toEqual([]));
afterAll(async () => {
	await scene?.bench.stop();
	await scene?.cec.stop();
});

describe('agent-status-board', () => agentStatusBoard(() => scene));
describe('do-not-call-sync', () => doNotCallSync(() => scene));
describe('nightly-reconciliation', () => nightlyReconciliation(() => scene));
describe('daily-report-queues-and-agents', () => dailyReport(() => scene));
describe('campaign-from-spreadsheet', () => campaignFromSpreadsheet(() => scene));
