import { z } from 'zod';

import { dialled, groups, text, time, whole, type Parameter } from '../../parameter';

/** Everything here: reference/huawei §2.6. */

export const sessionId = text({
	label: 'Session ID',
	description:
		'Your id of the contact, at most 32 characters, given back with every result. Example: cust-0001.',
	example: 'cust-0001',
	max: 32,
});

export const customField = text({
	label: 'Custom Field',
	description:
		'Your own mark, at most 200 characters without special characters; also counts as batch id in the statistics. Example: batch1.',
	example: 'batch1',
	max: 200,
});

export const recycleTime = time({
	label: 'Recycle Time',
	description:
		'After this time the contact is no longer called. Sent in UTC like the times of the campaign: the vendor does not name the zone. Example: 2026-06-30T18:00:00.',
	example: '2026-06-30T18:00:00',
	form: 'utc',
});

export const called = dialled({
	label: 'Customer Number',
	description: 'Number to call, at most 24 characters of 0-9, * and #. Example: 13800000001.',
	example: '13800000001',
	required: true,
	min: 1,
});

/** Text of at most 1024 characters; an object out of an expression is written as JSON. */
function callDataText(): Parameter {
	const facts = text({
		label: 'Call Data',
		description:
			'Data that goes along with the call, at most 1024 characters; must be JSON for an intelligent IVR. Example: {"name":"Lin"}.',
		example: '{"name":"Lin"}',
		max: 1024,
		isLong: true,
	});
	const written = (value: unknown) =>
		typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
	return { ...facts, schema: z.preprocess(written, facts.schema) };
}

export const callData = callDataText();

const priority = whole({
	label: 'Priority',
	description:
		'Which contacts are called first, 1 (highest) to 5, since release 25.100.0. Example: 3.',
	example: 3,
	min: 1,
	max: 5,
	as: 'text',
});

const details = {
	caller: dialled({
		label: 'Calling Number',
		description:
			'Number this contact sees, at most 24 characters of 0-9, * and #; without it, that of the campaign. Example: 88880001.',
		example: '88880001',
	}),
	customField,
	recycleTime,
	callData,
	priority,
};

/** Version 2: several numbers of one contact, tried one after the other. */
const calledNumbers = groups({
	label: 'Customer Numbers',
	description:
		'Numbers of the contact, tried one after the other, each once. Example: 13800000001.',
	required: true,
	min: 1,
	members: {
		calledNo: called,
		delayTime: whole({
			label: 'Delay',
			description: 'Seconds to wait before this number, 0 to 7200; 0 without it. Example: 60.',
			example: 60,
			min: 0,
			max: 7200,
		}),
		type: text({
			label: 'Number Type',
			description: 'Type of the number, for a retry policy by number type. Example: 1.',
			example: '1',
		}),
	},
});

function contacts(most: number, members: Readonly<Record<string, Parameter>>, advice: string) {
	return groups({
		label: 'Contacts',
		description: `Contacts to call. ${advice} Example: session cust-0001, number 13800000001.`,
		required: true,
		min: 1,
		max: most,
		members: { sessionId, ...members, ...details },
	});
}

export const contactsV1 = contacts(20, { called }, 'At most 20 in one call.');

/** The real limit is the server setting isales.api.calldata.max, 20 unless it was raised. */
export const contactsV2 = contacts(
	2000,
	{ called: calledNumbers },
	'As many as the server setting isales.api.calldata.max allows: 20 unless it was raised, at most 2000.',
);

export const contactsOfTaskGroup = contacts(
	20,
	{ called: calledNumbers },
	'At most 20 in one call.',
);
