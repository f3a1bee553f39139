import * as n8nWorkflow from 'n8n-workflow';
import type { IWebhookDescription } from 'n8n-workflow';

type Fields = Pick<IWebhookDescription, 'responseMode' | 'responseData'>;
type Collection = 'options' | 'settings';
type Parameters = Partial<Record<Collection, { acknowledge?: string }>>;

const templatesFor = (collection: Collection) =>
	({
		responseMode: `={{ $parameter["${collection}"]["acknowledge"] === "byWorkflow" ? "lastNode" : "onReceived" }}`,
		responseData: `={{ $parameter["${collection}"]["acknowledge"] === "byWorkflow" ? "noData" : "" }}`,
	}) as unknown as Fields;

/**
 * The fields of a webhook description that depend on the option *Acknowledge*. Without a value for
 * responseData n8n would answer the text "firstEntryJson" (reference/n8n §0.1). Where n8n can
 * (2.41), it takes the functions and spares three runs of its expression engine for every push.
 * @param collection the parameter the option is in
 */
export function acknowledgeFields(collection: Collection = 'options'): Fields {
	const templates = templatesFor(collection);
	const { WEBHOOK_RESOLVERS } = n8nWorkflow as { WEBHOOK_RESOLVERS?: symbol };
	if (!WEBHOOK_RESOLVERS) return templates;
	const byWorkflow = (parameters: Parameters) =>
		parameters[collection]?.acknowledge === 'byWorkflow';
	const resolvers = {
		responseMode: {
			template: templates.responseMode,
			resolve: (parameters: Parameters) => (byWorkflow(parameters) ? 'lastNode' : 'onReceived'),
		},
		responseData: {
			template: templates.responseData,
			resolve: (parameters: Parameters) => (byWorkflow(parameters) ? 'noData' : ''),
		},
	};
	return { ...templates, [WEBHOOK_RESOLVERS]: resolvers } as Fields;
}
