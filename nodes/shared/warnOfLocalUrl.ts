import type { IHookFunctions } from 'n8n-workflow';

const LOCAL_HOST = /^(localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/i;

/**
 * Warns when the URL to be entered at the vendor leads nowhere from there. It does not refuse: a
 * demo, a test and a PBX on the same machine are local (design §5).
 */
export function warnOfLocalUrl(context: IHookFunctions, vendor: string): void {
	const url = context.getNodeWebhookUrl('default');
	if (!url || !isLocal(url)) return;
	context.logger.warn(
		`${vendor} cannot reach ${url}. Set WEBHOOK_URL to the address n8n has from outside.`,
		{ node: context.getNode().name },
	);
}

function isLocal(url: string): boolean {
	return URL.canParse(url) && LOCAL_HOST.test(new URL(url).hostname);
}
