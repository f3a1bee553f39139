/**
 * A message "What happened. The way out." as n8n shows an error: a heading without a full stop, and
 * below it what to do.
 * @param wayOut where the message names none
 */
export function titleAndWayOut(message: string, wayOut = ''): { title: string; wayOut: string } {
	const [, title, rest] = /^(.*?)\. (?=[A-Z])(.+)$/s.exec(message) ?? [];
	return title === undefined || rest === undefined
		? { title: message.replace(/\.$/, ''), wayOut }
		: { title, wayOut: rest };
}
