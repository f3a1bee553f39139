import type { ParameterFacts, Parameter } from '../../parameter';
import { text } from '../../parameter';

/**
 * The path of a recording. Record files write it with backslashes, CC-FS wants slashes
 * (reference/huawei §3, row 9).
 */
export function recordingName(facts: ParameterFacts & { max: number }): Parameter {
	const name = text({ min: 1, ...facts });
	return { ...name, schema: name.schema.transform((path) => String(path).replaceAll('\\', '/')) };
}
