import { slug } from 'github-slugger';
import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	NodeParameterValue,
} from 'n8n-workflow';

import { blocks, code, table } from './markdown';
import type { NodeTexts } from './nodeTexts';
import { FIELD_KINDS } from './nodeWords';

/** A list longer than this stands at the end of the page, once. */
const LONGEST_LIST = 12;

/** The lists of choices that stand at the end of a page, by their title. */
export type LongLists = Map<string, readonly INodePropertyOptions[]>;

interface Surroundings {
	texts: NodeTexts;
	/** All fields of the node, for the names in conditions. */
	all: readonly INodeProperties[];
	longLists: LongLists;
}

/** What n8n shows that an operator does not give. */
const NOT_GIVEN = new Set(['notice', 'hidden', 'credentials', 'callout']);

/** Notices as quotes, then a row for each field an operator gives, those in collections too. */
export function parameterTable(
	properties: readonly INodeProperties[],
	surroundings: Surroundings,
): string {
	const { texts } = surroundings;
	const notices = properties
		.filter(({ type }) => type === 'notice')
		.map((notice) => `> ${withCondition(texts.say(notice.displayName), notice, surroundings)}`);
	const rows = properties.flatMap((property) => rowsOf(property, '', surroundings));
	const header = (['parameter', 'kind', 'default', 'whatItIs'] as const).map(texts.word);
	return blocks(...notices, rows.length > 0 ? table(header, rows) : '');
}

function rowsOf(property: INodeProperties, within: string, around: Surroundings): string[][] {
	if (NOT_GIVEN.has(property.type)) return [];
	const { texts } = around;
	const members = membersOf(property);
	const label = within + texts.label(property.displayName);
	const inner = members.flatMap((member) =>
		rowsOf(member, `${within}${texts.say(property.displayName)} > `, around),
	);
	const isOnlyAHeading = members.length > 0 && !property.description && !property.required;
	if (isOnlyAHeading) return inner;
	const row = [
		`${label} ${code(property.name)}`,
		kindOf(property, texts),
		defaultOf(property, texts),
		meaningOf(property, around),
	];
	return [row, ...inner];
}

/** The fields inside a collection; a form with one kind of entry shows that kind's. */
function membersOf({ type, options = [] }: INodeProperties): INodeProperties[] {
	if (type === 'collection') return options as INodeProperties[];
	if (type !== 'fixedCollection') return [];
	return (options as INodePropertyCollection[]).flatMap(({ values }) => values);
}

function kindOf(
	{ type, typeOptions = {} }: INodeProperties,
	{ language, word }: NodeTexts,
): string {
	const kind = FIELD_KINDS[typeOptions.password ? 'secret' : type]?.[language] ?? type;
	const { minValue, maxValue } = typeOptions;
	if (minValue === undefined && maxValue === undefined) return kind;
	if (maxValue === undefined) return `${kind} ≥ ${minValue}`;
	return minValue === undefined
		? `${kind} ≤ ${maxValue}`
		: `${kind}${word('pause')}${minValue} – ${maxValue}`;
}

const EMPTY = new Set(['', '{}', '[]', 'undefined', 'null']);

function defaultOf(property: INodeProperties, texts: NodeTexts): string {
	const shown = shownDefault(property, texts);
	const required = property.required ? texts.word('required') : '';
	return [required, shown].filter(Boolean).join(texts.word('pause'));
}

function shownDefault(property: INodeProperties, texts: NodeTexts): string {
	const value = property.default;
	if (Array.isArray(value) && value.length > 3) return texts.word('all');
	if (property.type === 'options' || property.type === 'multiOptions') {
		const chosen = choicesOf(property).filter((choice) => [value].flat().includes(choice.value));
		return chosen.map(({ name }) => texts.say(name)).join(texts.word('comma'));
	}
	if (typeof value === 'object') return '';
	return EMPTY.has(String(value)) ? '' : code(String(value));
}

function choicesOf({ type, options = [] }: INodeProperties): INodePropertyOptions[] {
	return type === 'options' || type === 'multiOptions' ? (options as INodePropertyOptions[]) : [];
}

function meaningOf(property: INodeProperties, around: Surroundings): string {
	const { texts } = around;
	const told = [property.description, property.hint].filter((text) => text !== undefined);
	const text = told.map(texts.say).join(texts.language === 'zh' ? '' : ' ');
	const listed = choicesText(property, around);
	return withCondition([text, listed].filter(Boolean).join('<br>'), property, around);
}

function choicesText(property: INodeProperties, { texts, longLists }: Surroundings): string {
	const choices = choicesOf(property);
	if (choices.length === 0) return '';
	if (choices.length > LONGEST_LIST) {
		const title = titleOfList(property, texts, longLists);
		return `[${title}](#${slug(headingOfList(title, texts))})`;
	}
	const isTold = choices.some(({ description }) => description);
	if (!isTold) return choices.map(({ name }) => texts.say(name)).join(texts.word('comma'));
	return choices.map((choice) => `• ${choiceText(choice, texts)}`).join('<br>');
}

function choiceText({ name, description }: INodePropertyOptions, texts: NodeTexts): string {
	const label = `**${texts.say(name)}**`;
	return description ? label + texts.word('colon') + texts.say(description) : label;
}

/** Lists that are the same have one title; others of one name are counted. */
function titleOfList(property: INodeProperties, texts: NodeTexts, longLists: LongLists): string {
	const choices = choicesOf(property);
	const same = JSON.stringify(choices);
	for (let count = 1; ; count++) {
		const title = texts.say(property.displayName) + (count > 1 ? ` ${count}` : '');
		const found = longLists.get(title);
		if (found && JSON.stringify(found) !== same) continue;
		longLists.set(title, choices);
		return title;
	}
}

/** A list may be named as a resource is. */
const headingOfList = (title: string, { word }: NodeTexts) =>
	`${word('list')}${word('colon')}${title}`;

/** The lists of a page, one under the other. */
export function longListSections(longLists: LongLists, texts: NodeTexts): string {
	const header = (['name', 'value', 'whatItIs'] as const).map(texts.word);
	const sections = [...longLists].map(([title, choices]) => {
		const rows = choices.map(({ name, value, description }) => [
			texts.say(name),
			code(String(value)),
			description ? texts.say(description) : '',
		]);
		return blocks(`### ${headingOfList(title, texts)}`, table(header, rows));
	});
	return sections.length > 0 ? blocks(`## ${texts.word('lists')}`, ...sections) : '';
}

function withCondition(text: string, property: INodeProperties, around: Surroundings): string {
	return [text, conditionLine(property, around)].filter(Boolean).join('<br>');
}

/** When a field or a credential is shown; '' when always. */
export function conditionLine(
	{ displayOptions }: Pick<INodeProperties, 'displayOptions'>,
	around: Surroundings,
): string {
	const condition = conditionOf(displayOptions, around);
	return condition && `_${around.texts.word('onlyWith')} ${condition}_`;
}

/** Resource and operation are told by where the field stands. */
const TOLD = new Set(['resource', 'operation', 'returnAll', '@version']);

function conditionOf(
	displayOptions: INodeProperties['displayOptions'],
	{ texts, all }: Surroundings,
): string {
	const shown = Object.entries(displayOptions?.show ?? {});
	const parts = shown.map(([name, values]) => {
		const field = all.find((each) => each.name === name.replace('/', ''));
		if (!field || TOLD.has(field.name)) return '';
		const allowed = (values ?? []) as NodeParameterValue[];
		const named = allowed.map((value) => valueName(field, value, texts));
		return `${texts.say(field.displayName)}${texts.word('colon')}${named.join(texts.word('or'))}`;
	});
	return parts.filter(Boolean).join(texts.word('comma'));
}

function valueName(field: INodeProperties, value: NodeParameterValue, texts: NodeTexts): string {
	const choice = choicesOf(field).find((each) => each.value === value);
	return choice ? texts.say(choice.name) : code(String(value));
}
