import type { ResultCode } from '../fault';

const CHECK_FIELDS = 'Correct the field that the message names and send it again.';
const CHOOSE_CAMPAIGN = 'Choose a campaign of this VDN from the list.';
const CHECK_TIMES = 'Give both times, the begin before the end, and run it again.';

/**
 * Result codes of CC-iSales; success is 0200000 (reference/huawei §2, "Error codes"). Codes 0200005,
 * 0200013, 0200014, 0200030 and 04000005 stand on cec_07_0733, 4020 and 0780 only.
 */
export const ISALES_RESULT_CODES: readonly ResultCode[] = [
	rejected('0200001', 'a parameter is wrong', CHECK_FIELDS),
	rejected('0200005', 'a parameter is wrong', CHECK_FIELDS),
	{
		code: '0200006',
		meaning: 'database error',
		wayOut: 'Look first whether the work was done, then run it again.',
		kind: 'server',
		of: {
			fileServer: {
				meaning: 'the file server is not configured',
				wayOut: 'Choose one from the list.',
			},
		},
	},
	{
		...rejected('0200007', 'the campaign does not exist', CHOOSE_CAMPAIGN),
		of: {
			blocklist: {
				meaning: 'the number is already on the blocklist',
				wayOut: 'Leave it: there is nothing left to do.',
			},
		},
	},
	rejected(
		'0200009',
		'the campaign is still starting',
		'Wait until the campaign has started, then run it again.',
	),
	rejected(
		'0200011',
		'the campaign cannot be paused in its current state',
		'Only a running campaign can be paused: look at its status first.',
	),
	rejected('0200013', 'a special date with this name exists', 'Choose another name.'),
	notFound(
		'0200014',
		'the special date does not exist',
		'Take the id from Get Many of the campaign.',
	),
	rejected(
		'0200018',
		'the same number is there more than once',
		'Send every number once in a call and, for a campaign, once for a session id.',
	),
	rejected(
		'0200029',
		'more entries than one call takes',
		'Send fewer: 20 contacts or blocklist numbers, 100 calling numbers. The limit for contacts is the server setting isales.api.calldata.max.',
	),
	rejected('0200030', 'a time has the wrong form', CHECK_TIMES),
	notFound(
		'0200033',
		'the contact does not exist',
		'Take the data id from the answer that added the contact, and keep it as text: it is too long for a number.',
	),
	rejected(
		'0200034',
		'the sub-status does not belong to the business result',
		'Take both codes from the same business result of Get Business Results.',
	),
	{
		code: '0200999',
		meaning: 'writing back failed',
		wayOut: 'Look whether the result was written, then run it again.',
		kind: 'server',
	},
	rejected('02000001', 'a value is empty', CHECK_FIELDS),
	rejected('02000002', 'a value has characters that are not allowed', CHECK_FIELDS),
	rejected('02000003', 'a value is too long', CHECK_FIELDS),
	rejected('02000004', 'a value is too short', CHECK_FIELDS),
	rejected('02000005', 'the length of a value is out of range', CHECK_FIELDS),
	rejected('02000006', 'a value has the wrong type', CHECK_FIELDS),
	rejected('02000007', 'a value is out of range', CHECK_FIELDS),
	rejected('02000008', 'a value could not be converted', CHECK_FIELDS),
	rejected('02000009', 'the parameters do not go together', CHECK_FIELDS),
	rejected('02000010', 'hour and minute must come together', CHECK_TIMES),
	rejected('02000011', 'too many entries', 'Send fewer entries in one call.'),
	rejected('02000012', 'a blocklist group with this name exists', 'Choose another name.'),
	rejected('02000013', 'the blocklist group is not valid', 'Choose a group from the list.'),
	rejected('02000014', 'a blocklist type with this name exists', 'Choose another name.'),
	rejected('03000001', 'a batch with this name exists', 'Choose another name.'),
	rejected(
		'03000002',
		'the campaign does not allow this with a batch',
		'Look at the status of the campaign: it must not be over.',
	),
	rejected(
		'03000003',
		'the campaign has too many batches',
		'Delete batches that are done; a campaign takes 100 unless the tenant parameter says otherwise.',
	),
	notFound(
		'03000004',
		'the batch does not exist',
		'Take the id from the answer that created the batch.',
	),
	rejected('03000006', 'the batch is already paused', 'There is nothing left to do.'),
	notFound(
		'04000004',
		'the appointment does not exist',
		'Take the id from Get Many of the appointments.',
	),
	rejected(
		'04000005',
		'the appointment already has calls and cannot be deleted',
		'Leave it: its call was made.',
	),
];

function rejected(code: string, meaning: string, wayOut: string): ResultCode {
	return { code, meaning, wayOut, kind: 'rejected' };
}

function notFound(code: string, meaning: string, wayOut: string): ResultCode {
	return { code, meaning, wayOut, kind: 'notFound' };
}
