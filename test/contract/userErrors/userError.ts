/** What somebody reads when a thing goes wrong. */
export interface Told {
	/** HTTP status of the answer to a push. */
	status?: number;
	/** The heading n8n shows; all there is where n8n or a vendor shows one text only. */
	title: string;
	/** What n8n shows below the heading. */
	hint?: string;
}

/** How the errors of one place are brought about, by the situation in words. */
export type Situations = Record<string, () => Promise<Told>>;

/** Ports and measured seconds differ from run to run; DNS without a network says one of two things. */
const STEADY: ReadonlyArray<readonly [RegExp, string]> = [
	[/(127\.0\.0\.1|localhost):\d+/g, '$1:PORT'],
	[/\b(?:3[56]\d\d|720\d|90\d) s\b/g, 'MANY s'],
	[/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, 'UUID'],
	[/From is before \S+ \S+/g, 'From is before DAY'],
	[/cannot be looked up right now/g, 'is not known'],
];

const steady = (text: string) =>
	STEADY.reduce((kept, [differs, name]) => kept.replace(differs, name), text);

export function told({ status, title, hint }: Told): Told {
	return {
		...(status === undefined ? {} : { status }),
		title: steady(title),
		...(hint ? { hint: steady(hint) } : {}),
	};
}

/** The error something ends in. */
export async function errorOf(work: Promise<unknown>): Promise<Told> {
	try {
		const result = await work;
		throw new TypeError(`No error, but ${JSON.stringify(result)?.slice(0, 200)}`);
	} catch (error) {
		if (error instanceof TypeError) throw error;
		const { message, description } = error as { message: string; description?: string | null };
		return { title: message, ...(description ? { hint: description } : {}) };
	}
}

/** The message in the answer to a push, whatever the vendor's shape. */
export function refusalIn({ status, body }: { status: number; body: unknown }): Told {
	const fields = body as Record<string, unknown>;
	const names = ['ErrMsg', 'error_description', 'retMsg', 'resultDesc', 'message'];
	const title = names.map((name) => fields[name]).find((text) => typeof text === 'string');
	return { status, title: String(title) };
}
