/** Checks the templates: their files, their workflows, and both against the pinned n8n. */
import { ensureN8nRuntime } from './n8nRuntime.ts';
import { nodeTypeIndex } from './nodeTypeIndex.ts';
import { templateFolders } from './templateFolder.ts';
import { nodeFaults, sharedWebhookIds, templateFaults } from './templateRules.ts';

const { directory } = await ensureN8nRuntime({ log: (line) => console.error(line) });
const find = nodeTypeIndex(directory);
const templates = templateFolders();
const faults = [
	...templates.flatMap((template) =>
		[...templateFaults(template), ...nodeFaults(template, find)].map(
			(fault) => `${template.slug}: ${fault}`,
		),
	),
	...sharedWebhookIds(templates),
];
for (const fault of faults) console.error(fault);
console.log(`${templates.length} templates, ${faults.length} problems`);
process.exitCode = faults.length === 0 ? 0 : 1;
