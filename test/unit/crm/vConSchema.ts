import { z } from 'zod';

const time = z.iso.datetime({ offset: true });
const index = z.int().min(0).max(1);

/** draft-ietf-vcon-vcon-core-04, as far as a telephone call has to do with it (reference/peers §2.1). */
export const vConSchema = z.strictObject({
	uuid: z.uuid(),
	created_at: time,
	subject: z.string().min(1).optional(),
	extensions: z.array(z.string()),
	parties: z.array(
		z.strictObject({
			tel: z
				.string()
				.regex(/^tel:\+\d+$/)
				.optional(),
			mailto: z.string().startsWith('mailto:').optional(),
			name: z.string().min(1).optional(),
			dept: z.string().min(1).optional(),
		}),
	),
	dialog: z.array(
		z
			.strictObject({
				type: z.enum(['recording', 'incomplete']),
				start: time,
				duration: z.int().nonnegative().optional(),
				parties: z.array(index),
				originator: index.optional(),
				disposition: z
					.enum(['no-answer', 'congestion', 'failed', 'busy', 'hung-up', 'voicemail-no-message'])
					.optional(),
				url: z.string().min(1).optional(),
				mediatype: z.string().optional(),
				filename: z.string().optional(),
				party_history: z
					.array(
						z.strictObject({
							party: index,
							time,
							event: z.enum([
								'join',
								'drop',
								'hold',
								'unhold',
								'mute',
								'unmute',
								'keydown',
								'keyup',
							]),
						}),
					)
					.optional(),
				// The contact centre extension.
				interaction_id: z.string(),
				campaign: z.string().optional(),
				skill: z.string().optional(),
			})
			.refine(
				({ type, disposition, url }) =>
					(type === 'incomplete') === (disposition !== undefined) &&
					(type !== 'incomplete' || url === undefined),
				'a disposition is for dialogs that did not come about, which have no content',
			),
	),
});
