import { aliyunEventNamed, type AliyunEvent } from './eventCatalogue';

/** What the catalogue knows of an event, by the type it names; null when nobody knows it. */
export function catalogueEntryOf(event: unknown): AliyunEvent | null {
	for (const [key, value] of Object.entries(event ?? {})) {
		if (key.toLowerCase() === 'eventtype') {
			return typeof value === 'string' ? aliyunEventNamed(value) : null;
		}
	}
	return null;
}
