import { readFileSync } from 'node:fs';
import path from 'node:path';

import { USER_ERRORS, type UserError } from '../fixtures/userErrors';
import { TOKEN as ASTERCC_TOKEN, AGENT, VERIFICATION } from './asterCcHarness';
import { SHARED_KEY, TOKEN as HUAWEI_TOKEN } from './huaweiCecTriggerHarness';
import { KEYS } from '../fixtures/huaweiCec/site';
import { ACTION_ERRORS } from './userErrors/actionErrors';
import { CREDENTIAL_ERRORS } from './userErrors/credentialErrors';
import { PUBLISH_ERRORS } from './userErrors/publishErrors';
import { PUSH_ERRORS } from './userErrors/pushErrors';
import { told, type Situations } from './userErrors/userError';

jest.setTimeout(15_000);

const SITUATIONS: Readonly<Record<string, Situations>> = {
	...PUSH_ERRORS,
	...CREDENTIAL_ERRORS,
	...PUBLISH_ERRORS,
	...ACTION_ERRORS,
};

describe.each(Object.entries(USER_ERRORS))('%s', (place, errors) => {
	it.each(errors)('$when', async ({ when, documented: _documented, ...expected }) => {
		const happens = SITUATIONS[place]?.[when];
		expect(happens && told(await happens())).toEqual(expected);
	});
});

it('every situation has its row', () => {
	const names = (table: Record<string, unknown>, of: (entry: never) => string[]) =>
		Object.entries(table).map(([place, entry]) => [place, of(entry as never)]);
	expect(names(SITUATIONS, (situations: Situations) => Object.keys(situations))).toEqual(
		names(USER_ERRORS, (errors: UserError[]) => errors.map(({ when }) => when)),
	);
});

const ROWS = Object.values(USER_ERRORS).flat();
const whole = ({ title, hint }: UserError) => [title, hint].filter(Boolean).join(' | ');
/** The rows that break a rule, as a failing test shows them. */
const breaking = (isBroken: (error: UserError) => boolean) => ROWS.filter(isBroken).map(whole);

/** What a next step begins with. */
const VERBS =
	'add|append|ask|change|check|choose|compare|copy|correct|download|enter|fetch|give|have|leave|let|look|make|mend|paste|point|push|raise|remove|run|send|set|sign|switch|take|test|try|use|write|do not';
const NEXT_STEP = new RegExp(`(^|[.,:;|] |\\b(and|or|then|that|once) )(${VERBS})\\b`, 'i');

/** The last two sentences: a step can be followed by a condition or a reason. */
const ending = (error: UserError) =>
	whole(error)
		.split(/(?<=[.:|]) /)
		.slice(-2)
		.join(' ');

const SECRETS = [
	...[ASTERCC_TOKEN, HUAWEI_TOKEN, SHARED_KEY, VERIFICATION, AGENT.password],
	...[KEYS.secretKey, 'correct horse battery', 'a guess', 'a-guess', 's3cret-of-n8n'],
	...['a-secret-of-thirty-two-characters', 'a-secret-of-app', 'the-token-at-eventbridge'],
];
const PHONE_NUMBER = /(?<![\d.])(\+?86)?1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)/;
const LONGEST = 300;

describe('every error', () => {
	it('ends with the next step', () =>
		expect(breaking((error) => !NEXT_STEP.test(ending(error)))).toEqual([]));

	it('is short enough to be read', () =>
		expect(
			breaking(({ title, hint = '' }) => Math.max(title.length, hint.length) > LONGEST),
		).toEqual([]));

	it('has a heading without a full stop where there is text below it', () =>
		expect(breaking(({ title, hint }) => hint !== undefined && title.endsWith('.'))).toEqual([]));

	it('holds no secret and no phone number', () => {
		expect(breaking((error) => SECRETS.some((secret) => whole(error).includes(secret)))).toEqual(
			[],
		);
		expect(breaking((error) => PHONE_NUMBER.test(whole(error)))).toEqual([]);
	});

	it('holds no stack and nothing that was never text', () => {
		const unreadable =
			/\bat \S+:\d+:\d+|node_modules|\bundefined\b|\[object |\bNaN\b|Invalid input/;
		expect(breaking((error) => unreadable.test(whole(error)))).toEqual([]);
	});
});

/** What stands between backticks in a page; `…` there stands for anything. */
function quotesIn(page: string): RegExp[] {
	const text = readFileSync(path.join(__dirname, '../../docs', page), 'utf8');
	const quotes = [...text.matchAll(/`([^`\n]+)`/g)].map(([, quote = '']) => quote);
	const escaped = (part: string) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return quotes
		.filter((quote) => quote.replaceAll('…', '').length >= 10)
		.map((quote) => new RegExp(`^${quote.split('…').map(escaped).join('.*')}`));
}

it.each(['troubleshooting.md', 'zh-CN/troubleshooting.md'])('docs/%s quotes them', (page) => {
	const quotes = quotesIn(page);
	const isMissing = ({ documented, title }: UserError) =>
		documented === true && !quotes.some((quote) => quote.test(title));
	expect(breaking(isMissing)).toEqual([]);
});
