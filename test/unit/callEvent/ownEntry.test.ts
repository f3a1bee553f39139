import { ownEntry } from '../../../lib/callEvent/ownEntry';

const TABLE = { agent: 'agent', 5: 'voice' };

it.each([
	['agent', 'agent'],
	[5, 'voice'],
	['customer', undefined],
	['__proto__', undefined],
	['constructor', undefined],
	['toString', undefined],
])('%p is %p', (name, entry) => expect(ownEntry<string>(TABLE, name)).toBe(entry));
