import { startHuaweiSimulator, type HuaweiSimulator } from '../../simulators/src/index.ts';
import type { N8nClient } from './n8nClient.ts';
import { replaceCredential } from './replaceCredential.ts';

export const HUAWEI_CREDENTIAL = 'Huawei CEC simulator';

/** A Huawei CEC for the demo account: it dials what is added to its campaigns, a row a second. */
export async function startDemoHuawei(n8n: N8nClient): Promise<HuaweiSimulator> {
	const cec = await startHuaweiSimulator({ dialRowsPerSecond: 1, pushRetryMs: 30_000 });
	try {
		await replaceCredential(n8n, {
			name: HUAWEI_CREDENTIAL,
			type: 'huaweiCecAkSkApi',
			data: credentialOf(cec),
		});
	} catch (error) {
		await cec.stop();
		throw error;
	}
	return cec;
}

/** The members of an AK/SK credential for a simulator. */
export function credentialOf(cec: HuaweiSimulator) {
	return {
		baseUrl: cec.url,
		...{ iSalesUrl: '', fsUrl: '', cmsUrl: '' },
		accessKey: cec.accessKey,
		secretKey: cec.secretKey,
		vdnId: cec.vdnId,
		ccId: cec.ccId,
		timeZone: cec.timeZone,
		signatureVariant: 'v1',
		serverName: '',
		caCertificate: cec.ca,
	};
}
