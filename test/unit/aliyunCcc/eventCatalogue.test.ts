import {
	ALIYUN_EVENTS,
	EVENT_GROUPS,
	EVENT_NAMES,
	aliyunEventNamed,
} from '../../../lib/aliyunCcc/eventCatalogue';
import { EVENT_TYPES } from '../../../lib/callEvent/callEvent';
import { DIALECT_1 } from '../../fixtures/aliyunCcc/events';

/** The subscription sample of UpdateSubscription (reference/aliyun §1.5, H-sub), 52 names, and what came later. */
const SUBSCRIBED =
	'StopConsultant QueueingRerouted IvrTracking DualTrackRecordingReady SatisfactionSurveyResponse Dialing Abandoned QueueingCancelled RecordingReady StopCoach Established InitiateConsultant Route2IVR Retrieved CampaignPaused TextStream AgentRelease VoicemailReady Released CDRReady CaseAttempted AgentBreak AgentRingingTimeout AgentReady CampaignResumed AgentDialing Ringing StartConsultant QueueingTimeout AgentTalk AgentRinging StartMonitor BlindTransfer Intercept RingingTimeout StartConference QueueingOverflow BargeIn StopConference AgentCheckOut CampaignSubmitted AgentCheckIn Enqueue AttendedTransfer StopMonitor DispatchingFailure SatisfactionSurveyOffer CampaignCompleted CampaignAborted AssignAgent Held StartCoach'.split(
		' ',
	);
const LATER = [
	'Muted',
	'Unmuted',
	'QueueingFailure',
	'AssignAgentFailure',
	'MediaStream',
	'Threeway',
];

it('holds every name of the documents, once', () => {
	expect(SUBSCRIBED).toHaveLength(52);
	expect([...EVENT_NAMES].sort()).toEqual([...SUBSCRIBED, ...LATER, 'AgentACW'].sort());
});

it('knows every name of 1.0', () => {
	for (const name of Object.keys(DIALECT_1)) expect(aliyunEventNamed(name)).not.toBeNull();
	expect(aliyunEventNamed('CallReleased')?.name).toBe('Released');
});

it.each(ALIYUN_EVENTS)('$name: a title, a group, a known type, a rank', (event) => {
	expect(event.title).toMatch(new RegExp(`^${event.name}: .{4,60}$`));
	expect(EVENT_GROUPS).toContain(event.group);
	expect(EVENT_TYPES).toContain(event.type);
	expect(event.type).not.toBe('unknown');
	expect(Number.isInteger(event.rank) && event.rank >= 0 && event.rank <= 99).toBe(true);
});

it.each(['', 'constructor', '__proto__', 'Dialing2', '拨号'])('%j is no event', (name) => {
	expect(aliyunEventNamed(name)).toBeNull();
});
