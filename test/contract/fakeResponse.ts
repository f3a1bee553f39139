import { EventEmitter } from 'node:events';

/** As much of an Express response as a trigger and n8n use, with Express's manners. */
export class FakeResponse extends EventEmitter {
	statusCode = 200;
	headersSent = false;
	body: unknown = undefined;
	readonly headers: Record<string, string> = {};

	setHeader(name: string, value: string): this {
		if (this.headersSent) throw new Error('Cannot set headers after they are sent to the client');
		this.headers[name.toLowerCase()] = String(value);
		return this;
	}

	getHeader(name: string): string | undefined {
		return this.headers[name.toLowerCase()];
	}

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	/** What travels is text: the body is what the other side reads. */
	json(body: unknown): this {
		const text = JSON.stringify(body) as string | undefined;
		if (!this.getHeader('content-type')) this.setHeader('Content-Type', 'application/json');
		this.headersSent = true;
		this.body = text === undefined ? '' : (JSON.parse(text) as unknown);
		setImmediate(() => {
			this.emit('finish');
			this.emit('close');
		});
		return this;
	}

	send(text: string): this {
		this.setHeader('Content-Type', 'text/html');
		this.headersSent = true;
		this.body = text;
		return this;
	}

	/** Ends the response with this text, under the headers that are set. */
	end(text = ''): this {
		this.headersSent = true;
		this.body = text;
		setImmediate(() => this.emit('close'));
		return this;
	}
}
