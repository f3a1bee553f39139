/** Whether a text can be the value of a field; null where anything can. */
type Shape = RegExp | null;

const WAY = /^dial(in|out)$/i;
const WORD = /^[a-z]+$/i;

/**
 * The fields of an asterCC message (reference/astercc §1.3). A message is not URL-encoded, so a
 * free text in it may hold `&` and `=`; a field begins only at one of these names, with a value
 * that such a field can have.
 */
export const MESSAGE_FIELDS: ReadonlyMap<string, Shape> = new Map<string, Shape>([
	['calleridnum', null],
	['didnumber', null],
	['activenum', null],
	['source', WORD],
	['event', WORD],
	['uniqueid', null],
	['sessionid', null],
	['eventid', /^\d*$/],
	['eventTime', null],
	['AgentTeamId', null],
	['AgentGroupId', null],
	['modeltype', null],
	['model_id', null],
	['calltype', WAY],
	['channel', null],
	['from', WAY],
	['userdata', null],
	['agentno', null],
	['hangupfirst', null],
]);

/** Fields whose value somebody else wrote: `userdata` is echoed as makeCall got it (reference/astercc §1.1). */
export const FREE_TEXT_FIELD = 'userdata';

/** Names that would reach an object's prototype where code is less careful than ours. */
export const REFUSED_FIELDS: ReadonlySet<string> = new Set([
	'__proto__',
	'constructor',
	'prototype',
]);

/** A message's fields: no prototype, so no name can mean anything but a field. */
export type MessageFields = Record<string, string>;

export function noFields(): MessageFields {
	return Object.create(null) as MessageFields;
}
