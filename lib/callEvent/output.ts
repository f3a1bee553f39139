import type { CallEvent } from './callEvent';
import { withPrivacy, type Privacy } from './privacy';
import { simplified, type SimplifiedEvent } from './simplified';

export const OUTPUT_MODES = ['simplified', 'callEvent', 'vendorPayload', 'everything'] as const;
export type OutputMode = (typeof OUTPUT_MODES)[number];

type Output = SimplifiedEvent | CallEvent | Record<string, unknown>;

/** Each output mode as a function of the call event, which carries the payload in `raw`. */
const OUTPUTS: Record<OutputMode, (event: CallEvent) => Output> = {
	simplified,
	callEvent: (event) => (event.type === 'unknown' ? event : withoutRaw(event)),
	vendorPayload: (event) => ({
		...(event.raw as Record<string, unknown>),
		_event: {
			id: event.id,
			type: event.type,
			time: event.time,
			receivedAt: event.receivedAt,
			warnings: event.warnings,
		},
	}),
	everything: (event) => ({ ...simplified(event), callEvent: withoutRaw(event), raw: event.raw }),
};

function withoutRaw({ raw: _raw, ...event }: CallEvent): CallEvent {
	return event;
}

/**
 * What a trigger puts out for an event. A masked or hashed event has no vendor payload to put out,
 * so *Vendor Payload* falls back to the call event there; the trigger refuses that pair beforehand.
 */
export function outputOf(event: CallEvent, mode: OutputMode, privacy: Privacy): Output {
	const shown = withPrivacy(event, privacy);
	if (mode === 'vendorPayload' && privacy.mode !== 'full') return shown;
	return OUTPUTS[mode](shown);
}
