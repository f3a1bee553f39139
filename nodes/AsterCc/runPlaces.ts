import type { IDataObject } from 'n8n-workflow';

import type { Place } from './place';

interface Run {
	/** Where everything has come to once the run is over, as far as is known. */
	place: Place | null;
	/** The run's own static data, which n8n saves when it is over. */
	saved: (IDataObject & Place) | null;
}

/** The runs this process has started and not seen the end of. */
const runs = new Map<string, Run>();
let count = 0;

export function openRun(place: Place | null): string {
	const id = `run ${++count}`;
	runs.set(id, { place, saved: null });
	return id;
}

export function closeRun(id: string): void {
	runs.delete(id);
}

/** While a run is going on it turns out how far everything will have come with it. */
export function leadRun(id: string, place: Place): void {
	const run = runs.get(id);
	if (!run) return;
	run.place = place;
	if (run.saved) Object.assign(run.saved, place);
}

/**
 * Binds a run to its static data.
 * @returns whether the run was started by this process; a worker's was not
 */
export function joinRun(id: string, saved: IDataObject & Place): boolean {
	const run = runs.get(id);
	if (!run) return false;
	run.saved = saved;
	if (run.place) Object.assign(saved, run.place);
	return true;
}
