import type { PhoneSettings } from '../../lib/phone/parsePhoneNumber';

/** The options of a trigger that say how its site dials. */
export interface PhoneOptions {
	outsideLinePrefixes?: string;
	areaCode?: string;
}

export function phoneSettingsOf(options: PhoneOptions): PhoneSettings {
	const outsideLinePrefixes = listOf(options.outsideLinePrefixes);
	return {
		...(outsideLinePrefixes.length > 0 ? { outsideLinePrefixes } : {}),
		...(options.areaCode ? { defaultAreaCode: options.areaCode } : {}),
	};
}

/** The entries of a list an operator typed: separated by commas, also Chinese ones, or blanks. */
export function listOf(commaSeparated: string | undefined): string[] {
	return String(commaSeparated ?? '')
		.split(/[\s,，;]+/)
		.filter((entry) => entry !== '');
}
