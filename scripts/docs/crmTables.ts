import { OUTCOMES } from '../../lib/callEvent/callEvent';
import { CRMS, type CrmName } from '../../lib/crm/mapToCrm';
import type { Crm } from '../../lib/crm/mappedCall';
import type { FieldTable } from '../../lib/crm/fieldTable';
import type { Language, Words } from './language';
import { blocks, code, table } from './markdown';

const HEADER: Record<Language, readonly string[]> = {
	en: ['Field', 'Comes from', 'In an update'],
	zh: ['字段', '来源', '更新时'],
};

const LEFT_OUT: Words = { en: 'left out', zh: '不带' };
const RECORDING_FIELD: Words = { en: '(option Recording Field)', zh: '（选项“录音字段”）' };
const OUTCOME: Words = { en: 'Outcome', zh: '通话结果' };

/** What is no path of the call event, in the words of the page. */
const SOURCES: Readonly<Record<string, Words>> = {
	subject: { en: 'subject', zh: '标题' },
	body: { en: 'text', zh: '正文' },
	'body (HTML)': { en: 'text, as HTML', zh: '正文（HTML）' },
	contactId: { en: 'option Contact ID', zh: '选项“联系人 ID”' },
	userId: { en: 'option User ID', zh: '选项“用户 ID”' },
	'contactId, userId': {
		en: 'options Contact ID, User ID',
		zh: '选项“联系人 ID”、“用户 ID”',
	},
	'userId, agent.id': {
		en: 'option User ID, else `agent.id`',
		zh: '选项“用户 ID”，否则 `agent.id`',
	},
	'<vendor>:<callId>': { en: 'external ID', zh: '外部 ID' },
	'call.talkSeconds / 60, rounded up': {
		en: '`call.talkSeconds` / 60, rounded up',
		zh: '`call.talkSeconds` / 60，向上取整',
	},
	'"Completed" (call.endedAt)': {
		en: '`Completed` once the call is over',
		zh: '通话结束后为 `Completed`',
	},
};

function sourceOf(from: string, language: Language): string {
	return SOURCES[from]?.[language] ?? code(from);
}

/** The fields that the operator may name. */
function namedRows({ externalIdField, takesRecordingField }: Crm, language: Language): string[][] {
	const own = externalIdField
		? [[code(externalIdField), SOURCES['<vendor>:<callId>']?.[language] ?? '', '']]
		: [];
	return takesRecordingField
		? [...own, [RECORDING_FIELD[language], code('recording.url'), '']]
		: own;
}

function fieldsTable(fields: FieldTable, more: string[][], language: Language): string {
	const rows = Object.entries(fields).map(([name, { from, onlyNew }]) => [
		code(name),
		sourceOf(from, language),
		onlyNew ? LEFT_OUT[language] : '',
	]);
	return table(HEADER[language], [...rows, ...more]);
}

function dispositionsTable({ field, words }: NonNullable<Crm['dispositions']>, language: Language) {
	const rows = OUTCOMES.flatMap((outcome) => {
		const word = words[outcome];
		return word === undefined ? [] : [[code(outcome), code(word)]];
	});
	return table([OUTCOME[language], code(field)], rows);
}

function partOf(crm: Crm, language: Language): string {
	const { tables, dispositions } = crm;
	const objects = Object.entries(tables);
	return blocks(
		...objects.flatMap(([name, fields]) => [
			objects.length > 1 ? `**${code(name)}**` : '',
			fieldsTable(fields, namedRows(crm, language), language),
		]),
		dispositions ? dispositionsTable(dispositions, language) : '',
	);
}

/** The fields of each CRM as parts of the page `map-to-crm.md`: `crm-hubspot` … */
export function crmParts(language: Language): Record<string, string> {
	const names = Object.keys(CRMS) as CrmName[];
	return Object.fromEntries(names.map((name) => [`crm-${name}`, partOf(CRMS[name], language)]));
}
