/** An application as it is registered with the vendor. */
export interface ApplicationOptions {
  /** The application ID, `client_id` of OAuth. */
  readonly clientId: string;
  /** The application token: `client_secret` of OAuth and `SO-AppToken`. Default: none, a public client that must use PKCE. */
  readonly clientSecret?: string;
  /** What people see when they sign in. */
  readonly name: string;
  /** Addresses that a sign-in may end at, exactly; on a loopback host any port will do (RFC 8252, 7.3). */
  readonly redirectUris: readonly string[];
  /** RSA key in PEM (`-----BEGIN PUBLIC KEY-----`) that proves signed system user tokens. Default: none, no system user. */
  readonly publicKey?: string;
  /** What the claim `system_token` says and a system user signs. Default: the name, a hyphen and ten random characters. */
  readonly systemToken?: string;
}
