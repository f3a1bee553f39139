import type { NoticeLevel, Source } from './source';

/** The methods of a source that can be called from outside its worker. */
export type SourceMethod = keyof Source;

/** A call into the worker. */
export interface WorkerCall {
	call: number;
	method: SourceMethod;
	args: unknown[];
}

/** What a worker sends: how a call ended, or what it noticed. */
export type WorkerMessage =
	| { call: number; result: unknown }
	| { call: number; failure: string }
	| { notice: NoticeLevel; text: string };
