import { generateAliyunCall } from './call.ts';
import { certificateUrlOf } from './eventBridge.ts';
import { quirks } from './quirks.ts';
import { aliyunScenarioNames, aliyunScenarios, scenariosOf } from './scenarios.ts';
import { defaultTimeoutMs } from './sending.ts';

const intro = `simulate aliyun: pushes call events like Alibaba Cloud Contact Center (CCC).

Usage: simulate aliyun --to webhook --url <url> [options]
       simulate aliyun --to eventbridge --url <url> --key <file> [options]
       simulate aliyun --to bridge --url <url> --secret <whsec_…> [options]
       simulate aliyun --to rocketmq5 --endpoint <host:port> --topic <name> [options]
       simulate aliyun --to rocketmq4 --name-server <host:port> --topic <name> --group <id> [options]

To a webhook: CCC's own, one event a POST, unsigned
  --url <url>             the address as it stands in CCC; put the token into it

As EventBridge: a RocketMQ message in a CloudEvent
  --url <url>             as it is configured at EventBridge, query included: it is signed
  --key <file>            an RSA private key, PEM
  --certificate <file>    writes a self-signed certificate of that key there
  --certificate-url <u>   where the receiver finds it (default ${certificateUrlOf('<region>')})
  --region <id>           default cn-shanghai
  --token <s>             sent along and signed; or in the environment as ALIYUN_TOKEN
  --signature <v>         v2 (default), v1, or none for Function Compute
  --variant <name>        what is signed: documented (default), newline (a line feed after the body),
                          no-token, no-token-newline (the vendor's sample)
  --array <n>             an array of up to n envelopes a POST, as event streams send (default: one, bare)
  --body <form>           the event in the envelope as string (default), object or base64
  --bearer <s>            with --signature none; or in the environment as ALIYUN_BEARER

As contact-center-bridge: a signed CloudEvents batch, without a RocketMQ
  --url <url>             the trigger's
  --secret <whsec_…>      the signing secret; or in the environment as ALIYUN_SIGNING_SECRET
  --batch <n>             events a request (default 1); above 64 kB the body is compressed

Into RocketMQ 5.x (gRPC)
  --endpoint <host:port>  of the instance, or of the proxy
  --topic <name>
  --username <s>          and --password, or in the environment as ALIYUN_PASSWORD
  --tls                   by TLS; a private authority: GRPC_DEFAULT_SSL_ROOTS_FILE_PATH

Into RocketMQ 4.x (TCP)
  --name-server <h:p>     of the instance
  --topic <name>
  --group <id>            the producer's Group ID
  --instance-id <id>      MQ_INST_…, put before topic and group
  --access-key <s>        and --secret-key, or in the environment as ALIYUN_SECRET_KEY

What
  --dialect <v>           2.0 (default) or 1.0
  --scenario <list>       one or more of those below, separated by commas, or all (default)
  --calls <n>             how many calls (default: one per scenario); scenarios take turns
  --events <n>            instead: exactly so many events of whole calls
  --instance <id>         the CCC instance (default: drawn)
  --text-stream           what is said comes as TextStream events
  --seed <n>              same seed and same start: same events (default: drawn, and shown)
  --start <time>          when the first call began, Unix seconds or ISO 8601 (default: 15 minutes ago)
  --quirks <list>         one or more of those below, or all

How it behaves
  --rate <n>              messages a second at most, fractions allowed (default 10)
  --parallel <n>          requests under way at a time (default 1 over HTTP, 16 to RocketMQ); events of a
                          call stay in order, batches of more than one event do not
  --shuffle               events up to 300 ms apart change places
  --duplicates            about every fifth event goes out twice, with the same message id where the sender
                          chooses it (not in RocketMQ 5.x)
  --poison <n>            every nth message is no event: not JSON, no object, or without event type
  --timeout <s>           seconds to wait for an answer (default ${defaultTimeoutMs / 1000})
  --json                  one JSON object per line: every message, then the report
  --help                  this text

An event is accepted when RocketMQ took it, or the answer is HTTP 2xx or says so of the event; nothing
is sent again. Exit code: 0 all events accepted (poison aside), 1 some not, 2 a wrong argument or a
RocketMQ that is not there. Ctrl-C ends with the report.`;

const examples = `Examples
  simulate aliyun --to webhook --url 'http://localhost:5678/webhook/abc/aliyun-ccc?token=…'
  ALIYUN_SIGNING_SECRET=whsec_… simulate aliyun --to bridge --batch 100 --events 1000 --rate 500 \\
    --url http://localhost:5678/webhook/abc/aliyun-ccc
  simulate aliyun --to rocketmq5 --endpoint 127.0.0.1:8081 --topic ccc-event --events 5000 --rate 2000
  simulate aliyun --to rocketmq4 --name-server 127.0.0.1:9876 --topic ccc-event --group GID_ccc \\
    --instance-id MQ_INST_1 --dialect 1.0 --quirks all
  simulate aliyun --to eventbridge --url https://n8n.example.com/webhook/abc/aliyun-ccc --key key.pem \\
    --token … --array 20 --shuffle --duplicates --poison 100`;

/** The text of `simulate aliyun --help`. */
export function aliyunHelpText(): string {
	const of10 = scenariosOf('1.0');
	const scenarioLines = aliyunScenarioNames.map((name) => {
		const count = generateAliyunCall(name, { seed: 0, at: 0 }).length;
		const note = of10.includes(name) ? `${count} events` : `${count} events, 2.0 only`;
		return `  ${name.padEnd(26)}${aliyunScenarios[name].summary} (${note})`;
	});
	const quirkLines = Object.entries(quirks).map(
		([name, explanation]) => `  ${name.padEnd(26)}${explanation}`,
	);
	return [
		intro,
		['Scenarios', ...scenarioLines].join('\n'),
		['Quirks', ...quirkLines].join('\n'),
		examples,
	].join('\n\n');
}
