import { layoutOf } from '../../../../lib/huaweiCec/records/columns';
import { rowTest, type RowFilter } from '../../../../lib/huaweiCec/records/rowFilter';
import { CALL_HEADER, callRow } from './callRow';

const LAYOUT = layoutOf(CALL_HEADER, 'call');

function matches(filter: RowFilter, cells: Record<string, string>): boolean {
	const reading = rowTest(filter, LAYOUT, 'call');
	if (!reading.ok) throw new Error(reading.message);
	return reading.matches(callRow(cells));
}

test.each<[string, RowFilter, Record<string, string>, boolean]>([
	['nothing asked', {}, {}, true],
	['empty lists ask for nothing', { agentIds: [], callIds: [' '] }, {}, true],
	['one of the agents', { agentIds: ['20001', '20002'] }, { agent_id: '20002' }, true],
	['another agent', { agentIds: ['20001'] }, { agent_id: '200011' }, false],
	['the call', { callIds: ['1780366800-1388'] }, {}, true],
	['the caller', { callerNumber: '13800000001' }, {}, true],
	['the caller with 86', { callerNumber: '+86 138-0000-0001' }, {}, true],
	[
		'the caller with an outside line',
		{ callerNumber: '13800000001' },
		{ caller_no: '913800000001' },
		true,
	],
	['another caller', { callerNumber: '13800000002' }, {}, false],
	['an extension is not the end of a number', { callerNumber: '0001' }, {}, false],
	['an extension', { callerNumber: '8001' }, { caller_no: '8001' }, true],
	['no number at all', { callerNumber: '13800000001' }, { caller_no: '' }, false],
	['the called number', { calleeNumber: '057100001000' }, {}, true],
	['inbound', { direction: 'inbound' }, { call_type: '0' }, true],
	['outbound, of an agent', { direction: 'outbound' }, { call_type: '8' }, true],
	['inbound is not outbound', { direction: 'outbound' }, { call_type: '0' }, false],
	['internal', { direction: 'internal' }, { call_type: '6' }, true],
	['a type nobody knows has no direction', { direction: 'inbound' }, { call_type: '999' }, false],
	['the skill queue', { skillIds: ['7'] }, { skill_id: '7', current_skill_id: '8' }, true],
	['the current skill queue', { skillIds: ['8'] }, { skill_id: '7', current_skill_id: '8' }, true],
	['another skill queue', { skillIds: ['9'] }, { skill_id: '7' }, false],
	['the final leg', { finalLegOnly: true }, { call_id_num: '-1' }, true],
	['a leg before it', { finalLegOnly: true }, { call_id_num: '1' }, false],
	['all must agree', { agentIds: ['20001'], finalLegOnly: true }, { agent_id: '20001' }, false],
])('%s', (_what, filter, cells, expected) => {
	expect(matches(filter, cells)).toBe(expected);
});

test('a file without the column that is asked for is an error, not "no rows"', () => {
	const layout = layoutOf(callRow({ call_begin: '2026-06-02 10:00:00' }), 'call');
	expect(rowTest({ skillIds: ['7'] }, layout, 'call')).toEqual({
		ok: false,
		message:
			'The filter "Skill Queue IDs" needs the column current_skill_id or skill_id or user_wanted_skill_id, which this file does not have. Take the filter out and filter the items afterwards.',
	});
});

test('the recording index has call types of its own', () => {
	const header = ['call_id', 'call_type', 'agent_id'];
	const reading = rowTest({ direction: 'outbound' }, layoutOf(header, 'record'), 'record');
	expect(reading.ok && reading.matches(['1', '1', '20001'])).toBe(true);
	expect(reading.ok && reading.matches(['1', '7', '20001'])).toBe(false);
});
