/** Columns of a data table as the node's form holds them: column -> value or expression. */
export function mappedColumns(value: Record<string, string>): Record<string, unknown> {
	const schema = Object.keys(value).map((id) => ({
		id,
		displayName: id,
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: true,
		display: true,
		type: 'string',
	}));
	return { mappingMode: 'defineBelow', value, schema };
}
