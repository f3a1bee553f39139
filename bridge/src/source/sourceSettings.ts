/** Everything a source needs; plain data, since it crosses into the worker. */
export type SourceSettings = RocketMq5Settings | RocketMq4Settings;

interface Subscription {
	topic: string;
	group: string;
	/** How long RocketMQ waits for an acknowledgement before it delivers again, in milliseconds. */
	leaseMs: number;
	/** How many messages may be in hand at once. */
	maxInFlight: number;
}

export interface RocketMq5Settings extends Subscription {
	protocol: 'rocketmq5';
	endpoint: string;
	namespace: string;
	tls: boolean;
	username: string | undefined;
	password: string | undefined;
}

export interface RocketMq4Settings extends Subscription {
	protocol: 'rocketmq4';
	/** Name servers, `host:port`. */
	nameServers: string[];
	/** The instance id, which RocketMQ 4.x puts before every topic and group as a namespace. */
	instanceId: string;
	accessKeyId: string | undefined;
	accessKeySecret: string | undefined;
	startFrom: 'latest' | 'earliest';
}
