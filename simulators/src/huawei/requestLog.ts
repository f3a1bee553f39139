/** One request to the simulator. */
export interface LoggedRequest {
	/** Method and path template, or method and path where no endpoint is. */
	endpoint: string;
	/** Path and query as sent. */
	target: string;
	headers: Readonly<Record<string, string | undefined>>;
	/** The body's text. */
	body: string;
	/** 0 until it is answered, or when the connection was broken. */
	status: number;
	/** Why a signature was refused; the answer does not say it. */
	refusal?: string;
	/** Milliseconds since 1970. */
	at: number;
}

export interface RequestLog {
	all: LoggedRequest[];
	/** How many came for an endpoint such as `POST /CCFS/resource/ccfs/queryBillData`. */
	count(endpoint: string): number;
	/** The same for every endpoint that was asked. */
	counts(): Record<string, number>;
	clear(): void;
}

export function createRequestLog(): RequestLog {
	const all: LoggedRequest[] = [];
	return {
		all,
		count: (endpoint) => all.filter((request) => request.endpoint === endpoint).length,
		counts: () => {
			const counts: Record<string, number> = {};
			for (const { endpoint } of all) counts[endpoint] = (counts[endpoint] ?? 0) + 1;
			return counts;
		},
		clear: () => void all.splice(0),
	};
}
