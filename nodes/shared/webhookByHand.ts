import type { IHookFunctions } from 'n8n-workflow';

/**
 * The life of a webhook whose URL somebody enters at the vendor: there is nothing to register, and
 * what can be checked when the workflow is published, is.
 * @param check throws what makes the trigger impossible, logs what makes it unlikely to work;
 * a webhook without one counts as there
 */
export function webhookByHand(check?: (context: IHookFunctions) => void) {
	return {
		async checkExists(this: IHookFunctions): Promise<boolean> {
			return check === undefined;
		},
		async create(this: IHookFunctions): Promise<boolean> {
			check?.(this);
			return true;
		},
		async delete(this: IHookFunctions): Promise<boolean> {
			return true;
		},
	};
}
