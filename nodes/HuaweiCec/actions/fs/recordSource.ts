import {
	downloadAgentOprInfoFile,
	queryAgentOprInfoData,
} from '../../../../lib/huaweiCec/catalogue/fs/agentOperation';
import { downloadBillFile, queryBillData } from '../../../../lib/huaweiCec/catalogue/fs/callRecord';
import {
	downloadAgentSkillInfoFile,
	queryAgentSkillInfoData,
} from '../../../../lib/huaweiCec/catalogue/fs/skillChange';
import type { Endpoint } from '../../../../lib/huaweiCec/endpoint';
import type { RecordKind } from '../../../../lib/huaweiCec/records/columns';

/** How CC-FS is asked for files of a kind, and where it gives them. */
export interface RecordSource {
	records: RecordKind;
	request: Endpoint;
	/** Members of the request that tell the kind. */
	fixed: Readonly<Record<string, string>>;
	/** Filters the request itself takes, so that the file is smaller. */
	narrows: ReadonlyArray<'agentId' | 'callId'>;
	download: Endpoint;
	/** The download's field for the file's name. */
	nameField: string;
}

export const RECORD_SOURCES: Readonly<Record<RecordKind, RecordSource>> = {
	call: {
		records: 'call',
		request: queryBillData,
		fixed: { dataType: 'call' },
		narrows: ['agentId', 'callId'],
		download: downloadBillFile,
		nameField: 'billFileName',
	},
	record: {
		records: 'record',
		request: queryBillData,
		fixed: { dataType: 'record' },
		narrows: ['agentId', 'callId'],
		download: downloadBillFile,
		nameField: 'billFileName',
	},
	agentOperation: {
		records: 'agentOperation',
		request: queryAgentOprInfoData,
		fixed: {},
		narrows: ['agentId'],
		download: downloadAgentOprInfoFile,
		nameField: 'agentOprInfoFileName',
	},
	skillChange: {
		records: 'skillChange',
		request: queryAgentSkillInfoData,
		fixed: {},
		narrows: ['agentId'],
		download: downloadAgentSkillInfoFile,
		nameField: 'agentSkillInfoFileName',
	},
};
