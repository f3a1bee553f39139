import { text, time } from '../../parameter';

/** What is asked for when CC-FS is to write an index file (reference/huawei §3.1, §3.4). */
export const PERIOD = {
	beginTime: time({
		form: 'wall',
		label: 'Begin Time',
		description:
			'Start of the period, an ISO 8601 time. It is sent in the time zone of the credential. Example: 2026-06-01T00:00:00.',
		example: '2026-06-01T00:00:00',
		required: true,
	}),
	endTime: time({
		form: 'wall',
		label: 'End Time',
		description:
			'End of the period, at most 3 days after its start. It is sent in the time zone of the credential. Example: 2026-06-02T00:00:00.',
		example: '2026-06-02T00:00:00',
		required: true,
	}),
};

export const callBackURL = text({
	label: 'Callback URL',
	description:
		'Where CC-FS posts the name of the file once it is written. Paste the Production URL of a Huawei CEC Trigger here, with a question mark and its token. CC-FS must trust its certificate. Example: https://n8n.example.com/webhook/1f0c/huawei-cec?YOUR_TOKEN.',
	example: 'https://n8n.example.com/webhook/1f0c/huawei-cec?YOUR_TOKEN',
	pattern: { shape: /^https?:\/\/\S+$/, says: 'must be an http or https URL' },
	required: true,
});

/** Narrow the file to one tenant space and one agent; without them it holds all of the developer's data. */
export const WHOSE_DATA = {
	accountId: text({
		label: 'Tenant Space ID',
		description:
			'Only data of this tenant space, at most 20 characters. Without it, all data of the access key. Example: 202600000001.',
		example: '202600000001',
		max: 20,
	}),
	agentId: text({
		label: 'Agent ID',
		description: 'Only data of this agent, at most 20 characters. Example: 20001.',
		example: '20001',
		max: 20,
	}),
};

/** The file's name follows from the day of the request and this id (reference/huawei §3.1). */
export const REQUESTED_ROW = { responseId: '11112222-3333-4444-5555-666677778888' };

/** @param name the vendor's name of the field @param request the operation that gives the name */
export function indexFileName(request: string) {
	return text({
		label: 'File Name',
		description: `Name of the zip file, as posted to the callback of "${request}": the day of the request, an underscore and the response ID without dashes. At most 49 characters. Example: 20260602_11112222333344445555666677778888.zip.`,
		example: '20260602_11112222333344445555666677778888.zip',
		min: 1,
		max: 49,
		required: true,
	});
}
