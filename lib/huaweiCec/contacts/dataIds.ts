import type { Contact } from './contactRow';

/** What the answer says of a number that went in; the id is too long for a JavaScript number. */
export interface DataId {
	called: string;
	dataId: string;
}

/**
 * The data id of each contact of one call, in order; null where the answer has none.
 * Matched by number; where a number is in several contacts, in the order of the call. A contact with
 * several numbers may stand in the answer once or with every number (reference/huawei §2.6 does not
 * tell), so all entries with its data id are used up.
 */
export function matchDataIds(
	contacts: readonly Contact[],
	answered: readonly DataId[],
): Array<string | null> {
	const byNumber = new Map<string, DataId[]>();
	for (const entry of answered) {
		const alike = byNumber.get(entry.called);
		if (alike) alike.push(entry);
		else byNumber.set(entry.called, [entry]);
	}
	const used = new Set<string>();
	return contacts.map(({ called }) => {
		const own = called.flatMap(({ calledNo }) => byNumber.get(calledNo) ?? []);
		const dataId = own.find((entry) => !used.has(entry.dataId))?.dataId ?? null;
		if (dataId !== null) used.add(dataId);
		return dataId;
	});
}
