import type { CallEvent } from '../callEvent/callEvent';
import { BITRIX24 } from './bitrix24';
import { addedLines } from './callText';
import { crmCall, type CrmSettings } from './crmCall';
import { DYNAMICS } from './dynamics';
import { FXIAOKE } from './fxiaoke';
import { HUBSPOT } from './hubSpot';
import type { Crm, MappedCall } from './mappedCall';
import { ODOO } from './odoo';
import { PIPEDRIVE } from './pipedrive';
import { SALESFORCE } from './salesforce';
import { VCON } from './vCon';
import { ZENDESK } from './zendesk';
import { ZOHO } from './zoho';

/** Every CRM by its value in the node's field *CRM*. */
export const CRMS = {
	bitrix24: BITRIX24,
	dynamics: DYNAMICS,
	fxiaoke: FXIAOKE,
	hubspot: HUBSPOT,
	odoo: ODOO,
	pipedrive: PIPEDRIVE,
	salesforce: SALESFORCE,
	vcon: VCON,
	zendesk: ZENDESK,
	zoho: ZOHO,
} satisfies Record<string, Crm>;

export type CrmName = keyof typeof CRMS;

export interface CrmRecord extends MappedCall {
	crm: CrmName;
	externalId: string;
	/** Whether the event only adds to a call: update the record found, create none. */
	isUpdate: boolean;
	/** Of an event that only adds to a call: what it adds, for CRMs that keep it as a note. */
	note?: string;
}

export type Mapping = { ok: true; record: CrmRecord } | { ok: false; reason: string };

/** What the CRM is sent for the call event. */
export function mapToCrm(crm: CrmName, event: CallEvent, settings: CrmSettings): Mapping {
	const reading = crmCall(event, settings);
	if (!reading.ok) return reading;
	const { externalId, isUpdate } = reading.call;
	const note = isUpdate ? addedLines(reading.call).join('\n') : '';
	const mapped = CRMS[crm].map(reading.call);
	return { ok: true, record: { crm, externalId, isUpdate, ...(note ? { note } : {}), ...mapped } };
}
