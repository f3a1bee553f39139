import { columnAt, type ColumnType, type Layout } from './columns';
import { timeReader, type TimeReader } from './recordTime';

/** One row as it is put out: camelCase names, `null` where nothing is written. */
export type RecordRow = Record<string, string | number | null>;

/** How the cells of each type are read. What cannot be read stays as it is written: nothing is lost. */
export interface CellReaders {
	wall: TimeReader;
	utc: TimeReader;
}

export function cellReaders(timeZone: string): CellReaders {
	return { wall: timeReader(timeZone), utc: timeReader('UTC') };
}

type Cell = (written: string, readers: CellReaders) => string | number;

const CELLS: Readonly<Record<ColumnType, Cell>> = {
	text: (written) => written,
	whole: (written) => (/^-?\d{1,15}$/.test(written) ? Number(written) : written),
	time: (written, { wall }) => isoOr(written, wall(written)),
	utcTime: (written, { utc }) => isoOr(written, utc(written)),
};

function isoOr(written: string, milliseconds: number | null): string {
	return milliseconds === null ? written : new Date(milliseconds).toISOString();
}

/** A row of a file with its columns named and typed; times are ISO 8601 UTC. */
export function recordOf(
	row: readonly string[],
	{ columns }: Layout,
	readers: CellReaders,
): RecordRow {
	const record: RecordRow = {};
	const cells = detached(row);
	const count = Math.max(cells.length, columns.length);
	for (let index = 0; index < count; index++) {
		const { name, type } = columnAt(columns, index);
		const written = cells[index]?.trim() ?? '';
		record[name] = written === '' ? null : CELLS[type](written, readers);
	}
	return record;
}

/** A cell is a slice that keeps its whole portion of the file in memory; a copy does not. */
function detached(row: readonly string[]): string[] {
	return JSON.parse(JSON.stringify(row)) as string[];
}
