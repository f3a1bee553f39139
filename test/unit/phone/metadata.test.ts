import { readFileSync } from 'fs';
import { join } from 'path';

import max from 'libphonenumber-js/metadata.max.json';
import min from 'libphonenumber-js/metadata.min.json';

import { numberingPlans } from '../../../lib/phone/numberingPlans';
import { phoneMetadata } from '../../../scripts/phoneMetadata.mts';

test('metadata.json is what scripts/phoneMetadata.mts makes of the installed library', () => {
	const committed = readFileSync(join(__dirname, '../../../lib/phone/metadata.json'), 'utf8');
	expect(committed).toBe(phoneMetadata());
});

test('four countries are of the max metadata and all others of min', () => {
	const exact = Object.keys(max.countries).filter((country) => {
		const plan = JSON.stringify(numberingPlans.countries[country as 'CN']);
		const isMin = plan === JSON.stringify(min.countries[country as 'CN']);
		const isMax = plan === JSON.stringify(max.countries[country as 'CN']);
		expect(isMin || isMax).toBe(true);
		return !isMin;
	});
	expect(exact.sort()).toEqual(['CN', 'HK', 'MO', 'TW']);
	expect(Object.keys(numberingPlans.countries)).toHaveLength(Object.keys(max.countries).length);
});

test('countries that share a calling code are told apart', () => {
	expect(numberingPlans.country_calling_codes).toEqual(max.country_calling_codes);
	expect(numberingPlans.nonGeographic).toEqual(max.nonGeographic);
});
