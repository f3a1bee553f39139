import { slug } from 'github-slugger';

import { EVENT_TYPES, type CallEvent } from '../../lib/callEvent/callEvent';
import { simplified } from '../../lib/callEvent/simplified';
import chinese from './callEventChinese.json';
import { EXAMPLES, vendorsOf } from './callEventExamples';
import {
	CALL_EVENT_FIELDS,
	PHONE_NUMBER_FIELDS,
	SIMPLIFIED_FIELDS,
	type Field,
} from './callEventFields';
import { EVENT_TYPE_MEANINGS, KIND_NAMES, VALUE_MEANINGS, VENDOR_NAMES } from './callEventWords';
import type { Language, Words } from './language';
import { blocks, code, folded, json, plain, table } from './markdown';

const FIELD: Words = { en: 'Field', zh: '字段' };
const KIND: Words = { en: 'Kind', zh: '类型' };
const MEANING: Words = { en: 'What it is', zh: '含义' };
const VALUE: Words = { en: 'Value', zh: '取值' };
const TYPE: Words = { en: 'Type', zh: '类型' };
const VENDORS: Words = { en: 'Made from events of', zh: '由哪些厂商的事件产生' };
const OR_NULL: Words = { en: ', or `null`', zh: '，或 `null`' };
const OF_A_TABLE: Words = { en: 'a value', zh: '取值' };
const TYPES_ANCHOR: Words = { en: 'types', zh: '类型' };
const EXAMPLE: Words = { en: 'Example', zh: '示例' };
const AND: Words = { en: ', ', zh: '、' };
const COLON: Words = { en: ': ', zh: '：' };

const CHINESE: Readonly<Record<string, string>> = chinese;

/** The text in a language, and in English where nobody has written it in that one. */
const inLanguage = (text: string, language: Language) =>
	language === 'zh' ? (CHINESE[text] ?? text) : text;

/** The texts of the schema that are not in Chinese yet. */
export const untranslated = (): string[] =>
	[...CALL_EVENT_FIELDS, ...PHONE_NUMBER_FIELDS, ...SIMPLIFIED_FIELDS]
		.map(({ description }) => description)
		.filter((text) => text !== '' && !Object.hasOwn(CHINESE, text));

/** Where the values of a field are told, by the values: several fields have the same ones. */
function valuesAt(values: readonly string[], language: Language): string | null {
	if (values.join() === EVENT_TYPES.join()) return TYPES_ANCHOR[language];
	const told = Object.entries(VALUE_MEANINGS).find(
		([, meanings]) => Object.keys(meanings).join() === values.join(),
	);
	return told ? slug(told[0]) : null;
}

function valuesText(values: readonly string[], language: Language): string {
	const anchor = valuesAt(values, language);
	return anchor
		? `[${OF_A_TABLE[language]}](#${anchor})`
		: values.map(code).join(language === 'en' ? ' or ' : ' 或 ');
}

function kindText(field: Field, language: Language): string {
	const { kind, values, isNullable } = field;
	const name = values.length > 0 ? valuesText(values, language) : KIND_NAMES[kind][language];
	return name + (isNullable ? OR_NULL[language] : '');
}

function fieldTable(fields: readonly Field[], language: Language): string {
	const header = [FIELD, KIND, MEANING].map((words) => words[language]);
	const rows = fields.map((field) => [
		code(field.path),
		kindText(field, language),
		plain(inLanguage(field.description, language)),
	]);
	return table(header, rows);
}

/** The object of the first level a field belongs to; '' for fields that stand alone. */
function groupOf({ path, kind }: Field): string {
	const [name = ''] = path.split('.');
	return path.includes('.') || kind === 'object' ? name : '';
}

/** The schema's fields: those that stand alone, then a table for each object. */
function fields(language: Language): string {
	const groups = Map.groupBy(CALL_EVENT_FIELDS, groupOf);
	const sections = [...groups].map(([name, members]) => {
		const shown = members.filter(({ description }) => description !== '');
		return blocks(name && `### ${name}`, fieldTable(shown, language));
	});
	return blocks(...sections);
}

function valueTables(paths: readonly string[], language: Language): string {
	const header = [VALUE, MEANING].map((words) => words[language]);
	const tables = paths.map((path) => {
		const meanings = Object.entries(VALUE_MEANINGS[path] ?? {});
		const rows = meanings.map(([value, words]) => [code(value), words[language]]);
		return blocks(`### ${code(path)}`, table(header, rows));
	});
	return blocks(...tables);
}

const ofPhoneNumber = new Set(PHONE_NUMBER_FIELDS.map(({ path }) => path));

function values(language: Language): string {
	const paths = Object.keys(VALUE_MEANINGS).filter((path) => !ofPhoneNumber.has(path));
	return valueTables(paths, language);
}

function numbers(language: Language): string {
	const paths = Object.keys(VALUE_MEANINGS).filter((path) => ofPhoneNumber.has(path));
	const example = json(EXAMPLES['call.cdr'].customer.number);
	return blocks(fieldTable(PHONE_NUMBER_FIELDS, language), example, valueTables(paths, language));
}

function types(language: Language): string {
	const header = [TYPE, MEANING, VENDORS].map((words) => words[language]);
	const rows = EVENT_TYPES.map((type) => [
		`[${code(type)}](#${slug(type)})`,
		EVENT_TYPE_MEANINGS[type][language],
		vendorsOf(type)
			.map((vendor) => VENDOR_NAMES[vendor][language])
			.join(AND[language]),
	]);
	return table(header, rows);
}

const SHOWN_OF_A_NUMBER = ['raw', 'e164', 'kind'];

const isNumber = (value: object) => 'raw' in value && 'e164' in value;

/** Without what is not known and what holds nothing; of a phone number, what tells it from others. */
function shortened(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(shortened);
	if (typeof value !== 'object' || value === null) return value;
	const members = Object.entries(value)
		.filter(([name]) => !isNumber(value) || SHOWN_OF_A_NUMBER.includes(name))
		.map(([name, member]) => [name, shortened(member)] as const)
		.filter(([, member]) => !isEmpty(member));
	return Object.fromEntries(members);
}

function isEmpty(value: unknown): boolean {
	if (value === null || value === undefined) return true;
	return typeof value === 'object' && Object.keys(value).length === 0;
}

/** As the output Call Event shows it: with the payload only where nobody knows the event. */
function shown({ raw, ...event }: CallEvent): unknown {
	return shortened(event.type === 'unknown' ? { ...event, raw } : event);
}

function examples(language: Language): string {
	const sections = EVENT_TYPES.map((type) => {
		const event = EXAMPLES[type];
		const vendor = VENDOR_NAMES[event.call.vendor][language];
		const title = `${EXAMPLE[language]}${COLON[language]}${vendor}`;
		const meaning = EVENT_TYPE_MEANINGS[type][language];
		return blocks(`### ${code(type)}`, meaning, folded(title, json(shown(event))));
	});
	return blocks(...sections);
}

/** The generated parts of the page, by their names. */
export function callEventParts(language: Language): Record<string, string> {
	return {
		fields: fields(language),
		numbers: numbers(language),
		values: values(language),
		types: types(language),
		examples: examples(language),
		simplified: blocks(
			fieldTable(SIMPLIFIED_FIELDS, language),
			json(simplified(EXAMPLES['call.cdr'])),
		),
	};
}
