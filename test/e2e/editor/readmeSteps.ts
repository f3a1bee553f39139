import { readFileSync } from 'node:fs';

/** A numbered step of a tutorial. */
export interface Step {
	number: number;
	text: string;
	/** What it says is to be seen in the editor: bold. */
	labels: readonly string[];
	/** What it says is to be entered or shows up: code. */
	values: readonly string[];
	/** What it says is to be run. */
	command: string | undefined;
}

/** The steps under a heading of a Markdown file. */
export function stepsOf(file: string, heading: string): Step[] {
	const section = readFileSync(file, 'utf8')
		.split(/^## /m)
		.find((part) => part.startsWith(heading));
	if (section === undefined) throw new Error(`${file} has no section "${heading}"`);
	const parts = section.split(/^(?=\d+\. )/m).slice(1);
	return parts.map((part) => stepOf(part.split(/\n(?=\S)/)[0] ?? part));
}

function stepOf(text: string): Step {
	const command = /```bash\n([\s\S]*?)```/.exec(text)?.[1];
	const prose = text.replace(/```[\s\S]*?```/g, '');
	return {
		number: Number.parseInt(text, 10),
		text,
		labels: [...prose.matchAll(/\*\*(.+?)\*\*/g)].map(([, label]) => String(label)),
		values: [...prose.matchAll(/`([^`]+)`/g)].map(([, value]) => String(value)),
		command,
	};
}

/** Follows a tutorial: gives only what its steps say, and knows what nobody asked for. */
export function tutorial(steps: readonly Step[]) {
	const left = new Set(
		steps.flatMap(({ number, labels, values }) =>
			[...labels, ...values].map((word) => `${number}: ${word}`),
		),
	);
	return {
		/** A label or value, as long as the step has it. */
		says(number: number, word: string): string {
			const step = steps.find((each) => each.number === number);
			if (!step?.labels.includes(word) && !step?.values.includes(word)) {
				throw new Error(`Step ${number} does not say "${word}": ${step?.text}`);
			}
			left.delete(`${number}: ${word}`);
			return word;
		},
		command(number: number): string {
			const command = steps.find((each) => each.number === number)?.command;
			if (command === undefined) throw new Error(`Step ${number} has no command`);
			return command;
		},
		/** What the steps say and nobody has followed. */
		left: () => [...left],
	};
}
