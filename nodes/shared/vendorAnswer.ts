import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { outcomeOf, type PartResult } from './pushPart';

type HttpResponse = ReturnType<IWebhookFunctions['getResponseObject']>;

/** The bodies a vendor reads as "received" and "push again". */
export interface VendorAnswers {
	accepted(results: readonly PartResult[]): object;
	/**
	 * @param message what happened and the way out, for whoever looks at the answer
	 * @param results what became of the parts of the push, where that is known
	 */
	refused(status: number, message: string, results?: readonly PartResult[]): object;
}

export interface Refusal {
	status: number;
	message: string;
	headers?: Record<string, string>;
}

/**
 * Answers with a real HTTP status. `webhookResponse` always leaves as 200, so a refusal is written
 * to the response itself (design §4.1).
 */
export function refuse(
	context: IWebhookFunctions,
	answers: VendorAnswers,
	{ status, message, headers = {} }: Refusal,
): IWebhookResponseData {
	const response = context.getResponseObject();
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
	response.status(status).json(answers.refused(status, message));
	return { noWebhookResponse: true };
}

/** Answers with what became of each part of a push. */
export function answerResults(
	response: HttpResponse,
	answers: VendorAnswers,
	results: readonly PartResult[],
): void {
	const outcome = outcomeOf(results);
	if (outcome.ok) {
		response.status(200).json(answers.accepted(results));
		return;
	}
	const { status, message, headers = {} } = outcome;
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
	response.status(status).json(answers.refused(status, message, results));
}

/**
 * Puts n8n's own answer into the vendor's shape and tells what became of the push. n8n answers
 * through `response.json`, also when a run or the storing of it failed, and also when the sender
 * has hung up meanwhile; a bare 2xx means the push was handed over.
 * @param results what became of the parts of the push, when it was
 * @param failure what is said when it was not
 */
export function answerAsVendor(
	response: HttpResponse,
	answers: VendorAnswers,
	results: readonly PartResult[],
	failure: string,
	onAnswer: (handedOver: boolean) => void,
): void {
	const json = response.json.bind(response);
	response.json = () => {
		response.json = json;
		const handedOver = response.statusCode >= 200 && response.statusCode < 300;
		onAnswer(handedOver);
		if (!handedOver) return json(answers.refused(response.statusCode, failure));
		answerResults(response, answers, results);
		return response;
	};
}
