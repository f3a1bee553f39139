import { describeSeat } from './parties.ts';
import type { ImCdrPayload, TcccPush } from './payloads.ts';
import {
	chatAgents,
	chatSkillGroup,
	chatSurveyAnswers,
	userRemarks,
	visitorNames,
} from './people.ts';
import type { Session } from './phoneCall.ts';
import { planTimeline } from './timeline.ts';

/** The one push of an online chat. */
export function makeChatSession(session: Session): TcccPush[] {
	const { random, scenario, sdkAppId } = session;
	const timeline = planTimeline(random, session.startTime, scenario);
	const visitor = `visitor-${random.digits(6)}`;
	const wasServed = timeline.accept > 0;
	const clientData = JSON.stringify({ page: '/products/example', visitor });
	const payload: ImCdrPayload = {
		SdkAppId: sdkAppId,
		SessionId: random.uuid(),
		StartTimestamp: timeline.start,
		QueuedTimestamp: timeline.queued,
		RingTimestamp: timeline.ring,
		AcceptTimestamp: timeline.accept,
		EndedTimestamp: timeline.end,
		QueuedSkillGroupId: chatSkillGroup.id,
		QueuedSkillGroupName: chatSkillGroup.name,
		Duration: wasServed ? timeline.end - timeline.accept : 0,
		IVRDuration: timeline.queued - timeline.start,
		EndStatusString: random.pick(scenario.endStatus),
		UserId: visitor,
		UserNickName: random.pick(visitorNames),
		IVRKeyPressed: random.chance(0.3) ? ['1'] : null,
		SeatUser: describeSeat(wasServed ? random.pick(chatAgents) : undefined),
		UserRemark: random.pick(userRemarks),
		Satisfaction: { ...(wasServed ? random.pick(chatSurveyAnswers) : { id: '', content: '' }) },
		ClientData: Buffer.from(clientData).toString('base64'),
	};
	return [{ action: 'imcdr', uuid: random.uuid(), payload }];
}
