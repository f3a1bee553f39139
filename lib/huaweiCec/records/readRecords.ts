import { layoutOf, type Layout, type RecordKind } from './columns';
import { csvRows, lastCsvRows, startCsv, type CsvReading } from './csvRows';
import { rowTest, type RowFilter, type RowTest } from './rowFilter';
import { zipPieces, type ZipLimits, type ZipPiece } from './zipPieces';

/** A row of a CSV file as it stands there, with what its columns are. */
export interface FoundRow {
	kind: 'row';
	row: readonly string[];
	layout: Layout;
	/** Whether the filter wants it. */
	matches: boolean;
}

export type FoundPiece = FoundRow | { kind: 'fault'; message: string };

export interface RecordReading extends ZipLimits {
	records: RecordKind;
	filter: RowFilter;
	/** `matching`: rows the filter does not want are left out; `all`: they come too, marked. */
	rows: 'matching' | 'all';
}

/**
 * The rows of all CSV files in a zip of CC-FS, as the zip streams in. Rows come in portions, since a
 * million promises take longer than reading a million rows. After a fault nothing more comes.
 */
export async function* readRecords(
	zip: AsyncIterable<Uint8Array>,
	reading: RecordReading,
): AsyncGenerator<FoundPiece[]> {
	let file: FileReading | null = null;
	let entries = 0;
	let files = 0;
	for await (const piece of zipPieces(zip, reading)) {
		const before = piece.kind === 'entry' ? file : null;
		if (piece.kind === 'entry') {
			file = startFile(piece.name);
			entries += 1;
			files += file ? 1 : 0;
		}
		const portion = portionOf(piece, before ?? file, reading);
		if (portion.length > 0) yield portion;
		if (portion.at(-1)?.kind === 'fault') return;
	}
	if (file) yield found(file, lastCsvRows(file.csv), reading);
	if (entries > 0 && files === 0) yield [{ kind: 'fault', message: NO_CSV }];
}

const NO_CSV = 'The zip file holds other files, and none that ends in .csv.';

/** What a piece of the zip brings; the name of the next entry ends the file before it. */
function portionOf(
	piece: ZipPiece,
	file: FileReading | null,
	reading: RecordReading,
): FoundPiece[] {
	if (piece.kind === 'fault') return [piece];
	if (!file) return [];
	if (piece.kind === 'entry') return found(file, lastCsvRows(file.csv), reading);
	const portion = found(file, csvRows(file.csv, piece.bytes), reading);
	const message = file.csv.fault;
	return message === null ? portion : [...portion, { kind: 'fault', message }];
}

function startFile(name: string): FileReading | null {
	return /\.csv$/i.test(name) ? { csv: startCsv(), layout: null, test: null } : null;
}

interface FileReading {
	csv: CsvReading;
	/** Known once the first row has come. */
	layout: Layout | null;
	test: RowTest | null;
}

function found(file: FileReading, rows: string[][], reading: RecordReading): FoundPiece[] {
	const [first] = rows;
	if (!file.layout && first) {
		file.layout = layoutOf(first, reading.records);
		const filter = rowTest(reading.filter, file.layout, reading.records);
		if (!filter.ok) return [{ kind: 'fault', message: filter.message }];
		file.test = filter.matches;
		if (file.layout.hasHeader) rows.shift();
	}
	const { layout, test } = file;
	if (!layout || !test) return [];
	const pieces: FoundPiece[] = [];
	for (const row of rows) {
		const matches = test(row);
		if (matches || reading.rows === 'all') pieces.push({ kind: 'row', row, layout, matches });
	}
	return pieces;
}
