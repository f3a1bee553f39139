import type { ICredentialDataDecryptedObject, INodeCredentialTestResult } from 'n8n-workflow';

import { no, yes } from '../../shared/credentialTestResult';
import { textIn } from '../../shared/pushCredential';

const SHORTEST_TOKEN = 16;

/** Huawei has the other half of these secrets, so they are judged, and nobody is asked. */
export function testCallback(data: ICredentialDataDecryptedObject): INodeCredentialTestResult {
	const token = textIn(data, 'urlToken');
	if (token === '') return no('Enter a URL token of at least 16 characters');
	if (!/^[A-Za-z0-9_-]+$/.test(token)) {
		return no(
			'The URL token may hold letters, digits, "-" and "_" only: the callback addresses of two-way calls take nothing else. Make another.',
		);
	}
	if (token.length < SHORTEST_TOKEN) {
		return no(`The URL token has ${token.length} characters. Use at least ${SHORTEST_TOKEN}.`);
	}
	return yes('Complete. Append a question mark and this token to the URL you enter at Huawei.');
}
