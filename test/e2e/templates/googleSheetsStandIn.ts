import { createVerify, generateKeyPairSync, randomUUID } from 'node:crypto';

import type { SeenRequest, Service, StandInAnswer } from '../standIn';
import type { Binding } from '../templateBench';

export const SHEETS_HOST = 'sheets.googleapis.com';
const TOKEN_HOST = 'oauth2.googleapis.com';
const ACCOUNT = 'campaigns@project.iam.gserviceaccount.com';

/** A spreadsheet with one tab. */
export interface GoogleSheetsStandIn {
	services: Record<string, Service>;
	/** The service account the sheet is shared with. */
	credential: Binding;
	url: string;
	/** The rows under the line with the names. */
	rows(): Array<Record<string, string>>;
	/** Adds rows under those that are there. */
	addRows(rows: ReadonlyArray<Record<string, string>>): void;
	/** Empties a cell of the first row with this id, as somebody at the keyboard does. */
	empty(id: string, column: string): void;
	/** How often cells were written. */
	writes(): number;
}

interface BatchUpdate {
	valueInputOption: string;
	data: Array<{ range: string; values: string[][] }>;
}

/** The part of the Sheets API v4 that n8n's node uses, behind the token service of Google accounts. */
export function googleSheets(tab: string, columns: readonly string[]): GoogleSheetsStandIn {
	const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const id = `sheet-${randomUUID()}`;
	const token = randomUUID();
	const cells: string[][] = [[...columns]];
	let writes = 0;

	function grant({ body }: SeenRequest): StandInAnswer {
		const assertion = new URLSearchParams(body.toString()).get('assertion') ?? '';
		const [head, claims = '', signature = ''] = assertion.split('.');
		const { iss, aud } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as {
			iss: string;
			aud: string;
		};
		const isSigned = createVerify('RSA-SHA256')
			.update(`${head}.${claims}`)
			.verify(publicKey, signature, 'base64url');
		if (!isSigned || iss !== ACCOUNT || !aud.includes(TOKEN_HOST)) {
			return { status: 400, body: { error: 'invalrowIdgrant' } };
		}
		return { body: { access_token: token, token_type: 'Bearer', expires_in: 3599 } };
	}

	function write({ valueInputOption, data }: BatchUpdate): StandInAnswer {
		if (valueInputOption !== 'RAW') return refused(400, 'a formula would be calculated');
		writes += 1;
		for (const { range, values } of data) {
			const [, title, letter = '', line] = /^'?([^'!]+)'?!([A-Z])(\d+)$/.exec(range) ?? [];
			const row = cells[Number(line) - 1];
			if (title !== tab || !row) return refused(400, `Unable to parse range: ${range}`);
			row[letter.charCodeAt(0) - 65] = String(values[0]?.[0] ?? '');
		}
		return { body: { spreadsheetId: id } };
	}

	function sheets({ method, path, headers, json }: SeenRequest): StandInAnswer | undefined {
		if (headers.authorization !== `Bearer ${token}`) return refused(401, 'UNAUTHENTICATED');
		const route = `${method} ${decodeURIComponent(path)}`;
		const root = `/v4/spreadsheets/${id}`;
		if (route === `GET ${root}`) {
			return { body: { sheets: [{ properties: { sheetId: 0, title: tab, index: 0 } }] } };
		}
		if (route.startsWith(`GET ${root}/values/`)) {
			return { body: { range: tab, majorDimension: 'ROWS', values: cells } };
		}
		if (route === `POST ${root}/values:batchUpdate`) return write(json as BatchUpdate);
		return undefined;
	}

	return {
		services: { [SHEETS_HOST]: sheets, [TOKEN_HOST]: grant },
		credential: {
			type: 'googleApi',
			data: {
				email: ACCOUNT,
				privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
			},
		},
		url: `https://docs.google.com/spreadsheets/d/${id}/edit#gid=0`,
		rows: () =>
			cells
				.slice(1)
				.map((row) => Object.fromEntries(columns.map((name, place) => [name, row[place] ?? '']))),
		addRows: (rows) =>
			void cells.push(...rows.map((row) => columns.map((name) => row[name] ?? ''))),
		empty(rowId, column) {
			const row = cells.find((each) => each[columns.indexOf('id')] === rowId);
			if (row) row[columns.indexOf(column)] = '';
		},
		writes: () => writes,
	};
}

const refused = (status: number, message: string): StandInAnswer => ({
	status,
	body: { error: { code: status, message } },
});
