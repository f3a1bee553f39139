import type { Fault } from './fault';

/** A fault as a few sentences: what happened, why, and the way out. */
export function inWords({ title, cause, wayOut }: Fault): string {
	return [title, cause, wayOut]
		.filter(Boolean)
		.map((text) => (text.endsWith('.') ? text : `${text}.`))
		.join(' ');
}
