import { createRecentIds } from '../../../../bridge/src/settlement/recentIds';

it('knows the last ids, and no more than it has room for', () => {
	const ids = createRecentIds(3);
	for (const id of ['a', 'b', 'c', 'd']) ids.add(id);
	expect(['a', 'b', 'c', 'd'].map((id) => ids.has(id))).toEqual([false, true, true, true]);
});

it('an id that is added again is among the last', () => {
	const ids = createRecentIds(2);
	for (const id of ['a', 'b', 'a', 'c']) ids.add(id);
	expect(['a', 'b', 'c'].map((id) => ids.has(id))).toEqual([true, false, true]);
});

it('knows nothing at first', () => {
	expect(createRecentIds(10).has('a')).toBe(false);
});
