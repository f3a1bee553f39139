import { endpoint } from '../../endpoint';
import { text } from '../../parameter';
import { additionalFields, PARTLY_SEEN } from '../additionalFields';
import { OF_VDN } from './account';
import { RESULT_ROWS } from './answers';
import { OPEN_API } from './path';

export const queryMultimediaContent = endpoint({
	resource: 'multimedia',
	operation: 'getContent',
	name: 'Get Content',
	action: 'Get the content of a multimedia session',
	description: 'Get the messages of a chat or another multimedia session',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/multimedia/querycontent`,
	send: 'body',
	account: OF_VDN,
	parameters: {
		callId: text({
			label: 'Call ID',
			description: 'Id of the session. Example: 1780299900-12.',
			example: '1780299900-12',
		}),
		additionalFields,
	},
	answer: RESULT_ROWS,
	caution: `Known from one public client only, as "best effort"; neither its fields nor its answer were seen. ${PARTLY_SEEN}`,
	page: 'NST, reference/huawei §4.1 row 39',
});

export const MULTIMEDIA_ENDPOINTS = [queryMultimediaContent] as const;
