import { endpoint } from '../../endpoint';
import { group, list, secret, text } from '../../parameter';
import { DONE } from './answers';
import { OFFSET_PAGING, OFFSET_PARAMETERS } from '../paging';
import { V1 } from './paths';

/** SFTP servers that contact files are imported from: reference/huawei §2.6. */
const SERVER = {
	resource: 'fileServer',
	component: 'isales',
	method: 'POST',
	send: 'body',
} as const;

export const serverId = text({
	label: 'File Server',
	description: 'The file server, from the list or by its id. Example: 1749000000301.',
	example: '1749000000301',
	required: true,
	pick: 'fileServer',
	min: 1,
});

const password = {
	label: 'Password',
	description:
		'Password of the user, 8 to 80 characters; sent as plain text inside HTTPS, stored encrypted.',
	min: 8,
	max: 80,
};

const fields = {
	serverInfo: group({
		label: 'Server',
		description: 'Where the SFTP server is. Example: 192.0.2.10, port 22, /home/sftp.',
		required: true,
		members: {
			ip: text({
				label: 'IP Address',
				description: 'Address of the server. Example: 192.0.2.10.',
				example: '192.0.2.10',
				required: true,
				min: 1,
			}),
			port: text({
				label: 'Port',
				description: 'Port of the server. Example: 22.',
				example: '22',
				default: '22',
				required: true,
				pattern: { shape: /^\d{1,5}$/, says: 'must be a port number' },
			}),
			filePath: text({
				label: 'Folder',
				description: 'Folder the files lie in. Example: /home/sftp.',
				example: '/home/sftp',
				required: true,
				min: 1,
			}),
		},
	}),
	userName: text({
		label: 'User',
		description:
			'User on the server, at most 30 characters without special characters. Example: sftpuser.',
		example: 'sftpuser',
		required: true,
		min: 1,
		max: 30,
		pattern: {
			// cec_07_4050 lists them.
			shape: /^[^`~!@#$ %^&*()+=|{}'":;<>/?.\\[\]]*$/,
			says: 'may not hold blanks or special characters',
		},
	}),
};

export const createFileServer = endpoint({
	...SERVER,
	operation: 'create',
	name: 'Create',
	action: 'Create a file server',
	description: 'Registers an SFTP server to import contact files from',
	path: `${V1}/file/addServer`,
	parameters: { ...fields, serverPwd: secret({ ...password, required: true }) },
	answer: { kind: 'one', at: '' },
	row: { serverId: '1749000000301' },
	page: 'cec_07_0792 / 4050, reference/huawei §2.1 row 61, §2.6',
});

export const deleteFileServer = endpoint({
	...SERVER,
	operation: 'delete',
	name: 'Delete',
	action: 'Delete a file server',
	description: 'Removes an SFTP server from the list; its files stay',
	path: `${V1}/file/{serverId}/deleteServer`,
	parameters: { serverId },
	answer: DONE,
	page: 'cec_07_0793 / 4051, reference/huawei §2.1 row 62',
});

export const updateFileServer = endpoint({
	...SERVER,
	operation: 'update',
	name: 'Update',
	action: 'Update a file server',
	description: 'Changes a registered SFTP server; another IP address needs the password',
	path: `${V1}/file/{serverId}/updateServer`,
	parameters: { serverId, ...fields, serverPwd: secret(password) },
	answer: DONE,
	page: 'cec_07_0794 / 4052, reference/huawei §2.1 row 63, §2.6',
});

export const getFileServers = endpoint({
	...SERVER,
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many file servers',
	description: 'Gets the registered SFTP servers',
	path: `${V1}/file/queryServer`,
	parameters: {
		serverIds: list({
			label: 'File Server IDs',
			description: 'Only these servers; without them, all. Example: 1749000000301.',
			example: '1749000000301',
			of: text({ label: 'ID', description: 'Id of a file server. Example: 1749000000301.' }),
		}),
		...OFFSET_PARAMETERS,
	},
	answer: { kind: 'rows', rows: 'server', total: 'count' },
	paging: OFFSET_PAGING,
	row: {
		serverId: '1749000000301',
		ip: '192.0.2.10',
		port: '22',
		filePath: '/home/sftp',
		userName: 'sftpuser',
	},
	caution: 'That the id in the answer is named serverId was inferred.',
	page: 'cec_07_0795 / 4053, reference/huawei §2.1 row 64',
});
