import type { CredentialInput, N8nClient } from './n8nClient.ts';

/** Makes a credential in the place of a former one of the same name. */
export async function replaceCredential(n8n: N8nClient, credential: CredentialInput) {
	const all = await n8n.request<Array<{ id: string; name: string }>>('GET', '/rest/credentials');
	for (const { id, name } of all) {
		if (name === credential.name) await n8n.request('DELETE', `/rest/credentials/${id}`);
	}
	return await n8n.credential(credential);
}
