import type { INodeCredentialTestResult } from 'n8n-workflow';

/** What a credential test found, in words. */
export const yes = (message: string): INodeCredentialTestResult => ({ status: 'OK', message });
export const no = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });
