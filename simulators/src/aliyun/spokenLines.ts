import { spokenLines } from './people.ts';
import type { Step } from './scenarios.ts';

/** A line comes twice: as far as it is understood, then whole (reference/aliyun §1.5). */
const drafts = [
	{ finished: false, share: 0.5, after: [300, 1_500] },
	{ finished: true, share: 1, after: [300, 1_500] },
] as const;

/** What is said is told of from the moment the customer and the agent are connected. */
export function withSpokenLines(steps: readonly Step[]): Step[] {
	const connected = steps.findLastIndex(
		({ event, own }) => event === 'Established' && own?.['callType'] === undefined,
	);
	const established = steps[connected];
	if (!established) return [...steps];
	const agentSide = established.side === 'second' ? 'second' : 'agent';
	const lines = spokenLines.flatMap(({ by, text }, line) =>
		drafts.map(({ finished, share, after }): Step => {
			const isAgent = by === 'agent';
			return {
				event: 'TextStream',
				side: isAgent ? agentSide : 'customer',
				after,
				...(established.contact === undefined ? {} : { contact: established.contact }),
				own: {
					asrTaskId: `asr-${line}`,
					channelType: by,
					channelName: by,
					text: text.slice(0, Math.ceil(text.length * share)),
					finished,
					beginOffsetMS: line * 3_000,
					endOffsetMS: line * 3_000 + 1_800,
					extraInfo: 'speechRate=89;emotionIndex=0',
				},
			};
		}),
	);
	return steps.toSpliced(connected + 1, 0, ...lines);
}
