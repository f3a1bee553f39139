import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { WorkflowInput } from './n8nClient.ts';
import { findProjectRoot } from './paths.ts';
import { textChunk } from './pngText.ts';

export const templatesFolder = () => join(findProjectRoot(), 'templates');

/** The keyword under which a picture says which workflow it shows. */
export const PICTURE_OF = 'workflow-sha256';

/** A template as it is committed. */
export interface TemplateFolder {
	slug: string;
	/** The workflow's text and what it says. */
	text: string;
	workflow: WorkflowInput;
	/** The READMEs by their language; `null` where one is missing. */
	readme: { en: string | null; zh: string | null };
	/** SHA-256 of the workflow the picture was taken of; `null` without a picture. */
	pictureOf: string | null;
}

/** All templates by their names. */
export function templateFolders(folder = templatesFolder()): TemplateFolder[] {
	const slugs = readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name)
		.toSorted();
	return slugs.map((slug) => templateFolder(slug, folder));
}

/** One template. */
export function templateFolder(slug: string, folder = templatesFolder()): TemplateFolder {
	const read = (name: string) => {
		const file = join(folder, slug, name);
		return existsSync(file) ? readFileSync(file, 'utf8') : null;
	};
	const text = read('workflow.json') ?? '{}';
	const picture = join(folder, slug, 'picture.png');
	return {
		slug,
		text,
		workflow: JSON.parse(text) as WorkflowInput,
		readme: { en: read('README.md'), zh: read('README.zh-CN.md') },
		pictureOf: existsSync(picture) ? textChunk(readFileSync(picture), PICTURE_OF) : null,
	};
}

/** What a picture of this workflow has to name. */
export const workflowHash = (text: string) => createHash('sha256').update(text).digest('hex');
