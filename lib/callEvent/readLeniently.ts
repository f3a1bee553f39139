import type { z } from 'zod';

export type LenientReading<T> =
	{ ok: true; data: T; warnings: string[] } | { ok: false; field: string; reason: string };

type Path = ReadonlyArray<PropertyKey>;

/** Enough to see what is wrong; a hostile payload must not fill the item with warnings. */
const MOST_WARNINGS = 20;

/** A payload whose repair takes more rounds than it can be deep is not one a vendor sends. */
const MOST_ROUNDS = 6;

/**
 * Reads a vendor's payload the way design §4.2 asks: unknown fields pass, a field of the wrong type
 * is converted when that loses nothing (13800138000 -> "13800138000"), else becomes null and leaves
 * a warning. Only a required field that cannot be read refuses the payload.
 * @param schema every field but the required ones must accept null
 */
export function readLeniently<T>(schema: z.ZodType<T>, payload: unknown): LenientReading<T> {
	let value = payload;
	const warnings: string[] = [];
	for (let round = 0; round < MOST_ROUNDS; round++) {
		const reading = schema.safeParse(value);
		if (reading.success) return { ok: true, data: reading.data, warnings };
		if (round === 0) value = structuredClone(payload);
		for (const issue of reading.error.issues) {
			const repair = repairField(value, issue);
			if (!repair.ok) return repair;
			if (repair.warning && warnings.length < MOST_WARNINGS) warnings.push(repair.warning);
		}
	}
	return { ok: false, field: '(payload)', reason: 'has a shape this trigger cannot read' };
}

type Repair = { ok: true; warning: string | null } | { ok: false; field: string; reason: string };

function repairField(payload: unknown, issue: z.core.$ZodIssue): Repair {
	const field = fieldName(issue.path);
	const holder = holderOf(payload, issue.path);
	const key = issue.path.at(-1);
	if (holder === null || key === undefined) {
		return { ok: false, field, reason: 'must be a JSON object' };
	}
	const found = holder[key];
	if (found === null || found === undefined || found === '') {
		return { ok: false, field, reason: 'is missing' };
	}
	const expected = 'expected' in issue ? String(issue.expected) : 'another type';
	const converted = convert(found, expected);
	holder[key] = converted;
	if (converted !== null) return { ok: true, warning: null };
	return {
		ok: true,
		warning: `${field} was ignored: expected ${expected}, got ${typeName(found)}`,
	};
}

function convert(value: unknown, expected: string): string | number | null {
	if (expected === 'string' && typeof value === 'number') return String(value);
	if (expected === 'string' && typeof value === 'boolean') return String(value);
	if (expected === 'number' && typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value)) {
		return Number(value);
	}
	return null;
}

function holderOf(payload: unknown, path: Path): Record<PropertyKey, unknown> | null {
	let holder = payload;
	for (const key of path.slice(0, -1)) {
		if (!isRecord(holder)) return null;
		holder = holder[key];
	}
	return path.length > 0 && isRecord(holder) ? holder : null;
}

function isRecord(value: unknown): value is Record<PropertyKey, unknown> {
	return typeof value === 'object' && value !== null;
}

function typeName(value: unknown): string {
	return Array.isArray(value) ? 'array' : typeof value;
}

function fieldName(path: Path): string {
	return path.length === 0 ? '(payload)' : path.map(String).join('.');
}
