/** A CSV file being read (RFC 4180, UTF-8 with or without a byte order mark). */
export interface CsvReading {
	decoder: InstanceType<typeof TextDecoder>;
	/** The text of a row whose end has not come yet. */
	rest: string;
	/** Why reading stopped, null while it goes on. */
	fault: string | null;
}

/** No row is longer than this unless a quote is never closed. */
const LONGEST_ROW = 1_000_000;

export function startCsv(): CsvReading {
	return { decoder: new TextDecoder(), rest: '', fault: null };
}

/** The rows that are whole once these bytes have come; empty lines are left out. */
export function csvRows(reading: CsvReading, bytes: Uint8Array): string[][] {
	const rows = readRows(reading, reading.decoder.decode(bytes, { stream: true }), false);
	if (reading.rest.length > LONGEST_ROW) {
		reading.fault = `A row of the CSV file is longer than ${LONGEST_ROW} characters: a quote is opened and never closed.`;
	}
	return rows;
}

/** The row that ends with the file, without a line break. */
export function lastCsvRows(reading: CsvReading): string[][] {
	return readRows(reading, reading.decoder.decode(), true);
}

function readRows(reading: CsvReading, more: string, isEnd: boolean): string[][] {
	const rows: string[][] = [];
	const text = reading.rest + more;
	let at = 0;
	let quote = text.indexOf('"');
	while (at < text.length) {
		if (quote !== -1 && quote < at) quote = text.indexOf('"', at);
		const newline = text.indexOf('\n', at);
		const lineEnd = newline === -1 ? text.length : newline;
		const isQuoted = quote !== -1 && quote < lineEnd;
		if (!isQuoted && newline === -1 && !isEnd) break;
		const read = isQuoted ? quotedRow(text, at, isEnd) : plainRow(text, at, lineEnd);
		if (!read) break;
		at = read.next;
		if (read.row.length > 1 || read.row[0] !== '') rows.push(read.row);
	}
	reading.rest = text.slice(at);
	return rows;
}

interface ReadRow {
	row: string[];
	/** Where the next row begins. */
	next: number;
}

function plainRow(text: string, start: number, lineEnd: number): ReadRow {
	const end = text[lineEnd - 1] === '\r' && lineEnd > start ? lineEnd - 1 : lineEnd;
	return { row: text.slice(start, end).split(','), next: lineEnd + 1 };
}

/** A row with quotes in it; null when its end has not come. */
function quotedRow(text: string, start: number, isEnd: boolean): ReadRow | null {
	const row: string[] = [];
	for (let at = start; ;) {
		const field = text[at] === '"' ? quotedField(text, at, isEnd) : plainField(text, at, isEnd);
		if (!field) return null;
		row.push(field.value);
		if (text[field.end] !== ',') return { row, next: afterLineBreak(text, field.end) };
		at = field.end + 1;
	}
}

interface ReadField {
	value: string;
	/** Where the comma or line break behind the field stands. */
	end: number;
}

const FIELD_END = /,|\r?\n/g;

function plainField(text: string, start: number, isEnd: boolean): ReadField | null {
	FIELD_END.lastIndex = start;
	const found = FIELD_END.exec(text);
	if (!found && !isEnd) return null;
	const end = found ? found.index : text.length;
	return { value: text.slice(start, end), end };
}

/** A doubled quote inside is a quote; what stands between the closing quote and the comma belongs to it. */
function quotedField(text: string, start: number, isEnd: boolean): ReadField | null {
	let value = '';
	for (let from = start + 1; ;) {
		const quote = text.indexOf('"', from);
		if (quote === -1) return isEnd ? { value: value + text.slice(from), end: text.length } : null;
		value += text.slice(from, quote);
		if (quote + 1 === text.length && !isEnd) return null;
		if (text[quote + 1] !== '"') {
			const tail = plainField(text, quote + 1, isEnd);
			return tail && { value: value + tail.value, end: tail.end };
		}
		value += '"';
		from = quote + 2;
	}
}

function afterLineBreak(text: string, at: number): number {
	return text[at] === '\r' ? at + 2 : at + 1;
}
