import { networkFaultOf, wayOutOf } from '../../../lib/network/networkFault';

const secret = 'https://pbx.example.com/publicapi/agentpull/demo-900150983cd24fb0d6963f7d28e17f72';
const fault = (code: unknown, cause?: unknown) =>
	Object.assign(new Error(`request to ${secret} failed`, { cause }), { code });

it.each([
	['ECONNREFUSED', /nothing listens/],
	['ENOTFOUND', /host name is not known/],
	['EAI_AGAIN', /cannot be looked up right now/],
	['EHOSTUNREACH', /no way to the host/],
	['ENETUNREACH', /no way to the network/],
	['ECONNRESET', /closed before an answer/],
	['ETIMEDOUT', /no answer in time/],
	['ESOCKETTIMEDOUT', /no answer in time/],
	['ECONNABORTED', /no answer in time/],
	['EPROTO', /no TLS there/],
	['ERR_SSL_WRONG_VERSION_NUMBER', /no TLS there/],
	['DEPTH_ZERO_SELF_SIGNED_CERT', /signed itself.*CA certificate/],
	['SELF_SIGNED_CERT_IN_CHAIN', /private authority.*CA certificate/],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /not known.*CA certificate/],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /not known.*CA certificate/],
	['CERT_HAS_EXPIRED', /has expired/],
	['ERR_TLS_CERT_ALTNAME_INVALID', /another host name/],
])('%s in words', (code, words) => {
	expect(networkFaultOf(fault(code))).toMatch(words);
	expect(networkFaultOf(fault(undefined, fault(code)))).toMatch(words);
});

it('a known cause tells more than an unknown code', () => {
	expect(networkFaultOf(fault('ERR_BAD_REQUEST', fault('ENOTFOUND')))).toMatch(/host name/);
});

it('an unknown code is named', () => {
	expect(networkFaultOf(fault('ERR_STRANGE'))).toBe('the request failed (ERR_STRANGE)');
});

it.each([
	['no code', fault(undefined)],
	['a code that is no word', fault(secret)],
	['a number', fault(7)],
	['a name of Object', fault('x y')],
	['nothing', undefined],
	['null', null],
	['a text', secret],
])('%s: only that it failed', (_what, error) => {
	expect(networkFaultOf(error)).toBe('the request failed');
});

it.each(['constructor', 'toString', '__proto__'])('the code %s has no words', (code) => {
	expect(networkFaultOf(fault(code))).toBe(`the request failed (${code})`);
});

it('never the text of the error, which holds the URL', () => {
	for (const code of [undefined, 'ENOTFOUND', 'ERR_STRANGE', secret]) {
		expect(networkFaultOf(fault(code, fault(secret)))).not.toMatch(/pbx|publicapi|900150/);
	}
});

it('a cause that is its own cause', () => {
	const error: { cause?: unknown; code?: string } = {};
	error.cause = error;
	expect(networkFaultOf(error)).toBe('the request failed');
});

describe('the way out', () => {
	it.each([
		['ECONNREFUSED', /address and its port.*firewall/],
		['ENOTFOUND', /spelling.*DNS/],
		['EPROTO', /Correct the address/],
		['SELF_SIGNED_CERT_IN_CHAIN', /proxy/],
		['CERT_HAS_EXPIRED', /renewed/],
		['ERR_TLS_CERT_ALTNAME_INVALID', /host name/],
		['ERR_STRANGE', /Check the address/],
	])('of %s', (code, words) => {
		expect(wayOutOf(networkFaultOf(fault(code)))).toMatch(words);
	});
});
