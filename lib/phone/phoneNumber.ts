import { z } from 'zod';

/** What a number is, as far as its digits and its writing tell (design §3). */
export const PHONE_KINDS = [
	'mobile',
	'landline',
	'hotline_400',
	'toll_free_800',
	'service_95',
	'short_code',
	'sms_port',
	'international',
	'extension',
	'sip',
	'masked',
	'withheld',
	'invalid',
] as const;

/**
 * A telephone number as a vendor gave it and as far as it can be understood.
 * `e164` is a number `libphonenumber-js` calls valid, or null: never a guess.
 * `valid` tells the same after `e164` was taken out by hashing: short codes, agent extensions and
 * SIP addresses can be dialled, but are no E.164 numbers, and so are not `valid`; `kind` tells them
 * from rubbish.
 */
export const phoneNumberSchema = z.object({
	raw: z.string().nullable().describe('The number exactly as the vendor sent it'),
	e164: z.string().nullable().describe('E.164 form, only when the number is valid'),
	national: z
		.string()
		.nullable()
		.describe('The digits dialled inside its own country, such as 075588888888'),
	extension: z
		.string()
		.nullable()
		.describe("Extension dialled after the number, or the agent's extension itself"),
	kind: z.enum(PHONE_KINDS).describe('What kind of number it is'),
	country: z.string().nullable().describe('ISO 3166-1 alpha-2'),
	valid: z.boolean().describe('Whether libphonenumber-js calls the number valid'),
	display: z.string().nullable().describe('A form for people to read'),
});

export type PhoneNumber = z.infer<typeof phoneNumberSchema>;
export type PhoneKind = (typeof PHONE_KINDS)[number];
