import type { Connections, NodeInput, WorkflowInput } from './n8nClient.ts';

const STEP = 220;

export type NodeOptions = Partial<Omit<NodeInput, 'name' | 'type' | 'typeVersion' | 'parameters'>>;

/** Puts a workflow together; nodes stand in a row unless they are given a position. */
export class WorkflowBuilder {
	private readonly name: string;
	private readonly nodes: NodeInput[] = [];
	private readonly connections: Connections = {};
	private workflowSettings: Record<string, unknown> = {};

	constructor(name: string) {
		this.name = name;
	}

	/** Adds a node, e.g. `.node('Push', 'n8n-nodes-base.webhook', 2.1, { path: 'push' })`. */
	node(
		name: string,
		type: string,
		typeVersion: number,
		parameters: Record<string, unknown> = {},
		options: NodeOptions = {},
	): this {
		if (this.nodes.some((node) => node.name === name)) {
			throw new Error(`Workflow "${this.name}" has two nodes named "${name}".`);
		}
		const position: [number, number] = [this.nodes.length * STEP, 0];
		this.nodes.push({ name, type, typeVersion, parameters, position, ...options });
		return this;
	}

	/** Connects an output of one node to an input of another, the first to the first by default. */
	connect(from: string, to: string, { output = 0, input = 0, type = 'main' } = {}): this {
		for (const name of [from, to]) {
			if (this.nodes.some((node) => node.name === name)) continue;
			throw new Error(`Workflow "${this.name}" has no node named "${name}".`);
		}
		const outputs = ((this.connections[from] ??= {})[type] ??= []);
		while (outputs.length <= output) outputs.push([]);
		outputs[output]?.push({ node: to, type, index: input });
		return this;
	}

	/** Adds workflow settings, e.g. `{ errorWorkflow: id }`. */
	settings(settings: Record<string, unknown>): this {
		this.workflowSettings = { ...this.workflowSettings, ...settings };
		return this;
	}

	/** The workflow, ready for `client.workflow()` or for an export file. */
	build(): WorkflowInput {
		const { name, nodes, connections, workflowSettings } = this;
		const settings = { executionOrder: 'v1', ...workflowSettings };
		return structuredClone({ name, nodes, connections, settings });
	}
}

/** Starts a workflow: `workflow('name').node(…).node(…).connect('A', 'B').build()`. */
export function workflow(name: string): WorkflowBuilder {
	return new WorkflowBuilder(name);
}
