/**
 * `npm run bench:parser`: how many asterCC messages a second one core reads. The same messages go in
 * turn through our parser, through the loop the vendor's page recommends (its `eval` replaced by the
 * assignment it stands for) and through URLSearchParams; both of these get `userdata` wrong.
 * Prints messages a second and ratios; exits with 1 when --check is given and the goal is missed.
 */
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

import { asterCcScenarioNames, generateAsterCcCall } from '../../simulators/src/index.ts';
import { findProjectRoot } from './paths.ts';

const GOAL_PER_SECOND = 200_000;
const ROUNDS = 21;
const REPEATS = 40;

type Read = (text: string) => unknown;

/** What the vendor's page recommends, without evaluating what came from outside. */
function vendorLoop(message: string): Record<string, string | undefined> {
	const event: Record<string, string | undefined> = {};
	for (const part of message.split('&')) {
		const pair = part.split('=');
		event[pair[0] ?? ''] = pair[1];
	}
	return event;
}

/** The events of every scenario, with and without free text that looks like a message. */
function sampleMessages(): string[] {
	return asterCcScenarioNames.flatMap((scenario, index) =>
		[undefined, 'order=7&shop=3&from=web'].flatMap((userdata) =>
			generateAsterCcCall({
				scenario,
				seed: index,
				startTime: 1_790_000_000,
				...(userdata ? { userdata } : {}),
			}).map(({ message }) => message),
		),
	);
}

/** Messages a second, once through. */
function rate(read: Read, messages: readonly string[]): number {
	const start = process.hrtime.bigint();
	for (let repeat = 0; repeat < REPEATS; repeat++) for (const message of messages) read(message);
	const seconds = Number(process.hrtime.bigint() - start) / 1e9;
	return (messages.length * REPEATS) / seconds;
}

const median = (numbers: readonly number[]): number =>
	numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

function show(name: string, rates: readonly number[]): void {
	const [least, middle, most] = [Math.min(...rates), median(rates), Math.max(...rates)];
	const shown = [least, middle, most].map((value) => Math.round(value).toLocaleString('en'));
	console.log(`${name.padEnd(34)} ${shown.join(' / ')} messages a second (min / median / max)`);
}

const projectRoot = findProjectRoot();
const load = createRequire(import.meta.url);
const { parseMessage } = load(`${projectRoot}/dist/lib/asterCc/message.js`) as {
	parseMessage: Read;
};

const messages = sampleMessages();
const ways: Record<string, Read> = {
	'parseMessage (ours)': parseMessage,
	"the vendor's loop, without eval": vendorLoop,
	URLSearchParams: (message) => Object.fromEntries(new URLSearchParams(message)),
};
const rates = Object.fromEntries(Object.keys(ways).map((name) => [name, [] as number[]]));
for (let round = -2; round < ROUNDS; round++) {
	for (const [name, read] of Object.entries(ways)) {
		const measured = rate(read, messages);
		if (round >= 0) rates[name]?.push(measured);
	}
}
const [ours = [], ...others] = Object.values(rates);
console.log(`${messages.length} messages, ${ROUNDS} rounds in turn, one core`);
for (const [name, values] of Object.entries(rates)) show(name, values);
Object.keys(rates)
	.slice(1)
	.forEach((name, index) => {
		const ratios = ours.map((value, round) => value / (others[index]?.[round] ?? Number.NaN));
		console.log(`ours : ${name}  ${median(ratios).toFixed(2)} (median of paired rounds)`);
	});
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const reached = median(ours) > GOAL_PER_SECOND;
console.log(`goal of ${GOAL_PER_SECOND.toLocaleString('en')}: ${reached ? 'reached' : 'missed'}`);
if (values.check && !reached) process.exitCode = 1;
