type Json = unknown;

/**
 * Decodes flatted JSON, the form in which n8n hands out execution data: a list whose first entry is
 * the root, and in which every string inside an object or array is the index of another entry.
 * Circular references stay what they are.
 */
export function decodeFlatted(text: string): unknown {
	const entries = JSON.parse(text) as Json[];
	const filled = new Set<Json>();
	const resolve = (value: Json): Json =>
		typeof value === 'string' ? entries[Number(value)] : value;
	const pending: Json[] = [entries[0]];
	while (pending.length > 0) {
		const container = pending.pop();
		if (typeof container !== 'object' || container === null || filled.has(container)) continue;
		filled.add(container);
		const fields = container as Record<string, Json>;
		for (const key of Object.keys(fields)) {
			const value = resolve(fields[key]);
			fields[key] = value;
			pending.push(value);
		}
	}
	return entries[0];
}
