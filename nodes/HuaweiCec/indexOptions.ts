import type { INodePropertyOptions } from 'n8n-workflow';

import { INDEX_FAMILIES, type IndexFamily, type IndexId } from '../../lib/huaweiCec/codes/indexIds';
import type { PickList } from '../../lib/huaweiCec/parameter';

const PREFIX = 'index:';

/** The indexes of a family, by name; undefined when the list is not one of indexes. */
export function indexOptions(pick: PickList): INodePropertyOptions[] | undefined {
	if (!pick.startsWith(PREFIX)) return undefined;
	const family: readonly IndexId[] = INDEX_FAMILIES[pick.slice(PREFIX.length) as IndexFamily];
	return family.map((index) => ({
		name: index.label,
		value: index.id,
		description: `${index.labelChinese}, ${index.id}${grainNote(index)}`,
	}));
}

function grainNote({ needsTimeGrain, refusesTimeGrain }: IndexId): string {
	if (needsTimeGrain) return '. Only with an interval';
	return refusesTimeGrain ? '. Only without an interval' : '';
}
