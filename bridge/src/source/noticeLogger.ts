import { format } from 'node:util';

import type { SourceNotice } from './source';

/**
 * What RocketMQ's clients log, as notices. Their defaults write to a file in the home folder and to
 * the console (reference/aliyun §3.2 item 10), and their `info` tells of every poll.
 */
export function noticeLogger(notice: SourceNotice) {
	return {
		debug() {},
		info() {},
		warn: (...words: unknown[]) => notice('warn', format(...words)),
		error: (...words: unknown[]) => notice('error', format(...words)),
		close() {},
	};
}
