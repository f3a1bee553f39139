import { dirname, join, normalize } from 'path/posix';

import type { MarkdownPage } from './markdownPage';

/** The repository as far as links go. */
export interface Repository {
	/** By their paths. */
	pages: ReadonlyMap<string, MarkdownPage>;
	exists(path: string): boolean;
}

const HOME = 'https://github.com/contact-center-n8n/n8n-nodes-contact-center';

/** Addresses of the repository's own files on the internet. */
const OWN = new RegExp(
	`^(?:${HOME}/(?:blob|tree)/main/|https://raw\\.githubusercontent\\.com/contact-center-n8n/n8n-nodes-contact-center/main/)`,
);

/** What is wrong with the links of a page; nothing on the internet is asked. */
export function linkFaults(file: string, { pages, exists }: Repository): string[] {
	const { links = [], images = [] } = pages.get(file) ?? {};
	return [...links, ...images].flatMap((link) => {
		const fault = targetFault(link, file, { pages, exists });
		return fault ? [`${link}: ${fault}`] : [];
	});
}

/** What is wrong with a link as it stands in a file; null when it leads somewhere. */
export function targetFault(link: string, file: string, repository: Repository): string | null {
	const target = ownPath(link, file);
	if (target === null) return addressFault(link);
	const [path = '', anchor = ''] = target.split('#', 2);
	if (path.startsWith('..')) return 'is outside the repository';
	if (!repository.exists(path)) return 'does not exist';
	if (anchor === '') return null;
	const page = repository.pages.get(path);
	if (!page) return 'has an anchor but is no Markdown page';
	return page.anchors.has(anchor) ? null : `${path} has no heading #${anchor}`;
}

/** A link as a path in the repository with its anchor; null for one that leads elsewhere. */
function ownPath(link: string, file: string): string | null {
	if (OWN.test(link)) return decodeURI(link.replace(OWN, ''));
	if (link.startsWith(`${HOME}#`)) return `README.md#${decodeURI(link.slice(HOME.length + 1))}`;
	if (/^[a-z][a-z0-9+.-]*:/i.test(link)) return null;
	if (link.startsWith('#')) return `${file}${decodeURI(link)}`;
	return normalize(join(dirname(file), decodeURI(link)));
}

const PROTOCOLS = new Set(['https:', 'http:', 'mailto:']);

function addressFault(link: string): string | null {
	if (!URL.canParse(link)) return 'is no address';
	return PROTOCOLS.has(new URL(link).protocol) ? null : 'has a protocol nobody expects';
}
