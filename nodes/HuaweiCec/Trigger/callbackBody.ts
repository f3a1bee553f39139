import type { IWebhookFunctions } from 'n8n-workflow';

import { readCallbackText } from '../../../lib/huaweiCec/callbacks/callbackText';
import { readRawBody, type BodyReading } from '../../shared/pushBody';

/** What a push says, from its raw bytes: n8n's own reading would round long ids and refuse what is no JSON. */
export async function readCallback(context: IWebhookFunctions): Promise<BodyReading> {
	const raw = await readRawBody(context);
	return raw.ok ? readCallbackText(raw.bytes.toString('utf8')) : raw;
}
