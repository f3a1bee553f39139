/** What the package signs, the simulator's own reading of reference/huawei §1.2 takes. */
import { signedRequestOf } from '../../../../lib/huaweiCec/signedRequest';
import { verifyC2 } from '../../../../simulators/src/index.ts';
import { createRandomSource } from '../../../../simulators/src/randomSource.ts';

const keys = { accessKey: 'AKEXAMPLE0001', secretKey: 'SkExample-0001-not-real' };
const now = Date.parse('2026-06-03T02:00:00.123Z');
const variants = ['v1', 'v1ms', 'v2'] as const;
const letters = [...'abzAZ09-._~ /?#[]@!$&\'()*+,;=%:"<>\\^`{|}\t客户编号é😀ß'];

const random = createRandomSource('huawei round trip');
const text = (longest: number) =>
	Array.from({ length: random.integer(0, longest) }, () => random.pick(letters)).join('');

function generated() {
	const method = random.pick(['GET', 'POST', 'PUT', 'DELETE'] as const);
	const segments = Array.from({ length: random.integer(1, 4) }, () => encodeURIComponent(text(8)));
	const qs = Object.fromEntries(
		Array.from({ length: random.integer(0, 5) }, () => [`n${text(5)}`, text(12)]),
	);
	const body = method === 'GET' ? undefined : { note: text(60), list: [random.integer(0, 9)] };
	return {
		method,
		url: `https://cec.example.com:28443/rest/${segments.join('/')}`,
		qs,
		...(body ? { body, json: true } : {}),
	};
}

it('10,000 requests with queries, non-ASCII bodies and odd paths', async () => {
	const refused: unknown[] = [];
	const taken = new Set<string>();
	for (let at = 0; at < 10_000; at += 1) {
		const request = generated();
		const signatureVariant = variants[at % variants.length] ?? 'v1';
		const signing = await signedRequestOf(request, { ...keys, signatureVariant }, now);
		if (!signing.ok) throw new Error(signing.message);
		const { url, headers, body } = signing.request as typeof request & {
			headers: Record<string, string>;
			body?: Buffer;
		};
		const { host, pathname, search } = new URL(url);
		const sent = body ?? Buffer.alloc(0);
		const verdict = verifyC2(
			{
				method: request.method,
				target: pathname + search,
				headers: { 'content-length': String(sent.length), ...headers, host },
				body: sent,
			},
			{ ...keys, signatureVariants: [signatureVariant], clockSkewMs: 1000, now: () => now },
		);
		if (verdict.ok) taken.add(verdict.variant);
		else refused.push({ request, signatureVariant, reason: verdict.reason });
	}
	expect(refused.slice(0, 3)).toEqual([]);
	expect([...taken].sort()).toEqual([...variants].sort());
}, 60_000);
