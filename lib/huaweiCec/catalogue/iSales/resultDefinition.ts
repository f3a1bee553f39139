import { endpoint } from '../../endpoint';
import { groups, list, text } from '../../parameter';
import { additionalFields, PARTLY_SEEN } from '../additionalFields';
import { DATA_ROWS, DONE } from './answers';
import { numberedPaging, numberedParameters } from '../paging';
import { V1 } from './paths';

/** Business results (what was agreed) and display results (names for fail codes): reference/huawei §2.4, §2.9. */
const DEFINITION = { resource: 'resultDefinition', component: 'isales', send: 'body' } as const;
const LIST = {
	...DEFINITION,
	method: 'GET',
	send: 'query',
	parameters: numberedParameters(50),
	paging: numberedPaging(50),
} as const;

const businessResult = {
	name: text({
		label: 'Name',
		description: 'Name of the result, at most 50 characters. Example: Bought.',
		example: 'Bought',
		required: true,
		min: 1,
		max: 50,
	}),
	code: text({
		label: 'Code',
		description: 'Code of the result, at most 50 digits, letters and dashes. Example: bought.',
		example: 'bought',
		max: 50,
		pattern: { shape: /^[0-9A-Za-z-]*$/, says: 'may hold only digits, letters and -' },
	}),
	description: text({
		label: 'Description',
		description: 'When the result is given, at most 200 characters. Example: Bought in the call.',
		example: 'Bought in the call',
		max: 200,
	}),
};

export const createBusinessResult = endpoint({
	...DEFINITION,
	operation: 'createBusinessResult',
	name: 'Create Business Result',
	action: 'Create a business result',
	description: 'Defines what can come of a call. It cannot be changed later',
	method: 'POST',
	path: `${V1}/addBusinessResult`,
	parameters: {
		...businessResult,
		children: groups({
			label: 'Sub-Results',
			description: 'Finer results below this one. Example: Bought now.',
			members: businessResult,
		}),
	},
	answer: DONE,
	page: 'cec_07_0732 / 4012, reference/huawei §2.1 row 12, §2.4',
});

export const getBusinessResults = endpoint({
	...LIST,
	operation: 'getBusinessResults',
	name: 'Get Business Results',
	action: 'Get many business results',
	description: 'Gets what can come of a call',
	path: `${V1}/queryBusinessResults`,
	answer: DATA_ROWS,
	row: {
		name: 'Bought',
		code: 'bought',
		defLevel: '1',
		children: [{ name: 'Bought now', code: 'bought-now', defLevel: '2' }],
	},
	page: 'cec_07_0733 / 4013, reference/huawei §2.1 row 13, §2.4',
});

const displayResult = {
	resultCode: text({
		label: 'Result Code',
		description: 'Code of the display result, fewer than 8 characters. Example: 007.',
		example: '007',
		max: 7,
	}),
	displayResult: text({
		label: 'Display Result',
		description: 'What is shown for it. Example: Customer does not answer.',
		example: 'Customer does not answer',
		required: true,
		min: 1,
	}),
	obsCodes: list({
		label: 'Fail Codes',
		description: 'The fail codes it stands for. Example: 00603, 00604.',
		example: '00603, 00604',
		required: true,
		of: text({ label: 'Fail Code', description: 'A fail code. Example: 00603.', min: 1 }),
		min: 1,
	}),
};

const defId = text({
	label: 'Display Result ID',
	description: 'Id of the display result. Example: 1645244637.',
	example: '1645244637',
	required: true,
	min: 1,
});

export const createDisplayResult = endpoint({
	...DEFINITION,
	operation: 'createDisplayResult',
	name: 'Create Display Result',
	action: 'Create a display result',
	description: 'Gives fail codes a name and a code of your own, for results and retry policies',
	method: 'POST',
	path: `${V1}/createObResult`,
	parameters: { ...displayResult, additionalFields },
	answer: { kind: 'one', at: '' },
	row: { defId: '1645244637' },
	page: 'cec_07_0798 / 4056, reference/huawei §2.1 row 65',
});

export const updateDisplayResult = endpoint({
	...DEFINITION,
	operation: 'updateDisplayResult',
	name: 'Update Display Result',
	action: 'Update a display result',
	description: 'Changes the name, code or fail codes of a display result',
	method: 'POST',
	path: `${V1}/updateObResult`,
	parameters: { defId, ...displayResult, additionalFields },
	answer: DONE,
	caution: `That the id is sent as defId was inferred. ${PARTLY_SEEN}`,
	page: 'cec_07_0799 / 4057, reference/huawei §2.1 row 66',
});

export const deleteDisplayResult = endpoint({
	...DEFINITION,
	operation: 'deleteDisplayResult',
	name: 'Delete Display Result',
	action: 'Delete a display result',
	description: 'Deletes a display result',
	method: 'DELETE',
	path: `${V1}/{defId}/deleteObsResult`,
	parameters: { defId },
	answer: DONE,
	page: 'cec_07_0800 / 4058, reference/huawei §2.1 row 67',
});

const DISPLAY_ROW = {
	defId: '1645244637',
	displayResult: 'Customer does not answer',
	resultCode: '007',
};

export const getDisplayResults = endpoint({
	...LIST,
	operation: 'getDisplayResults',
	name: 'Get Display Results',
	action: 'Get many display results',
	description: 'Gets the names and codes that stand for fail codes',
	path: `${V1}/queryOBSResults`,
	answer: DATA_ROWS,
	row: DISPLAY_ROW,
	page: 'cec_07_0801 / 4059, reference/huawei §2.1 row 68',
});

export const getDisplayResult = endpoint({
	...DEFINITION,
	operation: 'getDisplayResult',
	name: 'Get Display Result',
	action: 'Get a display result',
	description: 'Gets a display result with the fail codes it stands for',
	method: 'GET',
	send: 'query',
	path: `${V1}/{defId}/queryObsResultDetail`,
	parameters: { defId },
	answer: { kind: 'one', at: 'obResult' },
	row: {
		...DISPLAY_ROW,
		vdnId: 25,
		resultMapList: [{ mapId: '1059886898', defId: '1645244637', failCode: '00603', vdnId: '25' }],
	},
	page: 'cec_07_0802 / 4060, reference/huawei §2.1 row 69',
});
