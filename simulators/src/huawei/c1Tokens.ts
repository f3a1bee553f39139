/** The API Fabric's tokens (reference/huawei §1.1). */
import { randomUUID } from 'node:crypto';

interface TokenSettings {
	appKey: string;
	appSecret: string;
	now: () => number;
}

const longestLife = 3600;

export type TokenAnswer =
	{ ok: true; body: Record<string, string> } | { ok: false; status: 400 | 403 };

export interface C1Tokens {
	/** `POST /apigovernance/api/oauth/tokenByAkSk`. */
	issue(body: Record<string, unknown>, wantedLife: string | undefined): TokenAnswer;
	/** HTTP status for a request with these headers: 200, or 401 and 403 as every page of the API lists them. */
	check(headers: Readonly<Record<string, string | undefined>>): 200 | 401 | 403;
	/** Makes every token expire now. */
	expireAll(): void;
}

export function createC1Tokens(settings: TokenSettings): C1Tokens {
	const { appKey, appSecret } = settings;
	const expiry = new Map<string, number>();

	function issue(body: Record<string, unknown>, wantedLife = '600'): TokenAnswer {
		if (body['app_key'] !== appKey || body['app_secret'] !== appSecret) {
			return { ok: false, status: 403 };
		}
		if (!/^\d+$/.test(wantedLife)) return { ok: false, status: 400 };
		const life = Math.min(Number(wantedLife), longestLife);
		const token = randomUUID().replaceAll('-', '');
		expiry.set(token, settings.now() + life * 1000);
		return {
			ok: true,
			body: {
				AccessToken: token,
				ApplyType: 'Bearer',
				CreateTime: String(Math.floor(settings.now() / 1000)),
				Expires: String(life),
				Scope: '',
				AppKey: appKey,
				UserID: 'Anonymous',
			},
		};
	}

	function check(headers: Readonly<Record<string, string | undefined>>): 200 | 401 | 403 {
		const token = /^Bearer (\S+)$/.exec(headers['authorization'] ?? '')?.[1];
		if (token === undefined) return 401;
		if ((expiry.get(token) ?? 0) <= settings.now()) return 401;
		const key = headers['x-app-key'];
		return key === undefined || key === appKey ? 200 : 403;
	}

	return { issue, check, expireAll: () => expiry.clear() };
}
