import { failureOf } from '../../../../bridge/src/source/failure';

/** The classes of both clients have names of their own. */
function named(name: string, message: string, cause?: unknown): Error {
	const error = new Error(message, cause === undefined ? {} : { cause });
	error.name = name;
	return error;
}

describe('what the clients say, and what it means', () => {
	it.each<[unknown, string]>([
		[
			named('UnauthorizedException', '[code=40101] authentication failed'),
			'refused the credentials',
		],
		[new Error('[remoting] SIGNATURE_FAILED check signature failed'), 'refused the credentials'],
		[named('ForbiddenException', '[code=40301] no sub permission'), 'have no right'],
		[new Error('CODE: 16 DESC: No permission, group x'), 'have no right'],
		[named('NotFoundException', '[code=40402] TOPIC_NOT_FOUND'), 'The topic does not exist'],
		[named('NotFoundException', 'No topic route info for ccc-event'), 'The topic does not exist'],
		[
			new Error('CODE: 17 DESC: topic[ccc-event] not exist, apply first please!'),
			'The topic does not exist',
		],
		[new Error('CONSUMER_GROUP_NOT_FOUND'), 'The group does not exist'],
		[new Error('subscription group not exist, GID_bridge'), 'The group does not exist'],
		[new Error('14 UNAVAILABLE: No connection established. Last error: x'), 'cannot be reached'],
		[named('Error', 'connect ECONNREFUSED 127.0.0.1:8081'), 'cannot be reached'],
		[new Error('getaddrinfo ENOTFOUND rmq.example'), 'cannot be reached'],
		[new Error('4 DEADLINE_EXCEEDED: Deadline exceeded'), 'did not answer in time'],
		[named('ResponseTimeoutError', 'no response in 3000ms, timeout'), 'did not answer in time'],
	])('%s', (error, meaning) => {
		expect(failureOf(error)).toContain(meaning);
	});
});

it("the client's own words stand behind it", () => {
	expect(failureOf(new Error('connect ECONNREFUSED 127.0.0.1:8081'))).toBe(
		'RocketMQ cannot be reached. Check the endpoint with its port, and that this machine is in its VPC or allow-list (connect ECONNREFUSED 127.0.0.1:8081)',
	);
});

it('what nobody knows stands as it is', () => {
	expect(failureOf(named('InternalErrorException', '[code=50001] settings is null'))).toBe(
		'InternalErrorException: [code=50001] settings is null',
	);
	expect(failureOf('just text')).toBe('just text');
	expect(failureOf(undefined)).toBe('undefined');
});

it('the first cause is told, not what is wrapped around it', () => {
	const cause = named('Error', 'ENOTFOUND rmq.example');
	expect(failureOf(named('Wrapper', 'startup failed', named('Inner', 'x', cause)))).toContain(
		'(ENOTFOUND rmq.example)',
	);
});

it('one line, and not too long', () => {
	expect(failureOf(new Error('first\n    at stack'))).toBe('first');
	expect(failureOf('a\n\n  b')).toBe('a b');
	expect(failureOf('x'.repeat(10_000))).toHaveLength(300);
});
