const CHARSET = /charset\s*=\s*"?([\w-]+)/i;

/** Chinese encodings by the names they go under; all of them are read as their largest, GB 18030. */
const CHINESE = /^(gbk|gb2312|gb18030|cp936|ms936|windows-936|x-gbk|euc-cn)$/i;

/**
 * The text of a body: as its Content-Type says, else UTF-8, else, when the bytes are no UTF-8,
 * GBK (an asterCC on a Chinese system; reference/astercc §2.2 leaves the charset open). Without a
 * BOM. Never throws: what no charset can read keeps a replacement sign.
 */
export function decodeText(bytes: Uint8Array, contentType = ''): string {
	const named = CHARSET.exec(contentType)?.[1] ?? '';
	if (CHINESE.test(named)) return withoutBom(gbk.decode(bytes));
	try {
		return withoutBom(strictUtf8.decode(bytes));
	} catch {
		return withoutBom(gbk.decode(bytes));
	}
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const gbk = new TextDecoder('gb18030');

function withoutBom(text: string): string {
	return text.replace(/^\uFEFF/, '');
}
