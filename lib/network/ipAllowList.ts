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
		if (entry.includes('/')) return ipaddr.parseCIDR(entry);
		const address = ipaddr.process(entry);
		return [address, address.kind() === 'ipv4' ? 32 : 128];
	} catch {
		return null;
	}
}

/** Whether an address is in one of the networks; an IPv4 address written as IPv6 is that address. */
export function isAllowed(address: string, networks: readonly Network[]): boolean {
	if (!ipaddr.isValid(address)) return false;
	const sender = ipaddr.process(address);
	return networks.some(
		([network, bits]) => network.kind() === sender.kind() && sender.match(network, bits),
	);
}
