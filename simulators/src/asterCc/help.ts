import { defaultPort } from './arguments.ts';
import { bodyKinds } from './body.ts';
import { generateAsterCcCall } from './call.ts';
import { pushFlavours } from './pushFormat.ts';
import { asterCcScenarioNames, asterCcScenarios } from './scenarios.ts';
import { defaultTimeoutMs } from './sending.ts';

const intro = `simulate astercc: sends call events like asterCC, or serves them.

Usage: simulate astercc --url <webhook> [options]
       simulate astercc --publish <publisher> --team <id> (--verification <s> | --agent <n> --password <p>) [options]
       simulate astercc serve --team <id> --verification <s> [--agent <n> --password <p>] [--port <n>]

To a webhook
  --url <url>             where asterCC would post the events of a team
  --body <kind>           ${bodyKinds.join(', ')}: separate fields (default), the message as text, the message in
                          one field, a JSON object, the message in GBK; the vendor does not document it

Through a push server
  --publish <url>         its publisher, such as http://localhost:${defaultPort}/publicapi/pushagent
  --team <id>             the identity of the team
  --verification <s>      for the team's channel; or in the environment as ASTERCC_VERIFICATION
  --agent <n>             for this agent's channel
  --password <p>          the agent's; or in the environment as ASTERCC_PASSWORD

What
  --scenarios <list>      one or more of those below, separated by commas, or all (default);
                          also --scenario
  --count <n>             how many calls (default: one per scenario); scenarios take turns
  --rate <n>              events a second at most, fractions allowed (default 2)
  --speed <n>             keeps the pauses inside a call, so many times faster than life (1 = as in life;
                          default: no pauses but those of --rate)
  --seed <n>              same seed and same start: same events (default: drawn, and shown)
  --start-time <time>     when the first call began, Unix seconds or ISO 8601 (default: 15 minutes ago);
                          also --start
  --event-ids             every event carries eventid, counting up
  --userdata <text>       every event of a call carries this userdata; it may hold & and =
  --agentno <n>           the events of a call carry this agentno (default with --agent: that number)
  --timeout <s>           seconds to wait for an answer (default ${defaultTimeoutMs / 1000}; the vendor does not document it)
  --json                  one JSON object per line: every event, then the report
  --help                  this text

serve: a push server until Ctrl-C
  --port <n>              default ${defaultPort}; 0 = a free one
  --host <address>        where to listen (default 127.0.0.1)
  --ttl <s>               how long a request without news is held (default 60)
  --flavour <version>     of the nginx push-stream-module: ${pushFlavours.join(' (default) or ')}

An event is accepted when the answer is HTTP 2xx; nothing is sent again.
Exit code: 0 all events accepted, 1 some not, 2 a wrong argument. Ctrl-C ends with the report.`;

const examples = `Examples
  simulate astercc --url http://localhost:5678/webhook/abc --scenarios inbound-answered,transfer
  simulate astercc --url http://localhost:5678/webhook/abc --body raw --event-ids --speed 20
  ASTERCC_VERIFICATION=… simulate astercc serve --team demo
  ASTERCC_VERIFICATION=… simulate astercc --team demo \\
    --publish http://localhost:${defaultPort}/publicapi/pushagent --scenarios all`;

/** The text of `simulate astercc --help`. */
export function asterCcHelpText(): string {
	const lines = asterCcScenarioNames.map((scenario) => {
		const events = generateAsterCcCall({ scenario, seed: 0, startTime: 0 }).length;
		return `  ${scenario.padEnd(24)}${asterCcScenarios[scenario].summary} (${events} events)`;
	});
	return [intro, ['Scenarios', ...lines].join('\n'), examples].join('\n\n');
}
