type Row = Readonly<Record<string, unknown>>;

/** Settings a template and a campaign share, by the names of both (reference/huawei §2.2, §2.3). */
const SHARED = [
	'description',
	'deviceType',
	'maxAlertingTime',
	'priority',
	'callOrder',
	'scheduleParam',
	'ivrParam',
	'skillParam',
	'retryPolicy',
	'callBackUrl',
];

/**
 * What creating a campaign takes of a template's details. Numbers come as text with commas, as a
 * list of texts or as the list of objects that creating takes; the page does not say which.
 */
export function templateSettings(template: Row): Record<string, unknown> {
	const kept = SHARED.map((name): [string, unknown] => [name, template[name]]);
	const callerNo = callerNumbers(template['callerNo']);
	return Object.fromEntries(
		[...kept, ['callerNo', callerNo] as const].filter(([, value]) => isTold(value)),
	);
}

function callerNumbers(told: unknown): Row[] {
	const entries = typeof told === 'string' ? told.split(/[,;]/) : Array.isArray(told) ? told : [];
	return entries.flatMap((entry: unknown) => {
		if (typeof entry === 'object' && entry !== null) return [entry as Row];
		const accessCode = String(entry ?? '').trim();
		return accessCode ? [{ accessCode }] : [];
	});
}

function isTold(value: unknown): boolean {
	if (Array.isArray(value)) return value.length > 0;
	return value !== undefined && value !== null && value !== '';
}
