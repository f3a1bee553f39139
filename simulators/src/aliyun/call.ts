import { ArgumentError } from '../argumentError.ts';
import { createRandomSource } from '../randomSource.ts';
import type { RandomSource } from '../randomSource.ts';
import type { Dialect } from './dialect.ts';
import type { Course, Happening } from './facts.ts';
import { factsOf, withStep } from './facts.ts';
import type { Parties } from './parties.ts';
import { drawInstance, drawParties } from './parties.ts';
import type { Quirk } from './quirks.ts';
import { blemish, unknownEventName, writeEvent } from './quirks.ts';
import type { AliyunScenarioName, Scenario, Step } from './scenarios.ts';
import { aliyunScenarios, isToldIn, scenariosOf } from './scenarios.ts';
import { withSpokenLines } from './spokenLines.ts';

/** One event as CCC pushes it, and what a sender wants to know of it. */
export interface AliyunEvent {
	/** Which call of a run, from 0. */
	call: number;
	scenario: AliyunScenarioName;
	/** The event's name in its dialect. */
	name: string;
	/** What its order goes by: the contact, else the agent. */
	key: string;
	/** When it happened, milliseconds since 1970. */
	time: number;
	/** A RocketMQ message id for it, the same whenever the call is made again. */
	messageId: string;
	/** The event itself; its JSON is the body of a push. */
	data: Record<string, unknown>;
}

export interface AliyunCallOptions {
	/** Default 2.0. */
	dialect?: Dialect;
	/** Same seed, index and start: same call. */
	seed: number;
	/** Which call of a run this is, from 0. */
	index?: number;
	/** When the call begins, milliseconds since 1970. */
	at: number;
	/** The call centre's instance; drawn from the seed unless given, the same for a whole run. */
	instanceId?: string;
	/** What is said comes as TextStream events. */
	textStream?: boolean;
	quirks?: readonly Quirk[];
}

type Timed = { step: Step; time: number };

/** Makes the events of one whole call, or of an agent's day, in the order in which they happen. */
export function generateAliyunCall(
	scenarioName: AliyunScenarioName,
	options: AliyunCallOptions,
): AliyunEvent[] {
	const { dialect = '2.0', seed, index = 0, at, quirks = [] } = options;
	requireScenario(scenarioName, dialect);
	const scenario = aliyunScenarios[scenarioName];
	const random = createRandomSource([seed, index, at, scenarioName, dialect].join(':'));
	const instanceId =
		options.instanceId ?? drawInstance(createRandomSource(`${seed}:instance:${dialect}`), dialect);
	const contacts = Math.max(1, scenario.dispositions.length);
	const parties = drawParties(random, dialect, instanceId, contacts, at);
	const { steps } = scenario;
	const odd = new Set(quirks);
	const told = options.textStream ? withSpokenLines(steps) : steps;
	const timed = timeSteps(told, at, random).filter(({ step }) => isToldIn(dialect, step));
	const events = compose(timed, { dialect, scenario, parties, random, odd }).map(
		(event): AliyunEvent => ({ call: index, scenario: scenarioName, ...event }),
	);
	return odd.has('unknown-event') ? withUnknownEvent(events, odd) : events;
}

function requireScenario(name: AliyunScenarioName, dialect: Dialect): void {
	const known = scenariosOf(dialect);
	if (known.includes(name)) return;
	const problem = Object.hasOwn(aliyunScenarios, name)
		? `Dialect ${dialect} has no events for the scenario "${name}"`
		: `There is no scenario "${name}"`;
	throw new ArgumentError(`${problem}; choose from ${known.join(', ')}.`);
}

function timeSteps(steps: readonly Step[], at: number, random: RandomSource): Timed[] {
	let time = at;
	return steps.map((step, position) => {
		if (position > 0) time += random.integer(...step.after);
		return { step, time };
	});
}

interface Setting {
	dialect: Dialect;
	scenario: Scenario;
	parties: Parties;
	random: RandomSource;
	odd: ReadonlySet<Quirk>;
}

function compose(timed: readonly Timed[], setting: Setting) {
	const { dialect, scenario, parties, random, odd } = setting;
	const courses: Course[] = [];
	return timed.map(({ step, time }) => {
		const which = step.contact ?? 0;
		const contact = parties.contacts[which];
		if (!contact) throw new Error(`${step.event} names contact ${which}, which nobody drew.`);
		const before = courses[which] ?? newCourse(time);
		const course = withStep(before, scenario, step, time);
		courses[which] = course;
		const disposition = scenario.dispositions[which];
		const happening: Happening = {
			...{ dialect, step, scenario, parties, contact, disposition, course, time, random },
		};
		const facts = factsOf(happening);
		const data = writeEvent(dialect, step.event, facts, odd);
		const ofContact = 'contactId' in data || 'ContactId' in data;
		return {
			name: String(facts['eventType']),
			key: ofContact ? contact.contactId : String(facts['agentId'] ?? contact.contactId),
			time,
			messageId: drawMessageId(random),
			data,
		};
	});
}

function newCourse(startedAt: number): Course {
	return { startedAt, establishedAt: null, endedAt: null, isQueued: false, agents: [] };
}

/** As RocketMQ's clients write them: 16 bytes in capital hexadecimal digits. */
function drawMessageId(random: RandomSource): string {
	return random.uuid().replaceAll('-', '').toUpperCase();
}

/** At the same moment as the call's first event, so that every time stays in order. */
function withUnknownEvent(events: readonly AliyunEvent[], odd: ReadonlySet<Quirk>): AliyunEvent[] {
	const [first] = events;
	if (!first) return [];
	const isOf10 = 'EventType' in first.data;
	const [timeKey, typeKey] = isOf10 ? ['EventTime', 'EventType'] : ['eventTime', 'eventType'];
	const bare = Object.fromEntries(
		[timeKey, 'instanceId', 'contactId', 'agentId']
			.filter((field) => field in first.data)
			.map((field) => [field, first.data[field]]),
	);
	const added: AliyunEvent = {
		...first,
		name: unknownEventName,
		messageId: first.messageId.split('').toReversed().join(''),
		data: blemish({ ...bare, [typeKey]: unknownEventName, label: 'VIP' }, odd),
	};
	return [first, added, ...events.slice(1)];
}
