import type { CallEvent, CallLeg } from '../callEvent/callEvent';
import { EMPTY_LEG } from '../callEvent/emptyCallEvent';
import { ownEntry } from '../callEvent/ownEntry';
import { agentStateOf } from './agentState';
import { campaignOf } from './campaign';
import { channelDetails, endDetails } from './channelDetails';
import type { AliyunEvent } from './eventCatalogue';
import { ivrStepOf } from './ivrStep';
import { recordDetails } from './recordDetails';
import { recordingOf } from './recording';
import { satisfactionOf } from './satisfaction';
import { meaning, type Details, type Scene } from './scene';
import { supervisionOf } from './supervisor';
import { transcriptOf } from './transcript';

type Reader = (event: AliyunEvent, scene: Scene, agent: CallEvent['agent']) => Details;

/** How the details of an event are read: by what it is as a call event, which is the same for both dialects. */
const READERS: Partial<Record<CallEvent['type'], Reader>> = {
	'call.created': channelDetails,
	'call.ringing': channelDetails,
	'call.answered': channelDetails,
	'call.held': channelDetails,
	'call.resumed': channelDetails,
	'call.muted': channelDetails,
	'call.unmuted': channelDetails,
	'call.leg_ended': channelDetails,
	'call.ended': endDetails,
	'call.cdr': recordDetails,
	'call.ivr': ivrDetails,
	'call.queued': queueDetails,
	'call.assigned': queueDetails,
	'queue.timeout': queueDetails,
	'call.transferred': transferDetails,
	'agent.state_changed': agentDetails,
	'monitor.changed': supervisorDetails,
	'recording.ready': recordingDetails,
	'voicemail.ready': recordingDetails,
	'survey.answered': surveyDetails,
	'transcript.ready': transcriptDetails,
	'campaign.state_changed': campaignDetails,
	'campaign.case_attempted': campaignDetails,
};

/** What an event says beside who, where and when. */
export function detailsOf(event: AliyunEvent, scene: Scene, agent: CallEvent['agent']): Details {
	const read = READERS[event.type];
	return read ? read(event, scene, agent) : meaning(event);
}

/** Route2IVR begins a call that comes in; IvrTracking tells a step. */
function ivrDetails(event: AliyunEvent, scene: Scene): Details {
	if (event.name === 'IvrTracking') return { ...meaning(event), call: ivrStepOf(scene.fields) };
	const begins = scene.kind.direction === 'inbound';
	return {
		...meaning(event),
		call: begins ? { startedAt: new Date(scene.time).toISOString() } : {},
	};
}

/** What went wrong in a queue; the call goes on, so it is no outcome yet. */
const QUEUE_TROUBLES: Record<string, string> = {
	QueueingTimeout: 'No agent was free in time',
	QueueingOverflow: 'The queue is full',
	QueueingCancelled: 'The call left the queue',
	QueueingFailure: 'Queueing failed',
	QueueingRerouted: 'The call moved to another queue',
	DispatchingFailure: 'No agent could be found for the call',
	AssignAgentFailure: 'The call could not be given to the agent',
};

function queueDetails(event: AliyunEvent, scene: Scene): Details {
	const text = ownEntry(QUEUE_TROUBLES, event.name) ?? null;
	const queued = event.name === 'Enqueue' ? { queuedAt: new Date(scene.time).toISOString() } : {};
	const code = text === null ? null : (scene.fields.reason ?? event.name);
	return { ...meaning(event), call: { ...queued, outcomeDetail: { code, text } } };
}

/** `originator` passes the call on to `destination`: extensions, numbers or agents. */
function transferDetails(event: AliyunEvent, scene: Scene): Details {
	const { fields } = scene;
	const leg: CallLeg = {
		...EMPTY_LEG,
		type: 'agent',
		agentId: fields.agentId ?? null,
		queueId: fields.skillGroupId ?? null,
		transferFrom: fields.originator ?? null,
		transferTo: fields.destination ?? null,
	};
	return { ...meaning(event), call: { legs: [leg] } };
}

function agentDetails(event: AliyunEvent, scene: Scene, agent: CallEvent['agent']): Details {
	const state = agentStateOf(event.name, scene.fields, scene.warnings);
	return { ...meaning(event), agent: { ...agent, ...state } };
}

function supervisorDetails(event: AliyunEvent, scene: Scene, agent: CallEvent['agent']): Details {
	const { agentId, legs } = supervisionOf(event.name, scene.fields);
	const text = event.title.slice(event.title.indexOf(': ') + 2);
	return {
		...meaning(event),
		call: { legs },
		agent: { ...agent, id: agentId, stateDetail: { code: event.name, text } },
	};
}

function recordingDetails(event: AliyunEvent, { fields }: Scene): Details {
	return {
		...meaning(event),
		recording: recordingOf(event.name, fields),
	};
}

function surveyDetails(event: AliyunEvent, { fields, channel }: Scene): Details {
	return {
		...meaning(event),
		call: { satisfaction: satisfactionOf(fields, channel) },
	};
}

function transcriptDetails(event: AliyunEvent, { fields }: Scene): Details {
	return {
		...meaning(event),
		transcript: transcriptOf(fields),
	};
}

function campaignDetails(event: AliyunEvent, { fields }: Scene): Details {
	return {
		...meaning(event),
		campaign: campaignOf(event.name, fields),
	};
}
