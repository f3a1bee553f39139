import { endpoint } from '../../endpoint';
import { choice, list, text, time, whole } from '../../parameter';
import { additionalFields, PARTLY_SEEN } from '../additionalFields';
import { DATA_ROWS, DONE, RETURN_OBJECT } from './answers';
import { callData } from './contactFields';
import { OFFSET_PAGING, OFFSET_PARAMETERS } from '../paging';
import { V1 } from './paths';

/** Reserved calls, since release 25.200.0: reference/huawei §2.8. Their times are milliseconds. */
const APPOINTMENT = {
	resource: 'appointment',
	component: 'isales',
	method: 'POST',
	send: 'body',
} as const;

const appointId = text({
	label: 'Appointment ID',
	description: 'Id of the appointment. Example: 174729926098016859445364892091.',
	example: '174729926098016859445364892091',
	required: true,
	min: 1,
});

const agent = {
	userAccount: text({
		label: 'Agent Account',
		description:
			'Business account of the agent; needed everywhere but in the independent on-premises deployment. Example: agent01.',
		example: 'agent01',
	}),
	workNo: text({
		label: 'Agent Number',
		description:
			'Number of the agent; needed in the independent on-premises deployment. Example: 125.',
		example: '125',
		pick: 'agent',
	}),
};

const remark = text({
	label: 'Remark',
	description: 'Note for the agent. Example: Call back about the renewal.',
	example: 'Call back about the renewal',
});

function moment(label: string, what: string, required = false) {
	const example = '2026-06-02T10:00:00';
	const description = `${what} Example: ${example}.`;
	return time({ label, description, example, required, form: 'milliseconds' });
}

const calledNo = text({
	label: 'Customer Number',
	description: 'Number to call. Example: 13800000001.',
	example: '13800000001',
	required: true,
	min: 1,
});

const taskId = text({
	label: 'Campaign',
	description: 'The campaign, from the list or by its id. Example: 46.',
	example: '46',
	pick: 'campaign',
});

export const createAppointment = endpoint({
	...APPOINTMENT,
	operation: 'create',
	name: 'Create',
	action: 'Create an appointment',
	description: 'Reserves a call to a customer, by an agent or by the campaign',
	path: `${V1}/appoint/create`,
	parameters: {
		callType: choice({
			label: 'Call Type',
			description: 'Who calls: an agent by hand, or the campaign. Example: Manual.',
			example: 1,
			required: true,
			choices: [
				{ value: 1, label: 'Manual' },
				{ value: 2, label: 'Automatic' },
			],
		}),
		calledNo,
		...agent,
		taskId: { ...taskId, required: true },
		appointTime: moment(
			'Time',
			'When to call; an automatic call may be made 5 minutes earlier.',
			true,
		),
		callData: {
			...callData,
			description:
				'Data that goes along with an automatic call: JSON of at most 1024 characters. Example: {"name":"Lin"}.',
		},
		remark,
		additionalFields,
	},
	answer: RETURN_OBJECT,
	row: { appointId: '174729926098016859445364892091' },
	page: 'cec_07_0777, reference/huawei §2.1 row 52, §2.8',
});

export const updateAppointment = endpoint({
	...APPOINTMENT,
	operation: 'update',
	name: 'Update',
	action: 'Update an appointment',
	description: 'Changes a manual appointment; automatic ones cannot be changed',
	path: `${V1}/appoint/update`,
	parameters: {
		appointId,
		...agent,
		appointTime: moment('Time', 'When to call; unchanged without it.'),
		remark,
	},
	answer: DONE,
	page: 'cec_07_0778, reference/huawei §2.1 row 53, §2.8',
});

function resultText(label: string, what: string, example: string) {
	return text({ label, description: `${what} Example: ${example}.`, example });
}

export const updateAppointmentResult = endpoint({
	...APPOINTMENT,
	operation: 'updateResult',
	name: 'Update Result',
	action: 'Update the result of an appointment',
	description: 'Writes what came of a manual appointment; automatic ones do this by themselves',
	path: `${V1}/appoint/updateResult`,
	parameters: {
		appointId,
		...agent,
		callerNo: resultText('Calling Number', 'Number that was shown.', '88880001'),
		failCode: resultText('Fail Code', 'How the call ended: 00000 is success.', '00000'),
		callId: resultText('Call ID', 'Id of the call, to find its record.', '1780366800-1388'),
		busiResult: resultText('Business Result', 'Code of a business result.', 'bought'),
		busiSubStatus: resultText('Business Sub-Result', 'Code below the result.', 'bought-now'),
		beginTime: moment('Call Begin', 'When the call began.'),
		endTime: moment('Call End', 'When the call ended.'),
		additionalFields,
	},
	answer: DONE,
	caution: `The names of begin and end were inferred. ${PARTLY_SEEN}`,
	page: 'cec_07_0779, reference/huawei §2.1 row 54, §2.8',
});

export const deleteAppointment = endpoint({
	...APPOINTMENT,
	operation: 'delete',
	name: 'Delete',
	action: 'Delete an appointment',
	description: 'Deletes an appointment that has no calls yet',
	path: `${V1}/appoint/delete`,
	parameters: { appointId },
	answer: DONE,
	page: 'cec_07_0780, reference/huawei §2.1 row 55',
});

export const getAppointments = endpoint({
	...APPOINTMENT,
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many appointments',
	description: 'Gets appointments by number, agent, campaign and time',
	path: `${V1}/appoint/list`,
	parameters: {
		calledNo: { ...calledNo, required: false },
		userAccountList: list({
			label: 'Agents',
			description: 'Accounts or numbers of the agents. Example: agent01, agent02.',
			example: 'agent01, agent02',
			of: text({ label: 'Agent', description: 'Account or number of an agent. Example: agent01.' }),
		}),
		beginTime: moment('From', 'Only appointments at this time or later.'),
		endTime: moment('Until', 'Only appointments at this time or earlier.'),
		taskId,
		offset: OFFSET_PARAMETERS.offset,
		limit: whole({
			label: 'Page Size',
			description: 'How many appointments a page has. Example: 100.',
			example: 100,
			default: 100,
			min: 1,
			max: 100,
			required: true,
		}),
	},
	answer: DATA_ROWS,
	paging: OFFSET_PAGING,
	row: {
		appointId: '174729926098016859445364892091',
		callType: 1,
		appointTime: 1780365600000,
		calledNo: '13800000001',
		taskId: '46',
		taskName: 'renewal-2026-06',
		taskStatus: 2,
		timeout: false,
		userAccount: 'agent01',
		userName: 'Agent 01',
		beginTime: null,
		endTime: null,
	},
	page: 'cec_07_0781, reference/huawei §2.1 row 56, §2.8',
});
