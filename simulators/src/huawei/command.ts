import { writeFile } from 'node:fs/promises';
import { ArgumentError } from '../argumentError.ts';
import type { CommandSurroundings } from '../commandSurroundings.ts';
import type { HuaweiCommand } from './arguments.ts';
import { parseHuaweiArguments } from './arguments.ts';
import { huaweiHelpText } from './help.ts';
import type { LoggedRequest } from './requestLog.ts';
import type { HuaweiSimulator } from './simulator.ts';
import { startHuaweiSimulator } from './simulator.ts';

/** `simulate huawei …`: answers with the exit code; throws an ArgumentError for a wrong argument. */
export async function runHuaweiCommand(
	words: readonly string[],
	surroundings: CommandSurroundings,
): Promise<number> {
	const { environment, print, signal } = surroundings;
	const command = parseHuaweiArguments(words, environment);
	if (command.kind === 'help') {
		print(huaweiHelpText());
		return 0;
	}
	const cec = await open(command, (request) => print(lineOf(request)));
	try {
		command.faults.forEach(cec.inject);
		if (command.caFile !== null) await saveCertificate(command.caFile, cec);
		for (const line of welcome(cec, command.caFile)) print(line);
		await new Promise<void>((resolve) => {
			if (signal.aborted) return resolve();
			signal.addEventListener('abort', () => resolve(), { once: true });
		});
	} finally {
		await cec.stop();
	}
	return 0;
}

type Serve = Extract<HuaweiCommand, { kind: 'serve' }>;

async function open(
	{ settings }: Serve,
	onAnswered: (request: LoggedRequest) => void,
): Promise<HuaweiSimulator> {
	try {
		return await startHuaweiSimulator({ ...settings, onAnswered });
	} catch (error) {
		const { code, syscall } = error as NodeJS.ErrnoException;
		if (!code || !syscall) throw error;
		const place = `${settings.host}:${settings.port}`;
		throw new ArgumentError(`No server can listen on ${place} (${code}); choose another --port.`);
	}
}

async function saveCertificate(path: string, { ca }: HuaweiSimulator): Promise<void> {
	if (ca === '')
		throw new ArgumentError('--ca-file has nothing to write with --http; leave it out.');
	try {
		await writeFile(path, ca);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		throw new ArgumentError(`--ca-file cannot be written (${code}); choose another path.`);
	}
}

/** The keys are the simulator's own and open nothing else. */
function welcome(cec: HuaweiSimulator, caFile: string | null): string[] {
	const trust = caFile ?? 'simulate huawei --ca-file cec.pem writes it to a file';
	return [
		`Huawei CEC   ${cec.url}`,
		`AK           ${cec.accessKey}`,
		`SK           ${cec.secretKey}`,
		`VDN, ccId    ${cec.vdnId}, ${cec.ccId}`,
		`App key      ${cec.appKey}`,
		`App secret   ${cec.appSecret}`,
		...(cec.ca === '' ? [] : [`Certificate  ${trust}`]),
		'',
		'Put these into a Huawei CEC credential of n8n, create a campaign with the address of a Huawei CEC',
		'Trigger as callback, add contacts: it dials them and posts what came of it. Ctrl-C ends it.',
		'',
	];
}

function lineOf({ endpoint, status, refusal }: LoggedRequest): string {
	return `${status}  ${endpoint}${refusal === undefined ? '' : `  (${refusal})`}`;
}
