import { z } from 'zod';

import { callEventSchema } from '../lib/callEvent/callEvent';
import { simplifiedSchema } from '../lib/callEvent/simplified';

const SCHEMA_URL =
	'https://github.com/contact-center-n8n/n8n-nodes-contact-center/blob/main/docs/call-event.schema.json';

/** n8n previews types, and `null` as a type tells an operator nothing: the other type is shown. */
function previewOf(schema: z.ZodType): Record<string, unknown> {
	const override = ({ jsonSchema }: { jsonSchema: Record<string, unknown> }) => {
		const variants = jsonSchema.anyOf as Array<Record<string, unknown>> | undefined;
		const shown = variants?.find(({ type }) => type !== 'null');
		if (shown) delete jsonSchema.anyOf;
		Object.assign(jsonSchema, shown);
		for (const key of [
			'pattern',
			'format',
			'enum',
			'minimum',
			'maximum',
			'minLength',
			'additionalProperties',
			'required',
			'description',
		]) {
			delete jsonSchema[key];
		}
	};
	const { $schema: _dialect, ...preview } = z.toJSONSchema(schema, { override, reused: 'inline' });
	return { ...preview, version: 1 };
}

/** Each generated document by its path: made from the schemas, never edited. */
export function schemaDocuments(): Record<string, object> {
	return {
		'docs/call-event.schema.json': {
			$id: SCHEMA_URL,
			title: 'Call event, version 1',
			...z.toJSONSchema(callEventSchema, { reused: 'ref' }),
		},
		'nodes/AliyunCcc/__schema__/v1.0.0.json': previewOf(simplifiedSchema),
		'nodes/AsterCc/__schema__/v1.0.0.json': previewOf(simplifiedSchema),
		'nodes/TencentCcc/__schema__/v1.0.0.json': previewOf(simplifiedSchema),
	};
}
