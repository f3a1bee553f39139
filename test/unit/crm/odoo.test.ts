import { ODOO } from '../../../lib/crm/odoo';
import { EXTERNAL_ID, answered, missed, readable, recordingReady } from './calls';

describe("mail.message: a note in the contact's chatter", () => {
	it('a call that was answered', () => {
		const { body, ...message } = ODOO.map(readable(answered, { contactId: '501' })).payload;
		expect(message).toEqual({
			model: 'res.partner',
			res_id: 501,
			message_type: 'comment',
			message_id: `<${EXTERNAL_ID}@contact-center>`,
			subject: 'Inbound call from +8613800138001 (Answered)',
			date: '2026-01-01 00:00:00',
		});
		expect(body).toMatch(/^<p>Outcome: Answered \(Normal end\)<br>Number: .+<\/p>$/);
	});

	it('without a contact it is left to you which record takes it', () => {
		expect(ODOO.map(readable(missed)).payload).not.toHaveProperty('res_id');
	});
});

describe('the same call again', () => {
	const messageId = `<${EXTERNAL_ID}@contact-center>`;

	it('is found by message_id', () => {
		expect(ODOO.map(readable(answered)).upsert).toEqual({
			field: 'message_id',
			value: messageId,
			domain: [['message_id', '=', messageId]],
		});
	});

	it('an update changes what is said, and nothing of where and when', () => {
		const { update } = ODOO.map(readable(answered, { contactId: '501' }));
		expect(Object.keys(update ?? {})).toEqual(['subject', 'body']);
	});

	it('a recording changes nothing of the note: what it adds is in "note"', () => {
		expect(ODOO.map(readable(recordingReady)).update).toEqual({});
	});
});
