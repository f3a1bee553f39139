import type { INodeProperties } from 'n8n-workflow';

export type AudioFormat = 'original' | 'pcm';

export const AUDIO_FORMAT: INodeProperties = {
	displayName: 'Audio Format',
	name: 'audioFormat',
	type: 'options',
	options: [
		{
			name: 'As Recorded',
			value: 'original',
			description: 'WAV with G.711 A-law in it: small, but many players and transcribers refuse it',
		},
		{
			name: 'PCM WAV',
			value: 'pcm',
			description: 'WAV with 16 bits per sample: twice the size, played and transcribed everywhere',
		},
	],
	default: 'original',
	description: 'How the sound is written',
};
