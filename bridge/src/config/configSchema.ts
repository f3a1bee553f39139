import { z } from 'zod';

/** Numbers and switches come as text where they come from the environment. */
const whole = (least: number, most: number) =>
	z.preprocess(
		(value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value),
		z.number(`must be a whole number from ${least} to ${most}`).int().min(least).max(most),
	);
const onOff = z.preprocess(
	(value) => (value === 'true' || value === 'false' ? value === 'true' : value),
	z.boolean('must be true or false'),
);
const name = z.string().trim().min(1);
const hostAndPort = z
	.string()
	.trim()
	.regex(
		/^[^\s/:]+:\d{2,5}$/,
		'must be host:port, for example rmq-cn-example.cn-shanghai.rmq.aliyuncs.com:8080',
	);
const hostsAndPorts = z.preprocess(
	(value) => (typeof value === 'string' ? value.split(/[,;]/) : value),
	z.array(hostAndPort, 'must be one or more host:port').min(1),
);

const subscription = {
	topic: name,
	group: name,
	leaseSeconds: whole(10, 43_200).default(60),
	receivers: whole(1, 32).default(4),
};

const rocketMq5 = z.strictObject({
	protocol: z.literal('rocketmq5'),
	endpoint: hostAndPort,
	namespace: z.string().default(''),
	username: name.optional(),
	password: name.optional(),
	tls: onOff.default(false),
	caFile: name.optional(),
	/** The client leaks connections with TLS and is replaced so often (reference/aliyun §3.2 item 1). */
	recycleMinutes: whole(1, 1_440).default(10),
	...subscription,
});

const rocketMq4 = z.strictObject({
	protocol: z.literal('rocketmq4'),
	nameServers: hostsAndPorts,
	instanceId: z.string().default(''),
	accessKeyId: name.optional(),
	accessKeySecret: name.optional(),
	startFrom: z.enum(['latest', 'earliest']).default('latest'),
	...subscription,
});

/** The bridge's settings, as they stand in its file and its environment. */
export const configSchema = z.strictObject({
	n8n: z.strictObject({
		url: z.url({
			protocol: /^https?$/,
			error: 'must be the production URL of the trigger, https://…',
		}),
		signingSecret: name,
		previousSigningSecret: name.optional(),
		timeoutSeconds: whole(1, 600).default(30),
		caFile: name.optional(),
	}),
	source: z.discriminatedUnion('protocol', [rocketMq5, rocketMq4]),
	delivery: z
		.strictObject({
			batch: z
				.strictObject({
					maxEvents: whole(1, 1_000).default(100),
					maxBytes: whole(1_024, 16_777_216).default(524_288),
					maxWaitMs: whole(0, 60_000).default(200),
					reorderMs: whole(0, 60_000).default(100),
				})
				.prefault({}),
			concurrency: whole(1, 64).default(4),
			maxInFlight: whole(1, 100_000).default(1_000),
			retry: z
				.strictObject({
					baseMs: whole(10, 60_000).default(500),
					capSeconds: whole(1, 3_600).default(15),
				})
				.prefault({}),
			giveUpAfter: whole(1, 1_000).default(8),
		})
		.prefault({}),
	deadLetter: z
		.strictObject({ file: name.optional(), topic: name.optional(), group: name.optional() })
		.refine(({ file, topic }) => !(file && topic), 'takes a file or a topic, not both')
		.refine(
			({ topic, group }) => !topic || group,
			'takes a group beside its topic: a group of its own reads dead letters at a replay',
		)
		.prefault({}),
	operations: z
		.strictObject({
			host: name.default('127.0.0.1'),
			port: whole(0, 65_535).default(9_464),
			drainSeconds: whole(1, 600).default(25),
			logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
		})
		.prefault({}),
});

export type Config = z.infer<typeof configSchema>;

/** What may not stand in the file itself: it comes from the environment or from a file of its own. */
export const SECRETS = [
	'n8n.signingSecret',
	'n8n.previousSigningSecret',
	'source.password',
	'source.accessKeySecret',
] as const;

/** Every setting that can come from the environment, as `BRIDGE_N8N_URL` for `n8n.url`. */
export const SETTINGS: readonly string[] = [
	...pathsOf(configSchema.shape.n8n, 'n8n'),
	...new Set([...pathsOf(rocketMq5, 'source'), ...pathsOf(rocketMq4, 'source')]),
	...pathsOf(configSchema.shape.delivery, 'delivery'),
	...pathsOf(configSchema.shape.deadLetter, 'deadLetter'),
	...pathsOf(configSchema.shape.operations, 'operations'),
];

/** The settings below a schema, by their dotted names. */
function pathsOf(schema: z.core.$ZodType, path: string): string[] {
	const inner = schema instanceof z.ZodPrefault ? schema.def.innerType : schema;
	if (!(inner instanceof z.ZodObject)) return [path];
	const members = Object.entries(inner.shape as Record<string, z.core.$ZodType>);
	return members.flatMap(([member, below]) => pathsOf(below, `${path}.${member}`));
}
