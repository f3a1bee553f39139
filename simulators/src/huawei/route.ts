/** The table of endpoints a service is made of. */
import type { Readable } from 'node:stream';
import type { Service } from './settings.ts';
import type { World } from './world.ts';

export type JsonObject = Record<string, unknown>;

/** One request, read and let in. */
export interface Call {
	world: World;
	/** What stood in the braces of the path. */
	path: Readonly<Record<string, string>>;
	query: Readonly<Record<string, string>>;
	body: JsonObject;
	/** The bytes as they came. */
	bytes: Buffer;
	/** By lower-case name. */
	headers: Readonly<Record<string, string | undefined>>;
}

export interface Answer {
	status?: number;
	headers?: Record<string, string>;
	/** JSON, or a file as it is made. */
	body: unknown;
	file?: () => Readable;
}

export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** `/rest/isales/v1/openapi/campaigns/{vdnId}/…` */
	path: string;
	service: Service;
	handle: (call: Call) => Answer;
	/** Requests at the same time; more get HTTP 429. */
	atOnce?: number;
	/** Needs no authentication: the token, the simulator's own controls. */
	isOpen?: true;
}

/** `POST /rest/isales/v2/…/{vdnId}`, the name of an endpoint in the log. */
export function endpointOf({ method, path }: Route): string {
	return `${method} ${path}`;
}

export type Match = { route: Route; path: Record<string, string> };

/** Finds the route with the fewest parameters that fits. */
export function createMatcher(routes: readonly Route[]) {
	const compiled = routes
		.map((route) => ({ route, ...compile(route.path) }))
		.toSorted((left, right) => left.names.length - right.names.length);

	return (method: string, pathname: string): Match | undefined => {
		for (const { route, shape, names } of compiled) {
			if (route.method !== method) continue;
			const found = shape.exec(pathname);
			if (!found) continue;
			const path = names.map((name, at) => [name, found[at + 1] ?? '']);
			return { route, path: Object.fromEntries(path) as Record<string, string> };
		}
		return undefined;
	};
}

function compile(path: string): { shape: RegExp; names: string[] } {
	const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
	const source = path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '([^/]+)');
	return { shape: new RegExp(`^${source}/?$`), names };
}
