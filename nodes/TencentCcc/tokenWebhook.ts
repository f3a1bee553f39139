import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { answerTokenRequest, type TokenAnswer } from '../../lib/pushAuth/tokenEndpoint';
import { logUnreadable } from '../shared/authenticationVerdict';
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
		const reason = 'The trigger does not use OAuth 2.0. Choose it under Authentication.';
		return errorAnswer(404, 'invalid_request', reason);
	}
	const request = {
		authorization: context.getRequestObject().headers.authorization,
		body: context.getBodyData() as unknown,
		now: Math.floor(Date.now() / 1000),
	};
	try {
		const credential = await context.getCredentials('tencentCccPushOAuth2Api');
		const lifetime = Number(credential.lifetimeSeconds) || DEFAULT_LIFETIME_SECONDS;
		return answerTokenRequest(request, tokenClientOf(credential), lifetime);
	} catch (error) {
		return errorAnswer(500, 'server_error', logUnreadable(context, error));
	}
}

function errorAnswer(status: number, error: string, error_description: string): TokenAnswer {
	return { status, headers: { 'Cache-Control': 'no-store' }, body: { error, error_description } };
}
