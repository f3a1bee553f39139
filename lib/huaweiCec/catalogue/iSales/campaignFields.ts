import { CAMPAIGN_STATUSES } from '../../codes/campaignStatus';
import { DEVICE_TYPES } from '../../codes/deviceType';
import {
	choice,
	dialled,
	group,
	groups,
	json,
	list,
	text,
	time,
	whole,
	type Parameter,
} from '../../parameter';

/** Everything here: reference/huawei §2.2 and §2.4. */

export const campaignId = whole({
	label: 'Campaign',
	description: 'The campaign, from the list or by its id. Example: 46.',
	example: 46,
	required: true,
	pick: 'campaign',
});

/** Narrows a list; 0 is the vendor's "all". */
export const campaignStatus = choice({
	label: 'Status',
	description: 'Only campaigns with this status. Example: Started.',
	example: 2,
	default: 0,
	required: true,
	choices: [{ value: 0, label: 'All' }, ...CAMPAIGN_STATUSES],
});

export const campaignName = text({
	label: 'Name',
	description:
		'Name of the campaign, at most 100 characters (32 in releases before 2024), unique in the VDN. Example: renewal-2026-06.',
	example: 'renewal-2026-06',
	required: true,
	min: 1,
	max: 100,
});

export const campaignDescription = text({
	label: 'Description',
	description:
		'What it is for, at most 200 characters, none of "[]=;<>. Example: Renewal calls in June.',
	example: 'Renewal calls in June',
	max: 200,
	pattern: { shape: /^[^"[\]=;<>]*$/, says: 'may not hold any of "[]=;<>' },
});

const deviceType = choice({
	label: 'Device Type',
	description:
		'How the campaign calls. Cannot be changed later: an update must give the original. Types 1 and 3 need the IVR parameters, 2, 5 and 6 the skill queue parameters. Example: Automatic (IVR).',
	example: 3,
	required: true,
	choices: DEVICE_TYPES,
});

export const accessCode = dialled({
	label: 'Number',
	description:
		'Number the customer sees, at most 24 characters of 0-9, * and #. Example: 88880001.',
	example: '88880001',
	required: true,
	min: 1,
});

const callerNumberMembers = {
	accessCode,
	priority: whole({
		label: 'Priority',
		description: 'Which number is used first. Example: 3.',
		example: 3,
	}),
};

const callerNumbers = {
	label: 'Calling Numbers',
	description: 'Numbers shown to the customers, with a priority each. Example: 88880001.',
	required: true,
	members: callerNumberMembers,
	min: 1,
};

export const callerNo = groups(callerNumbers);

/** Rows 15 and 16 take at most 100 numbers in a call. */
export const addedCallerNo = groups({ ...callerNumbers, max: 100 });

const oneCallerNo = dialled({
	label: 'Calling Number',
	description:
		'Number shown to the customers, at most 24 characters of 0-9, * and #. Example: 88880001.',
	example: '88880001',
	required: true,
	min: 1,
});

const maxAlertingTime = whole({
	label: 'Longest Ringing',
	description:
		'Seconds of ringing before the call is given up. Preview campaigns: 9 to 120. Others: 5 to 60, up to 120 where the tenant parameter 6006003000022 allows it. Example: 30.',
	example: 30,
	default: 30,
	required: true,
	min: 5,
	max: 120,
});

const priority = whole({
	label: 'Priority',
	description: 'Importance among the campaigns, 1 (highest) to 5. Example: 3.',
	example: 3,
	min: 1,
	max: 5,
});

const callOrder = json({
	label: 'Call Order',
	description:
		"In which order the numbers are called, since release 25.100.0; the values stand on the vendor's page cec_07_0722. Example: 1.",
	example: 1,
});

/** The vendor wants all twelve times; one that is not used is empty text. */
function timeOfDay(when: string, example: string): Parameter {
	const facts = text({
		label: when,
		description: `${when} as HH:mm, UTC like the times of the campaign; empty when not used. Example: ${example}.`,
		example,
		pattern: { shape: /^(?:(?:[01]\d|2[0-3]):[0-5]\d)?$/, says: 'must be a time like 09:00' },
	});
	return { ...facts, schema: facts.schema.default('') };
}

const scheduleParam = group({
	label: 'Calling Hours',
	description:
		'When numbers are called: up to three spans on workdays and three on special dates, HH:mm. Example: workdays 01:00 to 10:00.',
	required: true,
	members: {
		workdayBeginTime1: timeOfDay('Workday Begin 1', '01:00'),
		workdayEndTime1: timeOfDay('Workday End 1', '10:00'),
		workdayBeginTime2: timeOfDay('Workday Begin 2', '11:00'),
		workdayEndTime2: timeOfDay('Workday End 2', '12:00'),
		workdayBeginTime3: timeOfDay('Workday Begin 3', '13:00'),
		workdayEndTime3: timeOfDay('Workday End 3', '14:00'),
		holidayBeginTime1: timeOfDay('Special Date Begin 1', '02:00'),
		holidayEndTime1: timeOfDay('Special Date End 1', '08:00'),
		holidayBeginTime2: timeOfDay('Special Date Begin 2', '09:00'),
		holidayEndTime2: timeOfDay('Special Date End 2', '10:00'),
		holidayBeginTime3: timeOfDay('Special Date Begin 3', '11:00'),
		holidayEndTime3: timeOfDay('Special Date End 3', '12:00'),
	},
});

const ivrParam = group({
	label: 'IVR Parameters',
	description:
		'Which flow talks to the customer; needed for device types 1 and 3. Example: flow 70001.',
	members: {
		deviceSign: text({
			label: 'Flow Access Code',
			description: 'Access code of the IVR flow. Example: 70001.',
			example: '70001',
			required: true,
			min: 1,
		}),
		callCount: whole({
			label: 'Calls Per Round',
			description: 'How many numbers are called in one round. Example: 10.',
			example: 10,
		}),
		callInterval: whole({
			label: 'Round Interval',
			description: 'Seconds between two rounds. Example: 5.',
			example: 5,
		}),
	},
});

const offHookRate = whole({
	label: 'Off-Hook Rate',
	description: 'Share of customers who pick up, in percent. Example: 100.',
	example: 100,
});

const experienceMembers = {
	maxAvgCallTime: whole({
		label: 'Longest Average Call',
		description: 'Upper bound of the average talk time in seconds. Example: 100.',
		example: 100,
	}),
	minAvgCallTime: whole({
		label: 'Shortest Average Call',
		description: 'Lower bound of the average talk time in seconds. Example: 50.',
		example: 50,
	}),
	outBoundRate: whole({
		label: 'Outbound Rate',
		description: 'Expected share of connected calls, in percent. Example: 50.',
		example: 50,
	}),
};

const predictParam = group({
	label: 'Prediction',
	description:
		'How many numbers are called for the free agents; for predictive campaigns. Example: off-hook rate 100.',
	members: {
		predictMethod: choice({
			label: 'Method',
			description: 'What the prediction is built on. Example: Off-Hook Rate.',
			example: 5,
			choices: [
				{ value: 5, label: 'Off-Hook Rate' },
				{ value: 1, label: 'Experience' },
			],
		}),
		offhookPredictParam: group({
			label: 'Off-Hook Rate',
			description: 'For the method Off-Hook Rate. Example: 100.',
			members: { offHookRate },
		}),
		expPredictParam: group({
			label: 'Experience',
			description: 'For the method Experience. Example: 50 to 100 seconds, rate 50.',
			members: experienceMembers,
		}),
	},
});

const skillParam = group({
	label: 'Skill Queue Parameters',
	description:
		'Whose agents talk to the customer; needed for device types 2, 5 and 6. Example: skill queue 5.',
	members: {
		skillId: whole({
			label: 'Skill Queue',
			description: 'The skill queue, from the list or by its number. Example: 5.',
			example: 5,
			required: true,
			pick: 'skillQueue',
		}),
		skillName: text({
			label: 'Skill Queue Name',
			description: 'Its name. Example: Renewal.',
			example: 'Renewal',
		}),
		outBoundType: whole({
			label: 'Outbound Type',
			description: 'Kind of outbound call; 2 is predictive. Example: 2.',
			example: 2,
		}),
		predictParam,
	},
});

/** Members of a retry policy, alone (row 10) and inside a campaign. */
export const retryPolicyMembers = {
	policyType: choice({
		label: 'Policy Type',
		description: 'One policy for all numbers, or one for each type of number. Example: Global.',
		example: 0,
		default: 0,
		required: true,
		choices: [
			{ value: 0, label: 'Global' },
			{ value: 1, label: 'By Number Type' },
		],
	}),
	policyJson: json({
		label: 'Policy (JSON)',
		description:
			'JSON with dataType (number type), type (0 plain, 1 by result) and policy: retryTime and retryDay for type 0; callInterval, result and retryNumber for type 1. The vendor\'s page seems to swap the meanings of retryTime and retryDay: try with one number first. Example: {"dataType":"","type":0,"policy":"{\\"retryTime\\":2,\\"retryDay\\":1}"}.',
		example: '{"dataType":"","type":0,"policy":"{\\"retryTime\\":2,\\"retryDay\\":1}"}',
		sent: 'text',
	}),
	noRetryPolicy: list({
		label: 'No Retry For',
		description:
			'Codes of display results after which a number is not called again; only without Policy Type By Number Type. Example: OB00001.',
		example: 'OB00001',
		of: text({ label: 'Code', description: 'Code of a display result. Example: OB00001.' }),
	}),
};

const retryPolicy = group({
	label: 'Retry Policy',
	description: 'When a number that was not reached is called again. Example: 2 times.',
	members: {
		...retryPolicyMembers,
		busiPolicy: json({
			label: 'Business Result Policy (JSON)',
			description:
				'What happens after a business result: JSON with busiResultCode, busiResultSubCode, busiResultPolicy (0 stop, 1 next number, 2 same number) and callInterval (1 to 3600 seconds, not with 0). Example: [{"busiResultCode":"again","busiResultPolicy":2,"callInterval":600}].',
			example: '[{"busiResultCode":"again","busiResultPolicy":2,"callInterval":600}]',
			sent: 'text',
		}),
	},
});

export const initStatus = choice({
	label: 'Initial Status',
	description: 'Whether it starts by itself or is created paused. Example: Started.',
	example: 0,
	default: 0,
	choices: [
		{ value: 0, label: 'Started' },
		{ value: 1, label: 'Paused' },
	],
});

export const callBackUrl = text({
	label: 'Callback URL',
	description:
		'Where CC-iSales posts the result of every call of this campaign. Paste the Production URL of a Huawei CEC Trigger here, with a question mark and its token. HTTPS with TLS 1.2 or newer. Example: https://n8n.example.com/webhook/1f0c/huawei-cec?YOUR_TOKEN.',
	example: 'https://n8n.example.com/webhook/1f0c/huawei-cec?YOUR_TOKEN',
});

function when(label: string, description: string, example: string, required: boolean) {
	return time({
		label,
		description: `${description} Example: ${example}.`,
		example,
		required,
		form: 'utc',
	});
}

const BEGIN = 'From when numbers are called, not before today 00:00.';
const END = 'Until when numbers are called, after the begin.';

/** Begin and end of a campaign; a version 1 update may leave them as they are. */
export const campaignTimes = {
	strBeginTime: when('Begin', BEGIN, '2026-06-01T09:00:00', true),
	strEndTime: when('End', END, '2026-06-30T18:00:00', true),
};
export const optionalCampaignTimes = {
	strBeginTime: when('Begin', BEGIN, '2026-06-01T09:00:00', false),
	strEndTime: when('End', END, '2026-06-30T18:00:00', false),
};

const common = { deviceType, maxAlertingTime, scheduleParam, ivrParam, skillParam };

/** What version 1 knows beside name and times: one calling number, no retry policy. */
export const campaignFieldsV1 = { ...common, callerNo: oneCallerNo };

/** What version 2 and templates know beside name and times. */
export const campaignFieldsV2 = { ...common, callerNo, priority, callOrder, retryPolicy };
