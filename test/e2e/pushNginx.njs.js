/**
 * Runs inside the front nginx (njs): gives nchan, behind it, the face of push-stream-module. Each
 * message is asked of nchan one by one, since only then it tells the message's own id.
 */

// nchan counts the messages of a second from 0, push-stream from 1; nchan's tags are 16 bits long.
const LAST_TAG = 32767;

function agentpull(r) {
	if (r.method !== 'GET') {
		r.headersOut['Allow'] = 'GET';
		r.return(405);
		return;
	}
	// This njs (0.7.9) crashes on an await inside try.
	newItems(r)
		.then((items) => answer(r, items))
		.catch((error) => {
			r.error(`nchan: ${error.message}`);
			r.return(502);
		});
}

function answer(r, items) {
	if (items.length === 0) {
		r.headersOut['Last-Modified'] = new Date().toUTCString();
		r.headersOut['Etag'] = 'W/0';
		r.return(304);
		return;
	}
	const callback = argument(r, 'callback');
	const last = items[items.length - 1];
	r.headersOut['Last-Modified'] = last.time;
	r.headersOut['Etag'] = `W/${last.tag}`;
	r.headersOut['Content-Type'] = callback ? 'application/javascript' : 'text/plain';
	r.return(200, body(callback, items));
}

/** Waits for the first message after the cursor and takes along what else is stored by then. */
async function newItems(r) {
	const channel = r.uri.replace(/^\/publicapi\/agentpull\//, '');
	const items = [];
	let item = await firstItem(r, channel, cursorId(r));
	while (item !== null) {
		items.push(item);
		item = await ask(r, 'stored', channel, item.id);
	}
	return items;
}

async function firstItem(r, channel, cursor) {
	if (cursor === '') return await ask(r, 'wait', channel, '');
	// nchan 1.3.6 crashes when a channel without messages is asked twice for what follows an id.
	if (await hasMessages(r, channel)) return await ask(r, 'wait', channel, cursor);
	const newest = await ask(r, 'wait', channel, '');
	if (newest === null) return null;
	// Others may have come since it was looked whether there are any.
	const first = await ask(r, 'stored', channel, cursor);
	return first === null ? newest : first;
}

async function hasMessages(r, channel) {
	const reply = await fetchBack(r, 'publicapi/pushagent', channel, '');
	const info = await reply.text();
	return reply.status === 200 && JSON.parse(info).messages > 0;
}

async function ask(r, how, channel, id) {
	const reply = await fetchBack(r, how, channel, id);
	if (reply.status === 304 || reply.status === 408) return null;
	if (reply.status !== 200) throw new Error(`${how} was answered with ${reply.status}`);
	// As bytes: push-stream does not mind what a text is encoded in.
	const text = await reply.arrayBuffer();
	const nchanId = reply.headers.get('Etag');
	const parts = nchanId.split(':');
	return {
		id: nchanId,
		time: new Date(Number(parts[0]) * 1000).toUTCString(),
		tag: Number(parts[1]) + 1,
		text: Buffer.from(text),
	};
}

function fetchBack(r, path, channel, id) {
	const query = `channel=${encodeURIComponent(channel)}&id=${id}`;
	const url = `http://127.0.0.1:${r.variables.back_port}/${path}?${query}`;
	return ngx.fetch(url, { headers: { Accept: 'text/json' } });
}

/** The cursor as nchan's id, or nothing, with which nchan sends new messages only. */
function cursorId(r) {
	const since = argument(r, 'since');
	// As in nginx, "+" is no space.
	if (!/^[A-Za-z]+, \d\d [A-Za-z]{3} \d{4} \d\d:\d\d:\d\d/.test(since)) return '';
	const seconds = Date.parse(since) / 1000;
	// Nothing is stored after a time to come; nchan would not even send what is new.
	if (!(seconds > 0) || seconds > Date.now() / 1000) return '';
	const etag = argument(r, 'etag').replace(/^W\//, '');
	// Without a tag, the messages of that second count as seen.
	if (!/^\d+$/.test(etag)) return `${seconds}:${LAST_TAG}`;
	return etag === '0' ? `${seconds - 1}:${LAST_TAG}` : `${seconds}:${Number(etag) - 1}`;
}

function argument(r, name) {
	const value = r.variables[`arg_${name}`] || '';
	try {
		return decodeURIComponent(value);
	} catch (error) {
		return value;
	}
}

function body(callback, items) {
	const chunks = [];
	items.forEach((item, index) => {
		if (callback && index > 0) chunks.push(Buffer.from(','));
		chunks.push(
			Buffer.from('{"text":"'),
			item.text,
			Buffer.from(`","tag":"${item.tag}","time":"${item.time}"}`),
		);
	});
	if (!callback) return Buffer.concat(chunks);
	return Buffer.concat([Buffer.from(`${callback}([`)].concat(chunks, [Buffer.from(']);')]));
}

function getccdate(r) {
	r.headersOut['Content-Type'] = 'application/json';
	r.return(200, JSON.stringify({ ccdate: new Date().toUTCString() }));
}

export default { agentpull, getccdate };
