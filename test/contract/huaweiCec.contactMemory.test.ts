import type { IExecuteFunctions } from 'n8n-workflow';

import { contactMemory } from '../../nodes/HuaweiCec/actions/isales/contactMemory';

type Items = readonly unknown[];

/** n8n's deduplication store; a test may let it fail at a point where the process would have died. */
function storeOf(most = Infinity) {
	let entries: string[] = [];
	const store = { isDying: false };
	const helpers = {
		async checkProcessedAndRecord(items: Items) {
			const known = new Set(entries);
			const [fresh, processed] = [false, true].map((was) =>
				items.map(String).filter((item) => known.has(item) === was),
			);
			entries = [...entries, ...(fresh ?? [])].slice(-most);
			return await Promise.resolve({ new: fresh, processed });
		},
		async removeProcessed(items: Items) {
			if (store.isDying) throw new Error('killed');
			const removed = new Set(items.map(String));
			entries = entries.filter((entry) => !removed.has(entry));
			await Promise.resolve();
		},
	};
	const logger = { warn: () => {} };
	return { store, context: { helpers, logger } as unknown as IExecuteFunctions };
}

describe('the memory of added contacts', () => {
	it('knows nobody at first, and whoever was added from then on', async () => {
		const { context } = storeOf();
		const memory = contactMemory(context);
		expect(await memory.known(['a', 'b'])).toEqual(new Set());
		await memory.added(['a']);
		await memory.flush();
		for (const _again of [1, 2, 3]) {
			expect(await contactMemory(context).known(['a', 'b'])).toEqual(new Set(['a']));
		}
	});

	it('takes nobody for added who was only looked up, however often', async () => {
		const { context } = storeOf();
		for (const _again of [1, 2, 3]) {
			expect(await contactMemory(context).known(['a'])).toEqual(new Set());
		}
	});

	it('takes nobody for added when the process dies before it is written down', async () => {
		const { context } = storeOf();
		const memory = contactMemory(context);
		await memory.known(['a']);
		await memory.added(['a']);
		expect(await contactMemory(context).known(['a'])).toEqual(new Set());
	});

	it('forgets an added contact, and invents none, when the process dies during a look-up', async () => {
		const { context, store } = storeOf();
		const memory = contactMemory(context);
		await memory.known(['a']);
		await memory.added(['a']);
		await memory.flush();
		store.isDying = true;
		await contactMemory(context).known(['a', 'b']);
		store.isDying = false;
		expect(await contactMemory(context).known(['a', 'b'])).toEqual(new Set());
	});

	it('forgets the oldest when there are too many, and invents none', async () => {
		const { context } = storeOf(5);
		const memory = contactMemory(context);
		await memory.known(['a', 'b', 'c', 'd']);
		expect(await memory.known(['a', 'b', 'c', 'd'])).toEqual(new Set());
	});
});
