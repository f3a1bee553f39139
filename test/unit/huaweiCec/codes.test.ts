import { AGENT_STATES, CHANNELS, DIRECTIONS, OUTCOMES } from '../../../lib/callEvent/callEvent';
import {
	AGENT_OPERATION_TYPES,
	agentOperationCauseText,
} from '../../../lib/huaweiCec/codes/agentOperation';
import { CTI_AGENT_STATES } from '../../../lib/huaweiCec/codes/agentState';
import { CDR_CALL_TYPES, RECORD_CALL_TYPES } from '../../../lib/huaweiCec/codes/callType';
import { CDR_DEVICES } from '../../../lib/huaweiCec/codes/cdrDevice';
import { codesFrom } from '../../../lib/huaweiCec/codes/endingCode';
import { INDEX_FAMILIES, type IndexId } from '../../../lib/huaweiCec/codes/indexIds';
import { LEAVE_REASONS } from '../../../lib/huaweiCec/codes/leaveReason';
import { MEDIA_TYPES } from '../../../lib/huaweiCec/codes/mediaType';
import { RELEASE_CAUSES } from '../../../lib/huaweiCec/codes/releaseCause';
import {
	SUB_MEDIA_TYPES,
	SUB_MEDIA_TYPES_OF_2023,
} from '../../../lib/huaweiCec/codes/subMediaType';
import { CMS_RESULT_CODES } from '../../../lib/huaweiCec/resultCodes/cms';
import { FS_RESULT_CODES } from '../../../lib/huaweiCec/resultCodes/fs';

const codesOf = (table: object) => Object.keys(table).map(Number);

describe('call types (reference/huawei §3.5)', () => {
	it('have the numbers of the vendor', () => {
		expect(codesOf(CDR_CALL_TYPES)).toEqual([
			0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 21, 22, 23, 30, 31, 32,
			33, 34, 35, 40, 41, 43, 44, 45, 51, 52, 53,
		]);
		for (const { direction } of Object.values(CDR_CALL_TYPES))
			expect(DIRECTIONS).toContain(direction);
	});

	it('say who called whom', () => {
		expect(CDR_CALL_TYPES[0]).toMatchObject({ direction: 'inbound' });
		expect(CDR_CALL_TYPES[8]).toMatchObject({ direction: 'outbound', callType: 'manual' });
		expect(CDR_CALL_TYPES[43]).toMatchObject({ direction: 'outbound', callType: 'predictive' });
		expect(CDR_CALL_TYPES[6]).toMatchObject({ direction: 'internal', callType: 'internal' });
		expect(CDR_CALL_TYPES[20]).toMatchObject({ direction: 'unknown' });
	});

	it('are others in the recording index: 1 is outbound there', () => {
		expect(RECORD_CALL_TYPES[1]?.direction).toBe('outbound');
		expect(CDR_CALL_TYPES[1]?.direction).toBe('inbound');
	});
});

describe('media types', () => {
	it('are channels of the call event', () => {
		expect(codesOf(MEDIA_TYPES)).toEqual([
			1, 2, 3, 4, 5, 6, 7, 8, 15, 16, 17, 18, 19, 20, 21, 22, 50, 51, 52, 53, 54, 55,
		]);
		for (const { channel } of Object.values(MEDIA_TYPES)) expect(CHANNELS).toContain(channel);
		expect(MEDIA_TYPES[5]?.channel).toBe('voice');
		expect(MEDIA_TYPES[53]?.channel).toBe('chat');
	});

	it('have origins whose numbers 7 to 9 changed after 2023', () => {
		expect(SUB_MEDIA_TYPES).toMatchObject({ 1: 'Web', 7: 'E-mail', 8: 'SMS', 9: 'Telegram' });
		expect(SUB_MEDIA_TYPES_OF_2023).toMatchObject({ 1: 'Web', 8: 'E-mail', 9: 'SMS' });
	});
});

describe('endings', () => {
	it.each([
		['leave reason', LEAVE_REASONS],
		['release cause', RELEASE_CAUSES],
	])('of every %s are outcomes of the call event', (_, table) => {
		for (const { text, outcome } of Object.values(table)) {
			expect(text).not.toBe('');
			if (outcome) expect(OUTCOMES).toContain(outcome);
		}
	});

	it('name who hung up', () => {
		expect(LEAVE_REASONS[15]).toMatchObject({ hangupBy: 'customer' });
		expect(LEAVE_REASONS[16]).toMatchObject({ hangupBy: 'agent' });
		expect(LEAVE_REASONS[88]).toMatchObject({ hangupBy: 'customer', outcome: 'answered' });
		expect(LEAVE_REASONS[24]).toMatchObject({ outcome: 'invalid_number' });
		expect(RELEASE_CAUSES[80]).toMatchObject({ outcome: 'abandoned_queue' });
		expect(RELEASE_CAUSES[256]).toMatchObject({ outcome: 'ivr_complete' });
	});

	it('do not claim how a call ended that ended normally', () => {
		expect(LEAVE_REASONS[0]).toEqual({ text: 'Normal' });
		expect(RELEASE_CAUSES[0]).toEqual({ text: 'Normal' });
	});

	it('share a meaning from one number to another', () => {
		expect(codesFrom(28, 30, { text: 'A' })).toEqual({
			28: { text: 'A' },
			29: { text: 'A' },
			30: { text: 'A' },
		});
		expect(LEAVE_REASONS[47]?.text).toBe(LEAVE_REASONS[34]?.text);
		expect(LEAVE_REASONS[48]).toBeUndefined();
	});
});

describe('agents', () => {
	it('are in one of the states of the CTI platform (reference/huawei §4.4)', () => {
		expect(codesOf(CTI_AGENT_STATES)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
		for (const { state } of Object.values(CTI_AGENT_STATES)) expect(AGENT_STATES).toContain(state);
		expect(CTI_AGENT_STATES[0]?.state).toBe('offline');
		expect(CTI_AGENT_STATES[10]?.state).toBe('wrap_up');
	});

	it.each([
		[0, 257, 'Forced by an inspector'],
		[3, 1, 'By the agent'],
		[3, 200, 'Reason 200 of the business'],
		[3, 250, 'Reason 250 of the business'],
		[3, 251, null],
		[4, 1, 'Interim record of five minutes'],
		[2, 1, null],
		[999, 1, null],
	])('did operation %i for cause %i: %s', (type, cause, text) => {
		expect(agentOperationCauseText(type, cause)).toBe(text);
	});

	it('sign in, get busy and call a conference', () => {
		expect(AGENT_OPERATION_TYPES).toMatchObject({
			1: { text: 'Sign-in' },
			3: { text: 'Busy' },
			58: { text: 'Conference' },
		});
	});

	it('are one of the devices of a call', () => {
		expect(CDR_DEVICES).toMatchObject({
			1: { kind: 'queue' },
			2: { kind: 'agent' },
			3: { kind: 'ivr' },
		});
	});
});

describe('index ids', () => {
	const families: Array<[string, readonly IndexId[]]> = Object.entries(INDEX_FAMILIES);

	it.each(families)('of %s are named in English and in Chinese, none twice', (_, family) => {
		expect(new Set(family.map(({ id }) => id)).size).toBe(family.length);
		expect(new Set(family.map(({ label }) => label)).size).toBe(family.length);
		for (const { id, label, labelChinese } of family) {
			expect(id).toMatch(/^IDX_[A-Z0-9_]+$/);
			expect(label).toMatch(/^[A-Z]/);
			expect(labelChinese).toMatch(/\p{Script=Han}/u);
		}
	});

	it('of skill queues now are the twelve of reference/huawei §4.4', () => {
		expect(INDEX_FAMILIES.skillRealTime).toHaveLength(12);
	});

	it('of skill queues by interval count what happened within 3 to 60 seconds', () => {
		const ids = INDEX_FAMILIES.skillInterval.map(({ id }) => id);
		for (const seconds of [3, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60]) {
			expect(ids).toContain(`IDX_COUNT_SKILL_CONNECTED_IN_${seconds}`);
			expect(ids).toContain(`IDX_COUNT_SKILL_ABANDON_IN_${seconds}`);
		}
		expect(ids).not.toContain('IDX_COUNT_SKILL_CONNECTED_IN_4');
	});

	it('of the VDN say which need an interval', () => {
		const needing = INDEX_FAMILIES.vdnInterval.filter(({ needsTimeGrain }) => needsTimeGrain);
		expect(needing.map(({ id }) => id)).toEqual([
			'IDX_COUNT_TOTAL_CALL',
			'IDX_COUNT_CONNECTED_CALL',
			'IDX_COUNT_ABANDONED_CALL',
		]);
	});
});

describe('result codes', () => {
	it.each([
		['CC-FS', FS_RESULT_CODES],
		['CC-CMS', CMS_RESULT_CODES],
	])('of %s have a meaning and a way out, none twice', (_, codes) => {
		expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length);
		for (const { meaning, wayOut } of codes) {
			expect(meaning).toMatch(/^[A-Z]/);
			expect(wayOut).toMatch(/\.$/);
		}
	});

	it('of CC-FS that ask to slow down are the only ones to be asked again', () => {
		const slowing = FS_RESULT_CODES.filter(({ kind }) => kind === 'flowControl');
		expect(slowing.map(({ code }) => code)).toEqual(['0300008', '0300009']);
	});
});
