import type { RocketMqCredentials } from './rocketMqRemoting.ts';

/** The ports of one RocketMQ; the broker takes `broker - 2` besides. */
export interface RocketMqPorts {
	nameServer: number;
	broker: number;
	grpc: number;
	remoting: number;
}

/** A certificate of one's own for the gRPC and remoting ports; plain text stays possible. */
export interface RocketMqTls {
	keyFile: string;
	certFile: string;
}

export interface RocketMqConfigInput {
	folder: string;
	ports: RocketMqPorts;
	tls?: RocketMqTls;
	acl?: RocketMqCredentials;
}

export const CLUSTER = 'DefaultCluster';
export const BROKER = 'broker-a';
const LOOPBACK = '127.0.0.1';
const AUTH = 'org.apache.rocketmq.auth';
const PROXY_AUTH = 'org.apache.rocketmq.proxy.auth.Proxy';

/** File name to content, below the data folder. */
export function configFiles(input: RocketMqConfigInput): Record<string, string> {
	return {
		'namesrv.conf': properties({ listenPort: input.ports.nameServer, bindAddress: LOOPBACK }),
		'broker.conf': properties({ ...broker(input), ...access(input.acl, `${AUTH}`) }),
		'proxy.json': JSON.stringify({ ...proxy(input), ...access(input.acl, PROXY_AUTH) }, null, 2),
	};
}

/**
 * The broker (reference/aliyun §4.5). ASYNC_FLUSH is enough for a SIGKILL: a stored message is in a
 * memory-mapped file, so the operating system has it when the process dies. Only a crash of the
 * machine would lose it. Small files start quickly and take little of the disk.
 */
function broker({ folder, ports }: RocketMqConfigInput): Record<string, string | number | boolean> {
	return {
		brokerClusterName: CLUSTER,
		brokerName: BROKER,
		brokerId: 0,
		brokerRole: 'ASYNC_MASTER',
		flushDiskType: 'ASYNC_FLUSH',
		namesrvAddr: `${LOOPBACK}:${ports.nameServer}`,
		brokerIP1: LOOPBACK,
		brokerIP2: LOOPBACK,
		bindAddress: LOOPBACK,
		listenPort: ports.broker,
		storePathRootDir: `${folder}/store`,
		storePathCommitLog: `${folder}/store/commitlog`,
		mappedFileSizeCommitLog: 64 * 1024 * 1024,
		mappedFileSizeConsumeQueue: 600_000,
		maxIndexNum: 100_000,
		// A mistyped topic is an error in a test, as it is in the cloud.
		autoCreateTopicEnable: false,
		// A nearly full disk of a developer's machine is none of the tests' business.
		diskMaxUsedSpaceRatio: 99,
	};
}

function proxy({ folder, ports, tls }: RocketMqConfigInput): Record<string, unknown> {
	return {
		rocketMQClusterName: CLUSTER,
		proxyMode: 'LOCAL',
		namesrvAddr: `${LOOPBACK}:${ports.nameServer}`,
		brokerConfigPath: `${folder}/broker.conf`,
		localServeAddr: LOOPBACK,
		grpcServerPort: ports.grpc,
		remotingListenPort: ports.remoting,
		grpcShutdownTimeSeconds: 1,
		enablePrintJstack: false,
		...(tls && { tlsTestModeEnable: false, tlsKeyPath: tls.keyFile, tlsCertPath: tls.certFile }),
	};
}

/** ACL 2.0 (reference/aliyun §4.7) with one user who may do everything. */
function access(user: RocketMqCredentials | undefined, metadata: string): Record<string, unknown> {
	if (!user) return {};
	const { accessKey, secretKey } = user;
	const local = metadata === AUTH;
	const provider = (kind: string, name: string) =>
		local
			? `${AUTH}.${kind}.provider.Local${name}MetadataProvider`
			: `${metadata}${name}MetadataProvider`;
	return {
		authenticationEnabled: true,
		authenticationProvider: `${AUTH}.authentication.provider.DefaultAuthenticationProvider`,
		authenticationMetadataProvider: provider('authentication', 'Authentication'),
		initAuthenticationUser: json({ username: accessKey, password: secretKey }),
		innerClientAuthenticationCredentials: json({ accessKey, secretKey }),
		authorizationEnabled: true,
		authorizationProvider: `${AUTH}.authorization.provider.DefaultAuthorizationProvider`,
		authorizationMetadataProvider: provider('authorization', 'Authorization'),
	};
}

const json = (value: unknown) => JSON.stringify(value);

function properties(values: Record<string, unknown>): string {
	return Object.entries(values)
		.map(([name, value]) => `${name}=${String(value)}\n`)
		.join('');
}
