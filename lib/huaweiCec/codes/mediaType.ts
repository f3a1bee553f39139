import type { Call } from '../../callEvent/callEvent';

export interface MediaType {
	text: string;
	channel: Call['channel'];
}

const voice = (text: string): MediaType => ({ text, channel: 'voice' });
const video = (text: string): MediaType => ({ text, channel: 'video' });
const chat = (text: string): MediaType => ({ text, channel: 'chat' });
const ticket = (text: string): MediaType => ({ text, channel: 'ticket' });

/** Media types of calls and queues (reference/huawei §3.5, vendor's page cec_07_0843). */
export const MEDIA_TYPES: Readonly<Record<number, MediaType>> = {
	1: chat('Text chat'),
	2: voice('Click to dial'),
	3: chat('Escorted browsing'),
	4: voice('Callback request'),
	5: voice('Ordinary voice'),
	6: ticket('E-mail'),
	7: ticket('Fax'),
	8: video('IP video'),
	15: voice('Predictive outbound call'),
	16: voice('Preview outbound call'),
	17: chat('Message'),
	18: video('Video click to dial'),
	19: video('Video call'),
	20: ticket('Non-real-time'),
	21: video('Desktop share'),
	22: voice('Calling number of a skill queue'),
	50: ticket('E-mail chat'),
	51: chat('Internet chat'),
	52: chat('SMS chat'),
	53: chat('Social media chat'),
	54: ticket('Fax chat'),
	55: video('H5 video'),
};
