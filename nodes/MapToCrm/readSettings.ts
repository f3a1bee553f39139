import type { IExecuteFunctions } from 'n8n-workflow';

import { OUTCOMES } from '../../lib/callEvent/callEvent';
import { LANGUAGES, type CrmSettings } from '../../lib/crm/crmCall';
import { isTimeZone } from '../../lib/time/zonedTime';

export type Settings =
	| { ok: true; callEvent: unknown; settings: CrmSettings }
	| { ok: false; reason: string; wayOut: string };

/** Options that are texts; an empty one is not set. Expressions of record ids often give numbers. */
const TEXTS = ['contactId', 'userId', 'externalId', 'externalIdField', 'recordingField'] as const;

/** The node's fields for an item: the event, not checked yet, and what the mapping may differ in. */
export function readSettings(context: IExecuteFunctions, itemIndex: number): Settings {
	const options = context.getNodeParameter('options', itemIndex, {}) as Record<string, unknown>;
	const callEvent = jsonOf(context.getNodeParameter('callEvent', itemIndex));
	if (callEvent === undefined) {
		return refused('Call Event is no JSON', 'Use an expression such as {{ $json }}.');
	}
	const timeZone = textOf(options.timeZone) ?? context.getTimezone();
	if (!isTimeZone(timeZone)) {
		return refused(`"${timeZone}" is no time zone`, 'Write it as in Asia/Shanghai.');
	}
	const dispositions = dispositionsIn(options.dispositions);
	if (typeof dispositions === 'string') {
		return refused(dispositions, 'Write it as in {"missed": "your own value"}.');
	}
	const texts = TEXTS.flatMap((name) => {
		const text = textOf(options[name]);
		return text === null ? [] : [[name, text] as const];
	});
	const language = LANGUAGES.find((each) => each === options.language) ?? 'en';
	const settings = { ...Object.fromEntries(texts), language, timeZone, dispositions };
	return { ok: true, callEvent, settings };
}

const refused = (reason: string, wayOut: string): Settings => ({ ok: false, reason, wayOut });

/** The value of a JSON field, which is text unless an expression made it; undefined when unreadable. */
function jsonOf(given: unknown): unknown {
	if (typeof given !== 'string') return given;
	try {
		return JSON.parse(given) as unknown;
	} catch {
		return undefined;
	}
}

function textOf(given: unknown): string | null {
	if (typeof given !== 'string' && typeof given !== 'number') return null;
	return String(given).trim() || null;
}

const isWord = (value: unknown) => typeof value === 'string' || typeof value === 'number';

type Dispositions = NonNullable<CrmSettings['dispositions']>;

/** @returns the operator's words by outcome, or why they cannot be read */
function dispositionsIn(given: unknown): Dispositions | string {
	if (given === undefined || given === '') return {};
	const found = jsonOf(given);
	if (typeof found !== 'object' || found === null) return 'Dispositions is no JSON object';
	const stray = Object.keys(found).find((name) => !OUTCOMES.some((outcome) => outcome === name));
	if (stray !== undefined) {
		return `Dispositions: "${stray}" is none of the outcomes ${OUTCOMES.join(', ')}`;
	}
	const odd = Object.entries(found).find(([, word]) => !isWord(word));
	return odd === undefined ? found : `Dispositions: the value of "${odd[0]}" is no text or number`;
}
