import * as ipaddr from 'ipaddr.js';

type Network = ReturnType<typeof ipaddr.parseCIDR>;

export type AllowList = { ok: true; networks: Network[] } | { ok: false; entry: string };

/**
 * Reads addresses and networks, `203.0.113.7, 10.0.0.0/8, 2001:db8::/32`.
 * @returns the entry that is neither, where there is one
 */
export function readAllowList(entries: readonly string[]): AllowList {
	const networks: Network[] = [];
	for (const entry of entries) {
		const network = readNetwork(entry);
		if (!network) return { ok: false, entry };
		networks.push(network);
	}
	return { ok: true, networks };
}

function readNetwork(entry: string): Network | null {
	try {
		const [address = '', bits] = entry.split('/');
		// The library also takes 10 and 010.0.0.1 for addresses, as old C libraries did.
		if (!address.includes(':') && !ipaddr.IPv4.isValidFourPartDecimal(address)) return null;
		if (bits !== undefined) return plainNetwork(ipaddr.parseCIDR(entry));
		const sender = ipaddr.process(address);
		return [sender, sender.kind() === 'ipv4' ? 32 : 128];
	} catch {
		return null;
	}
}

/** An IPv4 network written as IPv6 is that network: senders are compared as IPv4. */
function plainNetwork([address, bits]: Network): Network | null {
	if (!(address instanceof ipaddr.IPv6) || !address.isIPv4MappedAddress()) return [address, bits];
	return bits < 96 ? null : [address.toIPv4Address(), bits - 96];
}

/** Whether an address is in one of the networks; an IPv4 address written as IPv6 is that address. */
export function isAllowed(address: string, networks: readonly Network[]): boolean {
	if (!ipaddr.isValid(address)) return false;
	const sender = ipaddr.process(address);
	return networks.some(
		([network, bits]) => network.kind() === sender.kind() && sender.match(network, bits),
	);
}
