import { globSync, readFileSync } from 'fs';
import { join } from 'path';

import table from '../../../scripts/translations/zh-CN.json';
import callEvent from '../../../scripts/docs/callEventChinese.json';

const ROOT = join(__dirname, '../../..');

/** What a hurried hand leaves behind in Chinese text, and how it is told. */
const SLIPS: ReadonlyArray<readonly [RegExp, string]> = [
	[/\p{Script=Han}[,;:?!]\p{Script=Han}/u, 'half-width punctuation between characters'],
	[/\p{Script=Han}\.(?:\s|$)/u, 'a half-width full stop'],
	[/\((?=[^()]*\p{Script=Han})[^()a-z]*\)/u, 'half-width brackets around characters'],
	[/[，。；：！？、]{2}/, 'two punctuation marks'],
	[/\S [，。；：！？、）]/, 'a blank before full-width punctuation'],
	[/[，。；：！？、（] \S/, 'a blank after full-width punctuation'],
	[/的的|了了|是是|您您|我们我们/, 'a character twice'],
	[/undefined|\[object Object\]|TODO|机器翻译|作为一个|以下是翻译|译文：/, 'a left-over'],
];

/** Lines and cells of prose: code, tables' rulers and addresses have rules of their own. */
function proseOf(text: string): string[] {
	return text
		.replace(/^```[^]*?^```/gm, '')
		.split(/\n| *\| */)
		.map((line) =>
			line
				.replace(/`[^`]*`/g, 'x')
				.replace(/\]\([^)]*\)/g, ']')
				.replace(/https?:\/\/[^\s"）]+/g, 'x')
				.replace(/<[^>]*>/g, ''),
		);
}

const slipsOf = (text: string) =>
	proseOf(text).flatMap((line) =>
		SLIPS.filter(([shape]) => shape.test(line)).map(
			([shape, what]) => `${what}: …${shape.exec(line)?.[0]}… in ${line.slice(0, 80)}`,
		),
	);

const pages = ['*.zh-CN.md', 'docs/zh-CN/**/*.md', 'templates/*/README.zh-CN.md'].flatMap(
	(pattern) => globSync(pattern, { cwd: ROOT }),
);

it.each(pages.toSorted())('%s is set in Chinese ways', (file) => {
	expect(slipsOf(readFileSync(join(ROOT, file), 'utf8'))).toEqual([]);
});

it.each([
	['the call event', callEvent],
	['the nodes', table],
])('the Chinese texts of %s are set in Chinese ways', (_what, texts) => {
	expect(Object.values(texts as Record<string, string>).flatMap(slipsOf)).toEqual([]);
});

it.each([
	['通话,结束', 1],
	['通话结束.', 1],
	['坐席(工号)', 1],
	['通话结束。。', 1],
	['通话 ，结束', 1],
	['通话， 结束', 1],
	['通话的的结束', 1],
	['通话，结束（CDR）。见 `a,b` 和 [文档](a,b.md)：`x`', 0],
])('"%s" has %i slips', (text, count) => expect(slipsOf(text)).toHaveLength(count));
