import { mediaTypeOf } from '../../callEvent/mediaType';

export interface RecordingFile {
	fileName: string;
	mediaType: string;
}

/** What file systems and browsers take badly in a name. */
const UNWANTED = /[^\p{L}\p{N}._-]+/gu;
const LONGEST = 120;

/**
 * What a recording is called and what it is. `.V3` files are WAV (reference/huawei §3.3), so that is
 * what they become; of a path (`X:\17\0\20260602\20001\0000001.V3`) the day, the agent and the name
 * are kept, because the name alone is only unique for an agent and a day.
 * @param known `file_name` or `original_file_name` of the recording index, or the call id
 */
export function recordingFile(known: string): RecordingFile {
	const parts = known.split(/[\\/]+/).filter((part) => part !== '' && part !== '..');
	const name = parts
		.slice(-3)
		.join('-')
		.replace(UNWANTED, '-')
		.replace(/^[.-]+/, '');
	const withEnding = /\.\w{2,4}$/.test(name)
		? name.replace(/\.v3$/i, '.wav')
		: `${name || 'recording'}.wav`;
	return {
		fileName: withEnding.slice(-LONGEST),
		mediaType: mediaTypeOf(withEnding) ?? 'audio/wav',
	};
}
