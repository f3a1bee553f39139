import type { Parameters } from './parameter';

/** The three services that take the AK/SK signature (reference/huawei §0). */
export const COMPONENTS = ['isales', 'fs', 'cms'] as const;
export type Component = (typeof COMPONENTS)[number];

/** How a list comes in pages; the numbers of fields are the vendor's. */
export type Paging =
	/** The page's number, from 1. */
	| { by: 'page'; number: string; size: string; most: number }
	/** How many rows come before the page: `size * (page - 1)`. */
	| { by: 'offset'; offset: string; size: string; most: number };

/** Where in a JSON answer the result stands. A path is made of names with dots; '' is the answer itself. */
export type AnswerShape =
	/** A list, one item each; `total` is where the number of all rows stands. */
	| { kind: 'rows'; rows: string; total?: string }
	/** One object. */
	| { kind: 'one'; at: string }
	/** Nothing but the result code. */
	| { kind: 'done' }
	/** A file, or JSON with a code when there is none. */
	| { kind: 'file' };

/** Everything that is known of one HTTP interface; written once, used by nodes, checks and tests. */
export interface Endpoint {
	/** As people think of it: `campaign`, `pause`. Together unique inside a component. */
	resource: string;
	operation: string;
	/** In the editor: name `Pause`, action `Pause a campaign`. */
	name: string;
	action: string;
	description: string;
	component: Component;
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Under the component's base address; `{vdnId}` and `{ccId}` come from the credential, other names in braces are parameters. */
	path: string;
	/** Where the parameters that do not stand in the path go. */
	send: 'query' | 'body';
	/** Members that come from the credential, by the vendor's name of the field. */
	account?: Readonly<Record<string, 'vdnId' | 'ccId' | 'vdnIdList'>>;
	/** Fields with a fixed value. */
	fixed?: Readonly<Record<string, unknown>>;
	/** Object the body is put in: CC-FS' `msgBody`, some of CC-CMS' `queryParam`. */
	wrap?: 'msgBody' | 'queryParam';
	parameters: Parameters;
	/** At least one of these must be given: without any the vendor could take it for "all". */
	anyOf?: readonly string[];
	answer: AnswerShape;
	paging?: Paging;
	/** What every row means, for the schema preview and the simplified view: vendor's name -> example. */
	row?: Readonly<Record<string, unknown>>;
	/** Names kept when the operator asks for the simplified view; without it, all of `row`. */
	simple?: readonly string[];
	/** What the reference marks as not seen or inferred; the operator reads it. */
	caution?: string;
	/** The vendor's page, and the section of reference/huawei. */
	page: string;
}

/** Checks at compile time and keeps the literal types. */
export function endpoint<const E extends Endpoint>(facts: E): E {
	return facts;
}
