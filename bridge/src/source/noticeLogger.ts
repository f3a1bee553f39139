import { format } from 'node:util';

import type { SourceNotice } from './source';

/**
 * What RocketMQ's clients log, for whoever looks into them: their failures come out as errors too.
 * Their defaults write to a file in the home folder and to the console (reference/aliyun §3.2 item 10).
 */
export function noticeLogger(notice: SourceNotice) {
	const told = (...words: unknown[]) => notice('debug', format(...words));
	return { debug() {}, info() {}, warn: told, error: told, close() {} };
}
