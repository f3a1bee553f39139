/** What becomes of a call, and the three callbacks that tell it (reference/huawei §5.5). */
import { randomUUID } from 'node:crypto';
import { isRetCodeZero } from '../callbacks.ts';
import type { FabricCall } from '../state.ts';
import { utcText, wallText } from '../vendorTime.ts';
import type { World } from '../world.ts';
import { voiceSignatureOf } from './voiceSignature.ts';

/** Calling, talking after a step, ended after one more. */
export function letRun(world: World, call: FabricCall): void {
	const { timers, settings } = world;
	call.state = 1;
	timers.after(settings.callStepMs, () => {
		call.state = 2;
		if (call.kind === 'call') tellConnected(world, call);
		timers.after(settings.callStepMs, () => {
			call.state = 3;
			if (call.kind === 'call') tellReleased(world, call);
			else tellVoiceResult(world, call);
		});
	});
}

/** Retries are not documented. */
function post(world: World, url: string, body: string, contentType = json): void {
	if (url === '') return;
	const rule = { attempts: 1, everyMs: 0, isAccepted: isRetCodeZero };
	world.callbacks.send({ url, body, contentType }, rule);
}

const json = 'application/json;charset=UTF-8';

function textOf(call: FabricCall, name: string): string {
	return String(call.fields[name] ?? '');
}

/** The vendor's sample is no JSON: `key=value` inside braces. */
function tellConnected(world: World, call: FabricCall): void {
	const fields = {
		callSerialNo: call.callSerialNo,
		serviceNo: textOf(call, 'caller') || textOf(call, 'softPhone'),
		called: textOf(call, 'called'),
		callData: textOf(call, 'callData'),
	};
	const pairs = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
	const { connectCallBackUrl, connectContentType } = world.settings;
	post(world, connectCallBackUrl, `{${pairs.join(', ')}}`, connectContentType);
}

function tellReleased(world: World, call: FabricCall): void {
	const agent = textOf(call, 'caller') || textOf(call, 'softPhone');
	const { settings } = world;
	const fields = {
		callSerialNo: call.callSerialNo,
		...{ serviceNo: agent, caller: agent, called: textOf(call, 'called') },
		callerPresent: textOf(call, 'callerPresent'),
		callData: textOf(call, 'callData'),
		...timesOf(call, (time) => utcText(time)),
		...{ recordfile: '', locationId: '0', releaseReason: '0' },
		...{
			agentAlertingTime: utcText(call.begin + 1000),
			agentTalkingTime: utcText(call.begin + 3000),
		},
		...{ agentReleaseTime: utcText(call.begin + 65_000), agentTalkDuration: '62' },
	};
	post(world, call.callBackUrl || settings.releaseCallBackUrl, JSON.stringify(fields));
}

function timesOf(call: FabricCall, write: (milliseconds: number) => string) {
	return {
		createCallTime: write(call.begin),
		alertingTime: write(call.begin + 2000),
		talkingTime: write(call.begin + 5000),
		releaseTime: write(call.begin + 65_000),
		talkDuration: '60',
	};
}

/** Signed when it goes to the address of the API and a key is shared. */
function tellVoiceResult(world: World, call: FabricCall): void {
	const { settings } = world;
	const fields: Record<string, string> = {
		callSerialNo: call.callSerialNo,
		called: textOf(call, 'called'),
		callerPresent: textOf(call, 'callerPresent'),
		...timesOf(call, (time) => voiceTime(time, settings.timeZone)),
		...{ recordfile: '', locationId: '0', releaseReason: '1' },
	};
	const isSigned = call.callBackUrl !== '' && settings.sharedKey !== '';
	const timestamp = String(settings.now());
	const nonce = randomUUID().replaceAll('-', '');
	const signature = voiceSignatureOf(fields, { ...settings, timestamp, nonce });
	const body = { ...fields, ...(isSigned ? { signature, timestamp, nonce } : {}) };
	post(world, call.callBackUrl || settings.voiceCallBackUrl, JSON.stringify(body));
}

/** `2022/02/17,13:10:06:836` */
function voiceTime(milliseconds: number, timeZone: string): string {
	const wall = wallText(milliseconds, timeZone).replaceAll('-', '/').replace(' ', ',');
	return `${wall}:${String(milliseconds % 1000).padStart(3, '0')}`;
}
