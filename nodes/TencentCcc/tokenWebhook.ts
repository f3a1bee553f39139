import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { answerTokenRequest, type TokenAnswer } from '../../lib/pushAuth/tokenEndpoint';
import { tokenClientOf } from './authentication';

const DEFAULT_LIFETIME_SECONDS = 7200;

/** The trigger as the OAuth 2.0 token endpoint from which TCCC fetches its bearer token. */
export async function answerTokenWebhook(
	context: IWebhookFunctions,
): Promise<IWebhookResponseData> {
	const answer = await tokenAnswer(context);
	const response = context.getResponseObject();
	for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
	response.status(answer.status).json(answer.body);
	return { noWebhookResponse: true };
}

async function tokenAnswer(context: IWebhookFunctions): Promise<TokenAnswer> {
	if (context.getNodeParameter('authentication') !== 'oAuth2') {
		const error_description = 'The trigger does not use OAuth 2.0. Choose it under Authentication.';
		return { status: 404, headers: {}, body: { error: 'invalid_request', error_description } };
	}
	const credential = await context.getCredentials('tencentCccPushOAuth2Api');
	const lifetime = Number(credential.lifetimeSeconds) || DEFAULT_LIFETIME_SECONDS;
	const request = {
		authorization: context.getRequestObject().headers.authorization,
		body: context.getBodyData() as unknown,
		now: Math.floor(Date.now() / 1000),
	};
	return answerTokenRequest(request, tokenClientOf(credential), lifetime);
}
