import { endpoint } from '../../endpoint';
import { text } from '../../parameter';
import { OF_VDN } from './account';
import { RESULT_ROWS } from './answers';
import { DAYS } from './indexes';
import { offsetPaging, offsetParameters } from '../paging';
import { OPEN_API } from './path';

const taskId = text({
	label: 'Task ID',
	description: 'Id of the outbound task, at most 30 characters. Example: 1122104910.',
	example: '1122104910',
	min: 1,
	max: 30,
	required: true,
});

export const listOutboundTasks = endpoint({
	resource: 'outboundTask',
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many outbound tasks',
	description: 'List the outbound tasks of the tenant',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/fromisales/querytasks`,
	send: 'body',
	account: OF_VDN,
	parameters: offsetParameters(100),
	answer: { kind: 'rows', rows: 'resultDesc.tasks', total: 'resultDesc.count' },
	paging: offsetPaging(100),
	row: {
		taskId: '1122104910',
		taskName: 'June campaign',
		taskType: '2',
		status: '2',
		beginDate: '1780272000000',
		endDate: '1782864000000',
	},
	caution: 'Works only where CC-iSales is installed.',
	page: 'cec_07_0675 / 2612, reference/huawei §4.1 row 35',
});

export const queryTaskDays = endpoint({
	resource: 'outboundTask',
	operation: 'getDailyStatistics',
	name: 'Get Daily Statistics',
	action: 'Get the daily statistics of an outbound task',
	description: 'Get how many calls of a task were made and connected on each day',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/fromisales/dailystatistic`,
	send: 'body',
	account: OF_VDN,
	parameters: { taskId, ...DAYS },
	answer: RESULT_ROWS,
	row: { statDate: '2026-06-01', totalCount: 200, succCount: 120, succRate: '60%' },
	caution: 'Works only where CC-iSales is installed.',
	page: 'cec_07_0676 / 2613, reference/huawei §4.1 row 36',
});

/** The vendor's pages write `realstatistic`; a change history has the short form `realstat`. */
export const queryTaskRealTime = endpoint({
	resource: 'outboundTask',
	operation: 'getRealTime',
	name: 'Get Real-Time Statistics',
	action: 'Get the real-time statistics of an outbound task',
	description: 'Get how many calls of a task are waiting, being made and finished today',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/fromisales/realstatistic`,
	send: 'body',
	account: OF_VDN,
	parameters: { taskId },
	answer: RESULT_ROWS,
	row: {
		totalCount: 200,
		succCount: 120,
		failCount: 30,
		succRate: '60%',
		compCount: 150,
		waitCount: 45,
		execCount: 5,
		compRate: '75%',
	},
	caution: 'Works only where CC-iSales is installed.',
	page: 'cec_07_0677 / 2614, reference/huawei §4.1 row 37',
});

export const OUTBOUND_TASK_ENDPOINTS = [
	listOutboundTasks,
	queryTaskDays,
	queryTaskRealTime,
] as const;
