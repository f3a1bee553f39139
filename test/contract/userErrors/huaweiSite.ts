import { startSite, successOrRefusal, type Site } from '../../fixtures/huaweiCec/site';

let started: Promise<Site> | null = null;

/** The one simulated site of Huawei these tests share. */
export const site = async (): Promise<Site> => await (started ??= startSite('IP:127.0.0.1'));

afterEach(async () => {
	if (started) (await started).reply = successOrRefusal;
});
afterAll(async () => await (await started)?.stop());
