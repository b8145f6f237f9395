import { type OAuthOptions, type OAuthTokens, oauth, type TokenStore } from "../../src/oauth/index.ts";
import { type Answer, clockAt, type Issuer, openIssuer } from "../identity/issuer.ts";

export const TOKENS = "/login/common/oauth/tokens";
export const HOUR = 3_600_000;

export const grant = (token: string, more: object = {}): Answer => [
  200,
  { token_type: "Bearer", access_token: `8A:Cust1.${token}`, expires_in: 3600, ...more },
];

/** Grants tokens a, b, c, … */
export async function openGranting(more: object = {}): Promise<Issuer> {
  const issuer = await openIssuer();
  let count = 0;
  issuer.answer = () => grant(String.fromCharCode(97 + count++), more);
  return issuer;
}

export function store(first?: OAuthTokens): TokenStore & { saved: OAuthTokens[]; loads: number } {
  const kept = {
    saved: first ? [first] : [],
    loads: 0,
    load: async () => {
      kept.loads++;
      return kept.saved.at(-1);
    },
    save: async (tokens: OAuthTokens) => {
      kept.saved.push(tokens);
    },
  };
  return kept;
}

export function setUp(issuer: Issuer, options: Partial<OAuthOptions> = {}) {
  const clock = clockAt();
  const environment = issuer.url as `http://${string}`;
  const auth = oauth({ environment, clientId: "app", refreshToken: "r0", now: clock.read, ...options });
  const ask = async (more: Partial<Parameters<typeof auth>[0]> = {}) =>
    auth({ signal: new AbortController().signal, ...more });
  /** The token of a credential, as a server sees it. */
  const token = async (more: Partial<Parameters<typeof auth>[0]> = {}) =>
    (await ask(more)).applyTo(new Headers()).headers.get("Authorization")?.slice(16);
  return { clock, auth, ask, token };
}
