import { readContact, type ContactInput } from '../../../../lib/huaweiCec/contacts/contactRow';
import { dialledNumber } from '../../../../lib/huaweiCec/contacts/dialledNumber';
import { matchDataIds } from '../../../../lib/huaweiCec/contacts/dataIds';
import { sessionIdOf } from '../../../../lib/huaweiCec/contacts/sessionId';

const settings = {
	campaign: '25/46',
	sessionKey: '',
	numbers: 'national',
	timeZone: 'Asia/Shanghai',
} as const;
const read = (input: ContactInput) => readContact({ called: '13800000001', ...input }, settings);
const messageOf = (input: ContactInput) => {
	const reading = read(input);
	return reading.ok ? 'was taken' : `${reading.field}: ${reading.message}`;
};

describe('a number in the form the vendor dials', () => {
	it.each([
		['13800000001', '13800000001'],
		[13800000001, '13800000001'],
		[' 138 0000 0001 ', '13800000001'],
		['+86 138-0000-0001', '13800000001'],
		['008613800000001', '13800000001'],
		['86 138 0000 0001', '13800000001'],
		['１３８００００００１１', '13800000011'],
		['(0571) 8800-0001', '057188000001'],
		['+86 571 8800 0001', '057188000001'],
		['+852 2888 0001', '85228880001'],
		['88880001', '88880001'],
		['*69#', '*69#'],
	])('%p is %p', (written, number) => {
		expect(dialledNumber(written, 'national')).toEqual({ ok: true, number });
	});

	it('only loses its separators when it is taken as given', () => {
		expect(dialledNumber('+86 138-0000-0001', 'asGiven')).toEqual({
			ok: true,
			number: '8613800000001',
		});
	});

	it.each([
		['', 'is empty'],
		[null, 'is empty'],
		[{}, 'is empty'],
		['138****0001', 'is masked: digits are hidden in it'],
		['0571-88000001 ext 12', 'has an extension, which cannot be dialled by a campaign'],
		['no number', 'may hold only 0-9, * and #'],
		['1'.repeat(25), 'has more than 24 digits'],
	])('%p %s', (written, message) => {
		expect(dialledNumber(written, 'national')).toEqual({ ok: false, message });
	});
});

describe('a contact', () => {
	it('has every field in the form of the wire', () => {
		const reading = read({
			sessionId: 'cust-0001',
			called: '138 0000 0001, +86 138 0000 0002',
			caller: 88880001,
			customField: 'batch1',
			recycleTime: '2026-06-01T09:00:00',
			callData: { name: 'A' },
			priority: '2',
		});
		expect(reading).toEqual({
			ok: true,
			contact: {
				sessionId: 'cust-0001',
				called: [{ calledNo: '13800000001' }, { calledNo: '13800000002' }],
				caller: '88880001',
				customField: 'batch1',
				recycleTime: '2026-06-01T01:00:00.000Z',
				callData: '{"name":"A"}',
				priority: '2',
			},
		});
	});

	it('takes delay and type of each number, as a list or as JSON text', () => {
		const called = [{ calledNo: '138 0000 0001', delayTime: 60, type: '1' }, '13800000002'];
		const taken = [
			{ calledNo: '13800000001', delayTime: 60, type: '1' },
			{ calledNo: '13800000002' },
		];
		expect(read({ called })).toMatchObject({ contact: { called: taken } });
		expect(read({ called: JSON.stringify(called) })).toMatchObject({ contact: { called: taken } });
	});

	it('leaves out what is empty', () => {
		const reading = read({ sessionId: 's', caller: '', customField: null, priority: '' });
		expect(reading).toEqual({
			ok: true,
			contact: { sessionId: 's', called: [{ calledNo: '13800000001' }] },
		});
	});

	it.each<[ContactInput, string]>([
		[{ called: '' }, 'called: Customer Numbers (called) is empty: a contact needs a number'],
		[{ called: [] }, 'called: Customer Numbers (called) is empty: a contact needs a number'],
		[
			{ called: '13800000001,x' },
			'called: Customer Numbers (called) number 2 of 2 may hold only 0-9, * and #',
		],
		[
			{ called: '13800000001,+8613800000001' },
			'called: Customer Numbers (called) number 2 of 2 stands twice in the contact',
		],
		[
			{ called: [{ calledNo: '13800000001', delayTime: 7201 }] },
			'called: Customer Numbers (called) 0.delayTime must be at most 7200',
		],
		[
			{ sessionId: 's'.repeat(33) },
			'sessionId: Session ID (sessionId) must have at most 32 characters',
		],
		[{ caller: 'me' }, 'caller: Calling Number (caller) may hold only 0-9, * and #'],
		[
			{ customField: 'x'.repeat(201) },
			'customField: Custom Field (customField) must have at most 200 characters',
		],
		[
			{ callData: 'x'.repeat(1025) },
			'callData: Call Data (callData) must have at most 1024 characters',
		],
		[{ priority: 6 }, 'priority: Priority (priority) must be at most 5'],
		[{ priority: 'high' }, 'priority: Priority (priority) must be a whole number'],
		[
			{ recycleTime: 'tomorrow' },
			'recycleTime: Recycle Time (recycleTime) is not a time: write it like 2026-06-01T09:00:00',
		],
	])('%j is refused', (input, message) => {
		expect(messageOf(input)).toBe(message);
	});
});

describe('a session id that is made here', () => {
	it('is the same for the same numbers in the same campaign, however they are written', () => {
		const [one, other] = [read({ called: '13800000001' }), read({ called: '+86 138 0000 0001' })];
		expect(one).toEqual(other);
		expect(one).toMatchObject({ contact: { sessionId: expect.stringMatching(/^[0-9a-f]{32}$/) } });
	});

	it('changes with campaign, numbers and key', () => {
		const ids = [
			sessionIdOf('25/46', ['13800000001'], ''),
			sessionIdOf('25/47', ['13800000001'], ''),
			sessionIdOf('25/46', ['13800000002'], ''),
			sessionIdOf('25/46', ['13800000001'], 'June'),
		];
		expect(new Set(ids).size).toBe(4);
	});
});

describe('data ids', () => {
	const contactWith = (...numbers: string[]) => ({
		sessionId: numbers.join('-'),
		called: numbers.map((calledNo) => ({ calledNo })),
	});

	it('belong to the contact with the number, in any order', () => {
		const answered = [
			{ called: '2', dataId: 'b' },
			{ called: '1', dataId: 'a' },
		];
		expect(matchDataIds([contactWith('1'), contactWith('2'), contactWith('3')], answered)).toEqual([
			'a',
			'b',
			null,
		]);
	});

	it('are the same for all numbers of a contact', () => {
		const answered = [
			{ called: '1', dataId: 'a' },
			{ called: '2', dataId: 'a' },
			{ called: '2', dataId: 'b' },
		];
		expect(matchDataIds([contactWith('1', '2'), contactWith('2')], answered)).toEqual(['a', 'b']);
	});

	it('of the same number belong to its contacts in the order of the call', () => {
		const answered = [
			{ called: '1', dataId: 'first' },
			{ called: '1', dataId: 'second' },
		];
		expect(matchDataIds([contactWith('1', '2'), contactWith('3', '1')], answered)).toEqual([
			'first',
			'second',
		]);
	});
});
