import { bodyHtml, subjectOf } from './callText';
import { numericId, startOf, type CrmCall } from './crmCall';
import { fieldsOf, updateOf, type FieldTable } from './fieldTable';
import type { Crm, MappedCall } from './mappedCall';

/** `2026-01-01 00:00:00`, UTC, as Odoo and Pipedrive write a time. */
export function spacedTime(instant: string | null): string | null {
	return instant && instant.slice(0, 19).replace('T', ' ');
}

/** In the form of an e-mail's Message-ID, which is what Odoo keeps in that field. */
const messageId = ({ externalId }: CrmCall) => `<${externalId}@contact-center>`;

function body(call: CrmCall): string | null {
	const html = bodyHtml(call);
	return html && `<p>${html}</p>`;
}

const MESSAGE: FieldTable = {
	model: { from: '"res.partner"', read: () => 'res.partner', onlyNew: true },
	res_id: {
		from: 'contactId',
		read: ({ settings }) => numericId(settings.contactId),
		onlyNew: true,
	},
	message_type: { from: '"comment"', read: () => 'comment', onlyNew: true },
	message_id: { from: '<vendor>:<callId>', read: messageId, onlyNew: true },
	subject: { from: 'subject', read: subjectOf },
	body: { from: 'body (HTML)', read: body },
	date: { from: 'call.startedAt', read: (call) => spacedTime(startOf(call)), onlyNew: true },
};

/**
 * A note in the contact's chatter (`mail.message`): every edition of Odoo has it, and its `message_id`
 * takes a foreign id. `crm.phonecall` and `voip.call` exist in some editions only, and a `mail.activity`
 * is something still to do.
 */
function map(call: CrmCall): MappedCall {
	const value = messageId(call);
	return {
		payload: fieldsOf(MESSAGE, call),
		update: updateOf(MESSAGE, call),
		upsert: { field: 'message_id', value, domain: [['message_id', '=', value]] },
	};
}

export const ODOO: Crm = { name: 'Odoo', tables: { 'mail.message': MESSAGE }, map };
