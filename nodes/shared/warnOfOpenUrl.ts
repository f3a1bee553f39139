import type { IHookFunctions } from 'n8n-workflow';

/** Warns whoever publishes a trigger without authentication. */
export function warnOfOpenUrl(context: IHookFunctions): void {
	context.logger.warn(
		'This trigger takes pushes from anybody who knows its URL. Choose another authentication, unless nobody outside can reach it.',
		{
			node: context.getNode().name,
		},
	);
}
