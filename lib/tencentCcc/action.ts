/** The data kinds of TCCC's push, told apart by the URL's `action` (reference/tccc §1.2). */
export const TCCC_ACTIONS = ['cdr', 'record', 'voicemail', 'imcdr'] as const;

export type KnownAction = (typeof TCCC_ACTIONS)[number];

export interface PushKind {
	action: KnownAction | 'unknown';
	/** What the URL said, for kinds that are not known. */
	named: string | null;
	warnings: string[];
}

/** Fields that only one kind has, most telling first. */
const SHAPES: ReadonlyArray<{ action: KnownAction; fields: readonly string[] }> = [
	{ action: 'cdr', fields: ['ServeParticipants'] },
	{ action: 'cdr', fields: ['Caller', 'Callee', 'Direction'] },
	{ action: 'imcdr', fields: ['UserId', 'ClientData'] },
	{ action: 'imcdr', fields: ['UserId', 'Satisfaction'] },
	{ action: 'record', fields: ['RecordId', 'RecordURL', 'EndpointUser'] },
	{ action: 'voicemail', fields: ['RecordURL', 'EndpointUser'] },
];

/**
 * Which kind of push this is: the URL decides; without an `action` the body's shape does, with a
 * warning. `version` never decides: only 1 exists and new fields came without a bump (§1.12).
 */
export function pushKindOf(
	action: string | null,
	version: string | null,
	payload: Record<string, unknown>,
): PushKind {
	const warnings: string[] = [];
	if (version && version !== '1') warnings.push(`version ${version.slice(0, 20)} is not known`);
	if (action) {
		const known = TCCC_ACTIONS.find((name) => name === action.toLowerCase());
		return { action: known ?? 'unknown', named: action.slice(0, 100), warnings };
	}
	const shape = SHAPES.find(({ fields }) => fields.every((field) => Object.hasOwn(payload, field)));
	warnings.push(
		shape
			? `The URL has no action; the body looks like "${shape.action}"`
			: 'The URL has no action and the body has no known shape',
	);
	return { action: shape?.action ?? 'unknown', named: null, warnings };
}

/**
 * `action` and `version` from a push URL. A configured URL may have a query of its own and TCCC's
 * way of adding to it is not documented (reference/tccc §1.13), so a second "?" separates too.
 */
export function pushQueryOf(url: string): { action: string | null; version: string | null } {
	const query = url.slice(url.indexOf('?') + 1).replaceAll('?', '&');
	const parameters = new URLSearchParams(url.includes('?') ? query : '');
	return { action: parameters.get('action') || null, version: parameters.get('version') || null };
}
