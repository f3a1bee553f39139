/** The simulator answers every endpoint the package can call. */
import { CMS_ENDPOINTS } from '../../../../lib/huaweiCec/catalogue/cms';
import { FS_ENDPOINTS } from '../../../../lib/huaweiCec/catalogue/fs';
import { ISALES_ENDPOINTS } from '../../../../lib/huaweiCec/catalogue/iSales';
import { startHuaweiSimulator } from '../../../../simulators/src/index.ts';

const ours = [...ISALES_ENDPOINTS, ...FS_ENDPOINTS, ...CMS_ENDPOINTS].map(
	({ method, path }) => `${method} ${path.split('?')[0]}`,
);

it('has a route for every entry of the catalogue', async () => {
	const cec = await startHuaweiSimulator();
	try {
		expect(ours.filter((endpoint) => !cec.endpoints.includes(endpoint))).toEqual([]);
	} finally {
		await cec.stop();
	}
});
