const MEDIA_TYPES: Record<string, string> = {
	mp3: 'audio/mpeg',
	wav: 'audio/wav',
	m4a: 'audio/mp4',
	aac: 'audio/aac',
	ogg: 'audio/ogg',
	mp4: 'video/mp4',
};

/** The media type of a recording by the ending of its file name; null when that does not tell. */
export function mediaTypeOf(fileName: string): string | null {
	const extension = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
	return Object.hasOwn(MEDIA_TYPES, extension) ? (MEDIA_TYPES[extension] ?? null) : null;
}
