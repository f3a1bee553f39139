/** Reserved calls: rows 52 to 56 of reference/huawei §2.1, §2.8. */
import { required, rules } from '../fieldRules.ts';
import type { Answer, Call, Route } from '../route.ts';
import type { Named } from '../state.ts';
import { iSalesBase, iSalesRoute, offsetPage, refuse, succeed } from './answers.ts';

const path = `${iSalesBase}/appoint`;
const manual = 1;

export const appointmentRoutes: readonly Route[] = [
	iSalesRoute(
		{
			method: 'POST',
			path: `${path}/create`,
			body: {
				callType: required(rules.whole(1, 2)),
				calledNo: required(rules.number),
				appointTime: rules.whole(0),
			},
		},
		create,
	),
	appointmentRoute('update', (appointment, { body }) => {
		if (Number(appointment.fields['callType']) !== manual) {
			return refuse('0200001', 'Only manual reservations can be changed');
		}
		appointment.fields = { ...appointment.fields, ...body };
		return succeed();
	}),
	appointmentRoute('updateResult', (appointment, { body }) => {
		appointment.fields = { ...appointment.fields, ...body };
		return succeed();
	}),
	appointmentRoute('delete', ({ id }, { world }) => {
		world.state.appointments.delete(id);
		return succeed();
	}),
	iSalesRoute(
		{
			method: 'POST',
			path: `${path}/list`,
			body: {
				calledNo: rules.number,
				userAccountList: { type: 'list', of: { type: 'text' } },
				beginTime: rules.whole(0),
				endTime: rules.whole(0),
				offset: required(rules.whole(0)),
				limit: required(rules.whole(1, 100)),
			},
		},
		list,
	),
];

function create({ world, body }: Call): Answer {
	const { taskId } = body;
	if (taskId !== undefined && !world.state.campaigns.has(Number(taskId))) {
		return refuse('0200007', 'taskId: the campaign does not exist');
	}
	const id = `${world.settings.now()}${world.state.nextLongId()}`;
	world.state.appointments.set(id, { id, fields: body });
	return succeed({ returnObject: { appointId: id } });
}

function appointmentRoute(verb: string, act: (appointment: Named, call: Call) => Answer): Route {
	return iSalesRoute({ method: 'POST', path: `${path}/${verb}` }, (call) => {
		const found = call.world.state.appointments.get(String(call.body['appointId'] ?? ''));
		return found ? act(found, call) : refuse('04000004', 'appointId: does not exist');
	});
}

function list({ world, body }: Call): Answer {
	const { calledNo, userAccountList, beginTime, endTime, taskId } = body;
	const all = [...world.state.appointments.values()].filter(
		({ fields }) =>
			(!calledNo || fields['calledNo'] === calledNo) &&
			(!taskId || String(fields['taskId']) === String(taskId)) &&
			(!Array.isArray(userAccountList) ||
				userAccountList.length === 0 ||
				userAccountList.includes(fields['userAccount'])) &&
			Number(fields['appointTime']) >= Number(beginTime ?? 0) &&
			Number(fields['appointTime']) <= Number(endTime ?? Infinity),
	);
	const data = offsetPage(all, body).map(({ id, fields }) => {
		const campaign = world.state.campaigns.get(Number(fields['taskId']));
		return {
			...{ beginTime: null, endTime: null, userName: '' },
			...fields,
			appointId: id,
			taskName: campaign?.fields['name'] ?? '',
			taskStatus: campaign?.status ?? 0,
			timeout: Number(fields['appointTime']) < world.settings.now(),
		};
	});
	return succeed({ totalCount: all.length, data });
}
