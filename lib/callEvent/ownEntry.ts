/**
 * The entry of a table under a name that came from outside: `__proto__` and `constructor`, which every
 * object has, are not in the table.
 */
export function ownEntry<Entry>(
	table: Readonly<Record<string, Entry>>,
	name: string | number,
): Entry | undefined {
	return Object.hasOwn(table, name) ? table[name] : undefined;
}
