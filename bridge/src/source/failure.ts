interface Explanation {
	matches: RegExp;
	says: string;
}

/**
 * What RocketMQ's clients say, and what it means for whoever set the bridge up. The clients' errors
 * differ in class and language; their texts carry the status code's name or the system's.
 */
const EXPLANATIONS: readonly Explanation[] = [
	{
		matches:
			/Unauthorized|authentication|signature|SIGNATURE|AccessKey.*(not|invalid)|User:.*not found|40101/i,
		says: 'RocketMQ refused the credentials. Compare user name and password (5.x) or AccessKey (4.x) with the console',
	},
	{
		matches: /Forbidden|no permission|NO_PERMISSION|not authorized|40301/i,
		says: 'The credentials have no right for this topic or group. Grant Sub for the topic and the group',
	},
	{
		matches: /TOPIC_NOT_FOUND|No topic route|topic.*not exist|40402|NotFoundException.*topic/i,
		says: 'The topic does not exist at this endpoint. Compare source.topic, and source.instanceId (4.x), with the console',
	},
	{
		matches: /CONSUMER_GROUP_NOT_FOUND|group.*not exist|subscription group|40403|40404/i,
		says: 'The group does not exist at this endpoint. Create the Group ID in the console, apart from the one CCC uses',
	},
	{
		matches:
			/ECONNREFUSED|UNAVAILABLE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|No connection established|connect/i,
		says: 'RocketMQ cannot be reached. Check the endpoint with its port, and that this machine is in its VPC or allow-list',
	},
	{
		matches: /DEADLINE|timeout|Timeout/,
		says: 'RocketMQ did not answer in time',
	},
];

const LONGEST = 300;

/** Why something failed, for people: what it means where that is known, then the client's own words. */
export function failureOf(error: unknown): string {
	const words = wordsOf(error).replace(/\s+/g, ' ').slice(0, LONGEST);
	const known = EXPLANATIONS.find(({ matches }) => matches.test(words));
	return known ? `${known.says} (${words})` : words;
}

/** The first cause in its own words: what is wrapped around it says less. */
function wordsOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	if (error.cause !== undefined) return wordsOf(error.cause);
	const [line = ''] = error.message.split('\n');
	return error.name === 'Error' ? line : `${error.name}: ${line}`;
}
