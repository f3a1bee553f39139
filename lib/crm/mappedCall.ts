import type { Outcome } from '../callEvent/callEvent';
import type { CrmCall } from './crmCall';
import type { FieldTable } from './fieldTable';

/** What a CRM is sent for a call. */
export interface MappedCall {
	/** Body of the call that creates the record; with several calls one body each, by their names. */
	payload: Record<string, unknown>;
	/** Body of the call that updates the record found; left out where the CRM has none. */
	update?: Record<string, unknown>;
	/** Which field holds which value in the record of this call, and how to search for it. */
	upsert: { field: string; value: string } & Record<string, unknown>;
	/** Body of a call that closes the record, where the CRM wants one of its own. */
	complete?: Record<string, unknown>;
}

/** One CRM: its fields as tables, and how they are put together. */
export interface Crm {
	name: string;
	/** The CRM's objects by name. */
	tables: Readonly<Record<string, FieldTable>>;
	/** Which field takes the external id, unless the operator names another. */
	externalIdField?: string;
	/** Whether the operator may name a field for the link to the recording. */
	takesRecordingField?: true;
	/** Its word for each outcome, where it has words of its own. */
	dispositions?: { field: string; words: Partial<Record<Outcome, string>> };
	map: (call: CrmCall) => MappedCall;
}
