import {
  authorizationUrl,
  type ExchangeCodeOptions,
  exchangeCode,
  type PendingSignIn,
} from "../../src/oauth/index.ts";
import { type Answer, clockAt, type Issuer, idClaims, openIssuer, signJwt } from "../identity/issuer.ts";

export const redirectUri = "https://app.example.com/callback?from=so";
export const KEYS = "/login/.well-known/jwks";

export interface Session extends AsyncDisposable {
  readonly issuer: Issuer;
  readonly pending: PendingSignIn;
  readonly clock: ReturnType<typeof clockAt>;
  readonly origin: `http://${string}`;
  exchange(more?: Partial<ExchangeCodeOptions>): ReturnType<typeof exchangeCode>;
}

/** A sign-in that was begun, and a server that answers its code with what `token` gives. */
export async function begin(token?: (session: Session) => string, more: object = {}): Promise<Session> {
  const issuer = await openIssuer();
  const clock = clockAt();
  const origin = issuer.url as `http://${string}`;
  const app = { environment: origin, clientId: "app" };
  const { pending } = await authorizationUrl({ ...app, redirectUri });
  const session: Session = {
    issuer,
    pending,
    clock,
    origin,
    exchange: (options = {}) => {
      const callback = `/callback?from=so&state=${pending.state}&code=c%2Bde`;
      return exchangeCode({ ...app, clientSecret: "s", callback, pending, now: clock.read, ...options });
    },
    [Symbol.asyncDispose]: () => issuer[Symbol.asyncDispose](),
  };
  const good = () => signJwt(idClaims(origin, clock.now, { nonce: pending.nonce }));
  issuer.answer = (): Answer => [
    200,
    {
      token_type: "bearer",
      access_token: "8A:Cust26759.abc",
      expires_in: "3600",
      refresh_token: "r1",
      id_token: token ? token(session) : good(),
      ...more,
    },
  ];
  return session;
}
