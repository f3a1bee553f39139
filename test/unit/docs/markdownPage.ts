import GithubSlugger from 'github-slugger';
import MarkdownIt from 'markdown-it';

/** What a page points to and can be pointed at. */
export interface MarkdownPage {
	/** Of headings, as GitHub makes them, and of HTML. */
	anchors: ReadonlySet<string>;
	links: readonly string[];
	images: readonly string[];
}

const markdown = new MarkdownIt({ html: true });

type Token = ReturnType<typeof markdown.parse>[number];

const inHtml = (html: string, attribute: RegExp) =>
	[...html.matchAll(attribute)].map(([, value = '']) => value);

/** Reads a page as GitHub does. */
export function readPage(text: string): MarkdownPage {
	const blocks = markdown.parse(text, {});
	const tokens = blocks.flatMap((token) => [token, ...(token.children ?? [])]);
	const html = tokens
		.filter(({ type }) => type === 'html_block' || type === 'html_inline')
		.map(({ content }) => content)
		.join('\n');
	return {
		anchors: new Set([...headingAnchors(blocks), ...inHtml(html, /\b(?:id|name)="([^"]+)"/g)]),
		links: [...attributes(tokens, 'link_open', 'href'), ...inHtml(html, /\bhref="([^"]+)"/g)],
		images: [...attributes(tokens, 'image', 'src'), ...inHtml(html, /\bsrc="([^"]+)"/g)],
	};
}

function attributes(tokens: readonly Token[], type: string, name: string): string[] {
	return tokens
		.filter((token) => token.type === type)
		.map((token) => String(token.attrGet(name) ?? ''));
}

function headingAnchors(blocks: readonly Token[]): string[] {
	const slugger = new GithubSlugger();
	return blocks
		.filter((_token, index) => blocks[index - 1]?.type === 'heading_open')
		.map((heading) => slugger.slug(textOf(heading)));
}

const textOf = ({ children }: Token) =>
	(children ?? [])
		.filter(({ type }) => type === 'text' || type === 'code_inline')
		.map(({ content }) => content)
		.join('');
