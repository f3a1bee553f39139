import { chaosKinds } from './chaos.ts';
import { generateCall } from './call.ts';
import { pushDefaults } from './pushClient.ts';
import { scenarioNames, scenarios } from './scenarios.ts';

const intro = `simulate tccc: pushes like Tencent Cloud Contact Center (TCCC).

Usage: simulate tccc --url <push URL> [options]

Where to and how
  --url <url>             the push address, as it would stand in TCCC's data push form; the simulator
                          adds ?action=cdr&version=1 (&action=… when the URL has a query)
  --auth <mode>           none (default), basic or oauth2
  --username <name>       for basic
  --password <secret>     for basic; or in the environment as TCCC_PASSWORD
  --token-url <url>       for oauth2
  --client-id <id>        for oauth2
  --client-secret <s>     for oauth2; or in the environment as TCCC_CLIENT_SECRET

What
  --scenario <list>       one or more of those below, separated by commas, or all (default)
  --count <n>             how many calls (default: one per scenario); scenarios take turns
  --rate <n>              calls a second, fractions allowed (default 1)
  --seed <n>              same seed and same start: same payloads (default: drawn, and shown)
  --start <time>          when the first call began, Unix seconds or ISO 8601 (default: 15 minutes ago)
  --sdk-app-id <n>        the application (default 1400000001)
  --call-type             every cdr carries CallType, as the vendor's pages have it since 2025-06;
                          without it only where the scenario says (CallType n)
  --misspell-app-id       about every third cdr says SdkAppld (small L), as the vendor's table does

How it behaves
  --retries <n>           re-pushes of what was not accepted, 0 to 3 (default ${pushDefaults.retries}, as documented)
  --retry-delay <s>       seconds before a re-push (default ${pushDefaults.retryDelayMs / 1000}; the vendor does not document it)
  --timeout <s>           seconds to wait for an answer (default ${pushDefaults.timeoutMs / 1000}; the vendor does not document it)
  --chaos <list>          what goes wrong on purpose, one or more of the kinds below
  --json                  one JSON object per line: every push, then the report
  --help                  this text

A push is accepted when the answer is HTTP 2xx with JSON whose ErrCode is the number 0.
Exit code: 0 all pushes accepted, 1 some not, 2 a wrong argument. Ctrl-C ends with the report.`;

const examples = `Examples
  simulate tccc --url https://n8n.example.com/webhook/abc --scenario inbound-answered
  TCCC_PASSWORD=… simulate tccc --url https://n8n.example.com/webhook/abc --auth basic \\
    --username 1400000001 --scenario all --rate 2 --count 50
  TCCC_CLIENT_SECRET=… simulate tccc --url https://n8n.example.com/webhook/abc --auth oauth2 \\
    --token-url https://n8n.example.com/webhook/abc/token --client-id tccc --scenario transfer
  simulate tccc --url http://localhost:5678/webhook/abc --count 100 --rate 10 \\
    --chaos duplicates,reorder,timeout --json`;

/** The text of `simulate tccc --help`. */
export function helpText(): string {
	const scenarioLines = scenarioNames.map((name) => {
		return `  ${name.padEnd(24)}${scenarios[name].summary}\n${' '.repeat(26)}-> ${describePushes(name)}`;
	});
	const chaosLines = Object.entries(chaosKinds).map(
		([kind, explanation]) => `  ${kind.padEnd(24)}${explanation}`,
	);
	return [
		intro,
		['Scenarios and the pushes each makes', ...scenarioLines].join('\n'),
		['Chaos', ...chaosLines].join('\n'),
		examples,
	].join('\n\n');
}

/** Every scenario makes the same kinds of push in the same number each time. */
function describePushes(name: (typeof scenarioNames)[number]): string {
	const sample = generateCall(name, { seed: 0, index: 0, startTime: 0, sdkAppId: 1 });
	const counts = new Map<string, number>();
	for (const { action } of sample.pushes) counts.set(action, (counts.get(action) ?? 0) + 1);
	return [...counts].map(([action, n]) => (n > 1 ? `${n} ${action}` : action)).join(' + ');
}
