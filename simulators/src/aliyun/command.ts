import { createPrivateKey } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { ArgumentError } from '../argumentError.ts';
import type { CommandSurroundings } from '../commandSurroundings.ts';
import type { AliyunCommand } from './arguments.ts';
import { parseAliyunArguments } from './arguments.ts';
import { createTestCertificate } from './certificate.ts';
import { aliyunHelpText } from './help.ts';
import { jsonOutput, textOutput } from './output.ts';
import type { AliyunTarget } from './sending.ts';
import { runAliyunSimulation } from './simulation.ts';

type Run = Extract<AliyunCommand, { kind: 'run' }>;

/** `simulate aliyun …`: answers with the exit code; throws an ArgumentError for a wrong argument. */
export async function runAliyunCommand(
	words: readonly string[],
	{ environment, print, signal }: CommandSurroundings,
): Promise<number> {
	const command = parseAliyunArguments(words, environment);
	if (command.kind === 'help') {
		print(aliyunHelpText());
		return 0;
	}
	const { options, json } = command;
	const output = json ? jsonOutput : textOutput;
	const target = await withKey(command);
	const report = await runAliyunSimulation({ ...options, target, signal }, (sent) =>
		print(output.message(sent)),
	);
	print(output.report(report, `--seed ${options.seed} --start ${options.startTime}`));
	return report.allAccepted ? 0 : 1;
}

async function withKey({ options, keyFile, certificateFile }: Run): Promise<AliyunTarget> {
	const { target } = options;
	if (target.kind !== 'eventbridge' || keyFile === undefined) return target;
	const key = await readKey(keyFile);
	if (certificateFile !== undefined) {
		const { certificate } = createTestCertificate({ key });
		await writeFile(certificateFile, certificate).catch((error: NodeJS.ErrnoException) => {
			throw new ArgumentError(
				`--certificate cannot be written to ${certificateFile} (${error.code}); choose another file.`,
			);
		});
	}
	return { ...target, key };
}

async function readKey(file: string): Promise<string> {
	const pem = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		throw new ArgumentError(
			`--key cannot be read from ${file} (${error.code}); make one with: openssl genrsa -out ${file} 2048.`,
		);
	});
	if (isRsaKey(pem)) return pem;
	throw new ArgumentError(
		`--key ${file} holds no RSA private key in PEM without a password; make one with: openssl genrsa -out ${file} 2048.`,
	);
}

function isRsaKey(pem: string): boolean {
	try {
		return createPrivateKey(pem).asymmetricKeyType === 'rsa';
	} catch {
		return false;
	}
}
