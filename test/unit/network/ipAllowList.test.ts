import { isAllowed, readAllowList } from '../../../lib/network/ipAllowList';

function networksOf(...entries: string[]) {
	const list = readAllowList(entries);
	if (!list.ok) throw new Error(list.entry);
	return list.networks;
}

it.each([
	['203.0.113.7', '203.0.113.7', true],
	['203.0.113.7', '203.0.113.8', false],
	['10.0.0.0/8', '10.255.255.255', true],
	['10.0.0.0/8', '11.0.0.0', false],
	['192.0.2.128/25', '192.0.2.127', false],
	['192.0.2.128/25', '192.0.2.200', true],
	['192.0.2.77/24', '192.0.2.1', true],
	['0.0.0.0/0', '198.51.100.1', true],
	['0.0.0.0/0', '2001:db8::1', false],
	['2001:db8::/32', '2001:db8:ffff::1', true],
	['2001:db8::/32', '2001:db9::1', false],
	['2001:db8::1', '2001:0db8:0:0:0:0:0:1', true],
	['::/0', '203.0.113.7', false],
	['127.0.0.1', '::1', false],
])('%s lets %s in: %s', (entry, address, expected) => {
	expect(isAllowed(address, networksOf(entry))).toBe(expected);
});

describe('an IPv4 address written as IPv6 is that address', () => {
	it.each([
		['203.0.113.7', '::ffff:203.0.113.7', true],
		['10.0.0.0/8', '::ffff:10.1.2.3', true],
		['10.0.0.0/8', '::ffff:0a01:0203', true],
		['::ffff:203.0.113.7', '203.0.113.7', true],
		['203.0.113.7', '::ffff:203.0.113.8', false],
	])('%s, %s: %s', (entry, address, expected) => {
		expect(isAllowed(address, networksOf(entry))).toBe(expected);
	});
});

it('one of several is enough', () => {
	const networks = networksOf('203.0.113.7', '10.0.0.0/8', '2001:db8::/32');
	expect(['203.0.113.7', '10.1.1.1', '2001:db8::9'].every((ip) => isAllowed(ip, networks))).toBe(
		true,
	);
	expect(isAllowed('192.0.2.1', networks)).toBe(false);
});

it('an empty list lets nobody in', () => expect(isAllowed('127.0.0.1', [])).toBe(false));

it.each(['', 'unknown', 'example.com', '203.0.113.7:80', '203.0.113.7, 10.0.0.1', '999.1.1.1'])(
	'a sender "%s" is nobody',
	(address) => expect(isAllowed(address, networksOf('0.0.0.0/0', '::/0'))).toBe(false),
);

it.each([
	'',
	'x',
	'example.com',
	'10.0.0.0/33',
	'10.0.0.0/',
	'10.0.0.0/x',
	'2001:db8::/129',
	'256.1.1.1',
	'*',
	'10.*',
])('"%s" is neither an address nor a network, and is named', (entry) => {
	expect(readAllowList(['203.0.113.7', entry, 'also bad'])).toEqual({ ok: false, entry });
});

it('no entries are a list too', () =>
	expect(readAllowList([])).toEqual({ ok: true, networks: [] }));
