import type { Call, Direction } from '../callEvent/callEvent';

interface CallType {
	direction: Direction;
	callType: Call['callType'];
}

/** CallType, since 2025 (reference/tccc §1.3): 4 is not defined. */
const CALL_TYPES: Record<number, CallType> = {
	1: { direction: 'outbound', callType: 'manual' },
	2: { direction: 'inbound', callType: 'manual' },
	3: { direction: 'inbound', callType: 'manual' },
	5: { direction: 'outbound', callType: 'predictive' },
	6: { direction: 'internal', callType: 'internal' },
};

/** Direction, in every push (vendor document, CDR table). */
const DIRECTIONS: Record<number, Direction> = { 0: 'inbound', 1: 'outbound' };

export interface CallKind extends CallType {
	warnings: string[];
}

/** Who called whom: CallType where the push has it, else Direction. */
export function callKindOf(
	direction: number | null | undefined,
	callType: number | null | undefined,
): CallKind {
	const warnings: string[] = [];
	const type = callType ? CALL_TYPES[callType] : undefined;
	if (callType && !type) warnings.push(`CallType ${callType} is not known`);
	if (type) return { ...type, warnings };

	const way = DIRECTIONS[direction ?? -1];
	if (!way) warnings.push(`Direction ${direction ?? '(missing)'} is not known`);
	return { direction: way ?? 'unknown', callType: 'unknown', warnings };
}
