/** Operations of the Huawei nodes that call more than one interface, and those they call. */
type Calls = Readonly<Record<string, readonly string[]>>;

const CALL_RECORD_FILE = ['callRecord.requestFile', 'callRecord.downloadFile'];
const ONE_RECORDING = ['recording.search', 'recording.downloadByPath'];

export const ISALES_CALLS: Calls = {
	'campaign.createFromTemplate': ['campaignTemplate.get', 'campaign.create'],
	'contact.add': ['blocklist.check', 'contact.add', 'contact.addV1'],
};

export const FS_CALLS: Calls = {
	'agentOperation.getMany': ['agentOperation.requestFile', 'agentOperation.downloadFile'],
	'callRecord.getMany': CALL_RECORD_FILE,
	'recording.download': ONE_RECORDING,
	'recording.export': [...CALL_RECORD_FILE, ...ONE_RECORDING],
	'recordingIndex.getMany': CALL_RECORD_FILE,
	'skillChange.getMany': ['skillChange.requestFile', 'skillChange.downloadFile'],
};

export const CMS_CALLS: Calls = {
	'call.getMany': ['call.getMany', 'call.getDetails', 'call.getTrace'],
};
