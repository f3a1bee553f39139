import type { ICredentialType, INodeTypeDescription, TriggerPanelDefinition } from 'n8n-workflow';

import { editorTexts } from './editorTexts';

type Texts = ReadonlyArray<string | undefined>;

/** Every text of a node that a person reads in the editor: those n8n cannot translate, too. */
export function textsOfNode(description: INodeTypeDescription): string[] {
	return distinct([
		description.displayName,
		description.description,
		description.activationMessage,
		description.eventTriggerDescription,
		...panelTexts(description.triggerPanel),
		...editorTexts(description.properties).map(({ english }) => english),
	]);
}

/** Every text of a credential that a person reads. */
export function textsOfCredential({ displayName, properties }: ICredentialType): string[] {
	return distinct([displayName, ...editorTexts(properties).map(({ english }) => english)]);
}

/** The texts of the panel that waits for a test event. */
function panelTexts(panel: INodeTypeDescription['triggerPanel']): Texts {
	if (typeof panel !== 'object') return [];
	const { header, executionsHelp, activationHint } = panel as Partial<TriggerPanelDefinition>;
	return [header, executionsHelp, activationHint].flatMap((text) =>
		typeof text === 'object' ? Object.values(text) : [text],
	);
}

function distinct(texts: Texts): string[] {
	return [...new Set(texts.filter((text) => text !== undefined && text !== ''))] as string[];
}
