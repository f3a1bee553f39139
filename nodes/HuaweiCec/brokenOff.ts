import { faultOf, type Fault } from '../../lib/huaweiCec/fault';

/** A download that stopped half way; what came of it is not put out, since half a list looks like a whole one. */
export function brokenOff(error: unknown): Fault {
	return faultOf('unreachable', {
		title: 'The file broke off',
		cause: reasonOf(error),
		wayOut: 'Try again; if it happens at the same place, check the disk of n8n and the line.',
	});
}

function reasonOf(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	return /\baborted$|ECONNRESET|premature close/i.test(message)
		? 'The connection was closed in the middle of the file'
		: message;
}
