/** A wrong argument: one sentence that names it and the way out. */
export class ArgumentError extends Error {
	override name = 'ArgumentError';
}
