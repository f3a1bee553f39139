import type { Call, Direction } from '../../callEvent/callEvent';

export interface CallType {
	text: string;
	direction: Direction;
	/** Where the type says who dialled: a person, a predictive dialler, or one agent another. */
	callType: Call['callType'];
}

const inbound = (text: string): CallType => ({ text, direction: 'inbound', callType: 'unknown' });
const outbound = (text: string, callType: Call['callType'] = 'unknown'): CallType => ({
	text,
	direction: 'outbound',
	callType,
});
const internal = (text: string): CallType => ({
	text,
	direction: 'internal',
	callType: 'internal',
});
const undirected = (text: string): CallType => ({
	text,
	direction: 'unknown',
	callType: 'unknown',
});

/**
 * Call types of the CDR and of CC-CMS (reference/huawei §3.5, vendor's pages cec_07_0840, 2635,
 * 4245; 41 to 53 from CC-Gateway's list, 0582). What the vendor names without a direction has none.
 */
export const CDR_CALL_TYPES: Readonly<Record<number, CallType>> = {
	0: inbound('Normal inbound call'),
	1: inbound('Special inbound call'),
	2: outbound('VMS call'),
	3: outbound('VMS call'),
	4: outbound('VMS call'),
	5: inbound('Long-distance inbound call'),
	6: internal('Internal call'),
	7: outbound('Normal outbound call'),
	8: outbound('Outbound call of an agent', 'manual'),
	9: outbound('PRI outbound call'),
	10: outbound('IVR outbound call'),
	11: outbound('Outbound call a phone agent dialled', 'manual'),
	12: outbound('IVR PRI outbound call'),
	13: inbound('Inbound call of a networked call center'),
	14: outbound('Outbound call of a networked call center'),
	15: inbound('Quality check of a networked call center, inbound'),
	16: outbound('Quality check of a networked call center, outbound'),
	17: internal('Internal call to a virtual agent, inbound'),
	18: internal('Internal call to a virtual agent, outbound'),
	20: undirected('Call of an international operator'),
	21: undirected('Call of an international operator'),
	22: undirected('Call of an international operator'),
	23: undirected('Call of an international operator'),
	30: undirected('Video call'),
	31: undirected('Video call'),
	32: undirected('Video call'),
	33: undirected('Video call'),
	34: undirected('Video call'),
	35: undirected('Video call'),
	40: outbound('Reserved outbound call'),
	41: outbound('Preoccupied outbound call', 'predictive'),
	43: outbound('Predictive outbound call', 'predictive'),
	44: outbound('Preview outbound call', 'manual'),
	45: outbound('Reserved callback'),
	51: internal('Internal consultation of two'),
	52: internal('Internal three-party call'),
	53: internal('Internal multi-party call'),
};

/** `call_type` of the recording index has a list of its own (vendor's page cec_07_0841). */
export const RECORD_CALL_TYPES: Readonly<Record<number, CallType>> = {
	0: inbound('Inbound call'),
	1: outbound('Outbound call'),
};
