import { z } from 'zod';

import { callEventSchema } from '../lib/callEvent/callEvent';
import { simplifiedSchema } from '../lib/callEvent/simplified';
import { CMS_ENDPOINTS } from '../lib/huaweiCec/catalogue/cms';
import { FS_ENDPOINTS } from '../lib/huaweiCec/catalogue/fs';
import { ISALES_ENDPOINTS } from '../lib/huaweiCec/catalogue/iSales';
import { CMS_OPERATIONS } from '../nodes/HuaweiCec/actions/cms';
import { FS_OPERATIONS } from '../nodes/HuaweiCec/actions/fs';
import { ISALES_OPERATIONS } from '../nodes/HuaweiCec/actions/isales';
import { keptNames, only } from '../nodes/HuaweiCec/genericOperation';
import type { Operation } from '../nodes/HuaweiCec/operation';
import { operationsOf } from '../nodes/HuaweiCec/router';
import { exampleSchema } from './exampleSchema';

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

/** What an operation puts out unless told otherwise: the simplified view. */
function operationPreviews(folder: string, operations: readonly Operation[]) {
	const previews = operations.map(({ resource, operation, row = {}, simple }) => {
		const names = keptNames({ row, ...(simple ? { simple } : {}) }) ?? [];
		const file = `nodes/HuaweiCec/${folder}/__schema__/v1.0.0/${resource}/${operation}.json`;
		return [file, { ...exampleSchema(only(row, names)), version: 1 }];
	});
	return Object.fromEntries(previews) as Record<string, object>;
}

/** What is the same for every CRM. */
function mapToCrmPreview() {
	const record = {
		...{ crm: '', externalId: '', isUpdate: false },
		...{ payload: {}, update: {}, upsert: { field: '', value: '' } },
	};
	return { ...exampleSchema(record), version: 1 };
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
		...operationPreviews('CcCms', operationsOf(CMS_ENDPOINTS, CMS_OPERATIONS)),
		...operationPreviews('CcFs', operationsOf(FS_ENDPOINTS, FS_OPERATIONS)),
		...operationPreviews('CcISales', operationsOf(ISALES_ENDPOINTS, ISALES_OPERATIONS)),
		'nodes/HuaweiCec/Trigger/__schema__/v1.0.0.json': previewOf(simplifiedSchema),
		'nodes/MapToCrm/__schema__/v1.0.0.json': mapToCrmPreview(),
		'nodes/TencentCcc/__schema__/v1.0.0.json': previewOf(simplifiedSchema),
	};
}
