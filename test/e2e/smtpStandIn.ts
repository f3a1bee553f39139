import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A message as a node of n8n has really sent it. */
export interface SentMail {
	from: string;
	to: string[];
	/** Head and body as they came over the wire. */
	source: string;
}

/** A mail server that keeps what it is given: RFC 5321 as far as a client that sends mail needs it. */
export interface SmtpStandIn {
	/** Data of n8n's SMTP credential for it. */
	readonly credential: Record<string, unknown>;
	readonly mails: readonly SentMail[];
	/** From now on every recipient is refused with this reply, such as `550 No such user`. */
	refuseWith(reply: string | null): void;
	stop(): Promise<void>;
}

interface Conversation {
	mail: SentMail;
	isInData: boolean;
}

type Command = (conversation: Conversation, argument: string) => string;

const address = (argument: string) => /<([^>]*)>/.exec(argument)?.[1] ?? '';

/** Starts the server on the loopback interface. */
export async function startSmtpStandIn(): Promise<SmtpStandIn> {
	const mails: SentMail[] = [];
	const sockets = new Set<Socket>();
	let refusal: string | null = null;

	const commands: Record<string, Command> = {
		EHLO: () => '250 mail.example.com',
		HELO: () => '250 mail.example.com',
		MAIL: (conversation, argument) => {
			conversation.mail = { from: address(argument), to: [], source: '' };
			return '250 OK';
		},
		RCPT: ({ mail }, argument) => {
			if (refusal) return refusal;
			mail.to.push(address(argument));
			return '250 OK';
		},
		DATA: (conversation) => {
			if (conversation.mail.to.length === 0) return '503 No recipient';
			conversation.isInData = true;
			return '354 End with a line of one dot';
		},
		RSET: () => '250 OK',
		QUIT: () => '221 Bye',
	};

	function answer(conversation: Conversation, line: string): string | undefined {
		if (!conversation.isInData) {
			const command = commands[line.slice(0, 4).toUpperCase()];
			return command ? command(conversation, line.slice(5)) : '502 Unknown command';
		}
		if (line !== '.') {
			conversation.mail.source += `${line.replace(/^\./, '')}\r\n`;
			return undefined;
		}
		conversation.isInData = false;
		mails.push(conversation.mail);
		return '250 Taken';
	}

	const server = createServer((socket) => {
		const conversation = { mail: { from: '', to: [], source: '' }, isInData: false };
		let rest = '';
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => socket.destroy());
		socket.setEncoding('utf8');
		socket.write('220 mail.example.com\r\n');
		socket.on('data', (chunk: string) => {
			const lines = (rest + chunk).split('\r\n');
			rest = lines.pop() ?? '';
			for (const line of lines) {
				const reply = answer(conversation, line);
				if (reply) socket.write(`${reply}\r\n`);
			}
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;

	return {
		credential: { host: '127.0.0.1', port, secure: false, disableStartTls: true },
		mails,
		refuseWith: (reply) => {
			refusal = reply;
		},
		async stop() {
			for (const socket of sockets) socket.destroy();
			server.close();
			await once(server, 'close');
		},
	};
}
