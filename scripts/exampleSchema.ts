type Schema = Record<string, unknown>;

/** The JSON Schema an example fits: types only, as n8n's preview shows them. */
export function exampleSchema(example: unknown): Schema {
	if (Array.isArray(example)) {
		return { type: 'array', ...(example.length ? { items: exampleSchema(example[0]) } : {}) };
	}
	if (typeof example === 'object' && example !== null) {
		const members = Object.entries(example).map(([name, value]) => [name, exampleSchema(value)]);
		return { type: 'object', properties: Object.fromEntries(members) as Schema };
	}
	if (typeof example === 'number') {
		return { type: Number.isInteger(example) ? 'integer' : 'number' };
	}
	return { type: example === null ? 'null' : typeof example };
}
