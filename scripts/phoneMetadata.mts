/**
 * Makes `lib/phone/metadata.json`: the numbering plans `lib/phone` gives to `libphonenumber-js/core`.
 *
 * The library's *max* metadata knows every number type and so tells real numbers from look-alikes,
 * but it is twice the size of *min*. Call centres in China need it for CN, HK, MO and TW only:
 * under *min*, `85223456789` or `62345678` pass for valid Chinese numbers. A bundler cannot drop
 * the unused countries of a JSON file, so the mix is made here and committed.
 *
 * Run after an update of `libphonenumber-js`: `node scripts/phoneMetadata.mts`
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import max from 'libphonenumber-js/metadata.max.json';
import min from 'libphonenumber-js/metadata.min.json';

/** Countries whose numbers are told apart by number type, not only by length. */
const EXACT_COUNTRIES = ['CN', 'HK', 'MO', 'TW'] as const;

/** The text of `lib/phone/metadata.json`, one country a line, so that an update shows as a diff. */
export function phoneMetadata(): string {
	const sharedParts = ['version', 'country_calling_codes', 'nonGeographic'] as const;
	for (const part of sharedParts) {
		// A country's rows may only be swapped between files that agree on everything around them.
		if (JSON.stringify(min[part]) !== JSON.stringify(max[part])) {
			throw new Error(`metadata.min.json and metadata.max.json differ in ${part}`);
		}
	}
	const countries: Record<string, unknown> = { ...min.countries };
	for (const country of EXACT_COUNTRIES) countries[country] = max.countries[country];
	const rows = Object.entries(countries).map(
		([country, plan]) => `${JSON.stringify(country)}:${JSON.stringify(plan)}`,
	);
	const heads = sharedParts.map((part) => `${JSON.stringify(part)}:${JSON.stringify(min[part])}`);
	return `{${heads.join(',\n')},\n"countries":{\n${rows.join(',\n')}\n}}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	writeFileSync(new URL('../lib/phone/metadata.json', import.meta.url), phoneMetadata());
}
