/** Node decodes GBK but has no encoder: the table comes from decoding every double byte once. */
let table: Map<string, number> | undefined;

/** GBK bytes of a text; what GBK lacks becomes a question mark. */
export function encodeGbk(text: string): Uint8Array {
	table ??= buildTable();
	const bytes: number[] = [];
	for (const character of text) {
		const code = character.codePointAt(0) ?? 0;
		const pair = table.get(character);
		if (code < 0x80) bytes.push(code);
		else if (pair === undefined) bytes.push(0x3f);
		else bytes.push(pair >> 8, pair & 0xff);
	}
	return Uint8Array.from(bytes);
}

function buildTable(): Map<string, number> {
	const decoder = new TextDecoder('gbk');
	const pairs = new Map<string, number>();
	for (let lead = 0x81; lead <= 0xfe; lead += 1) {
		for (let trail = 0x40; trail <= 0xfe; trail += 1) {
			if (trail === 0x7f) continue;
			const character = decoder.decode(Uint8Array.of(lead, trail));
			const isOne = [...character].length === 1 && character !== '\ufffd';
			if (isOne && !pairs.has(character)) pairs.set(character, (lead << 8) | trail);
		}
	}
	return pairs;
}
