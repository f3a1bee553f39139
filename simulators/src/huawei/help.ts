import { faultKindNames } from './faultWords.ts';
import { defaultPort, defaultSettings } from './settings.ts';

const { accessKey, vdnId, timeZone, rowsPerCall, seedCalls } = defaultSettings;

/** The text of `simulate huawei --help`. */
export function huaweiHelpText(): string {
	return `simulate huawei: a Huawei Cloud CEC (CC-iSales, CC-FS, CC-CMS and API Fabric) until Ctrl-C.

Usage: simulate huawei [options]

The server
  --port <n>              default ${defaultPort}; 0 = a free one
  --host <address>        where to listen (default 127.0.0.1)
  --http                  plain HTTP; otherwise HTTPS with a certificate made at the start
  --ca-file <path>        writes that certificate there, to be trusted by whoever calls

Who may call
  --access-key <k>        AK (default ${accessKey})
  --secret-key <k>        SK; or in the environment as HUAWEI_SECRET_KEY
  --app-key, --app-secret of the API Fabric; the secret also as HUAWEI_APP_SECRET
  --vdn <n>               the VDN they belong to (default ${vdnId})
  --time-zone <name>      of the tenant (default ${timeZone})

Campaigns
  --dial-rate <n>         rows a second running campaigns dial (default 1); 0 = none
  --results-url <url>     where results go of campaigns that have no callBackUrl
  --rows-per-call <n>     contacts one call may add (default ${rowsPerCall})
  --add-spacing <s>       least time between two calls that add contacts to a campaign (default 1)

Files
  --file-delay <s>        from asking for a file to its being there (default 2)
  --calls <n>             calls there were before, one in half an hour (default ${seedCalls})
  --call-rows <n>         so many rows more in every file of calls (default 0)
  --recording-mb <n>      size of a recording in megabytes (default 0.16)

Callbacks
  --retry <s>             until a callback that failed is sent again (default 600)
  --connect-url <url>     two-way calls: connected; its body is no JSON
  --release-url <url>     two-way calls: released
  --voice-url <url>       voice notifications
  --shared-key <k>        signs voice-notification results that go to a callBackUrl

What goes wrong
  --latency <s>           every answer takes so long
  --fault <what>          <kind>[=<value>][@<part of the endpoint>][*<times>], several times
                          kinds: ${faultKindNames.slice(0, 4).join(', ')},
                          ${faultKindNames.slice(4).join(', ')}

While it runs, whoever reaches it can ask it (not signed)
  GET    /simulator                                what was asked, campaigns, callbacks
  POST   /simulator/faults                         {"kind":"status","status":500,"endpoint":"/calldata/"}
  DELETE /simulator/faults                         all is well again, locked addresses are open
  POST   /simulator/campaigns/{campaignId}/finish  dials all rows and pushes the results

Exit code: 0, or 2 for a wrong argument.

Examples
  simulate huawei --ca-file cec.pem
  simulate huawei --http --port 8080 --add-spacing 0.05 --retry 5
  simulate huawei --fault status=500@/calldata/ --fault slow=3@/querycalls*5`;
}
