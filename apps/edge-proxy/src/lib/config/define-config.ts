import type { JwtOptions } from "../callers/jwt.ts";
import type { CorsOptions } from "../cors/cors.ts";
import type { PolicyOptions } from "../policies/policy.ts";
import type { RateOptions } from "../stores/rate-store.ts";
import type { EnvironmentOption } from "../tenants/tenants.ts";
import type { OperationsOptions } from "../validation/modes.ts";
import type { ValidationMode } from "../validation/verdict.ts";

/** Where a secret is: in a variable, or in a file. */
export type SecretReference =
  | {
      /** Name of the variable; on Workers, of the binding. */
      readonly env: string;
    }
  | {
      /** Path of the file; a line break at its end is no part of the secret. Not on Workers. */
      readonly file: string;
    };

/** Bytes, or with a unit: `"256 KB"`, `"10 MB"`. */
export type Size = number | `${number} KB` | `${number} MB`;

/** A caller, as a document has it; see the README, "Callers". */
export type CallerConfig = {
  /** As log and metrics call it: 1 to 64 letters, digits, dots, dashes and underscores. Unique. */
  readonly name: string;
  /** Tenants that it may call, by their names. Default all. */
  readonly tenants?: readonly string[];
  /** What it may do and see. Default everything. */
  readonly policy?: PolicyOptions;
  /** How often it may call. Default without a limit. */
  readonly rate?: RateOptions;
} & (
  | {
      /** Hashes as `so-proxy key` prints them, or where they are. */
      readonly apiKeys: readonly (string | SecretReference)[];
    }
  | {
      /** Tokens of an issuer that are taken. */
      readonly jwt: JwtOptions;
    }
  | {
      /** Everybody who signs in to the upstream with credentials of their own. One caller at most. */
      readonly ownCredentials: true;
    }
);

/** With what the proxy signs in, as a document has it; see the README, "Credentials that callers never see". */
export type CredentialsConfig =
  | {
      /** A user of the installation; on site only. */
      readonly basic: {
        /** Name of the user, or where it is. */
        readonly user: string | SecretReference;
        /** The user's password. */
        readonly password: SecretReference;
      };
    }
  | {
      /** A ticket that somebody else renews. */
      readonly ticket: {
        /** The ticket. */
        readonly ticket: SecretReference;
        /** The application's token, which online installations want beside it. */
        readonly applicationToken?: SecretReference;
      };
    }
  | {
      /** An access token that somebody else renews. */
      readonly bearer: SecretReference;
    }
  | {
      /** A user who has signed in once; access tokens are renewed. */
      readonly oauth: {
        /** Id of the application. */
        readonly clientId: string;
        /** The refresh token that the user's sign-in gave. */
        readonly refreshToken: SecretReference;
        /** The application's secret; without it the application is a public one. */
        readonly clientSecret?: SecretReference;
        /** Default: the tenant's below a tenant, else `online`. */
        readonly environment?: EnvironmentOption;
      };
    }
  | {
      /** The system user of a tenant; tickets are renewed. */
      readonly systemUser: {
        /** The token that the tenant's approval gave. */
        readonly systemToken: SecretReference;
        /** The application's token. */
        readonly applicationToken: SecretReference;
        /** The application's private key, that signs system tokens: PEM. */
        readonly privateKey: SecretReference;
        /** Needed unless it stands below a tenant. */
        readonly tenant?: string;
        /** Default: the tenant's below a tenant, else `online`. */
        readonly environment?: EnvironmentOption;
      };
    };

/** A tenant, as a document has it; see the README, "Tenants". */
export interface TenantConfig {
  /** Online: `sod`, `qaonline`, `online`, or the origin of a server that stands in for one. Default `online`. */
  readonly environment?: EnvironmentOption;
  /** Online: further hosts that the tenant may live on and credentials may go to. Default: the environment's own. */
  readonly allowedHosts?: readonly string[];
  /** On site: the installation's address without `/api/v1`, in place of `environment`. */
  readonly address?: string;
  /** With what the proxy signs in to this tenant. Default: the document's `credentials`. */
  readonly credentials?: CredentialsConfig;
}

/** The settings of the programs, as a configuration file has them. Each is described in the README, "Settings". */
export interface ProxyConfig {
  readonly upstream?: "sandbox" | "samples" | (string & {});
  /** Tenants by their names in paths, in any case; in place of `upstream`. */
  readonly tenants?: Readonly<Record<string, TenantConfig>>;
  /** The embedded sandbox, where it is the upstream. */
  readonly sandbox?: { readonly file?: string; readonly seed?: string; readonly control?: "on" | "off" };
  readonly validation?:
    | ValidationMode
    | { readonly requests?: ValidationMode; readonly answers?: ValidationMode };
  /** Settings of some operations apart from the others: by `*`, `agents/*`, `entities/*`, a group or an operation's id. */
  readonly operations?: OperationsOptions;
  readonly undocumented?: "refuse" | "pass";
  readonly publicUrl?: string;
  readonly trustedProxies?: string;
  /** How large requests may be. */
  readonly limits?: { readonly bodyBytes?: Size; readonly inspectBytes?: Size; readonly urlLength?: number };
  /** How long the proxy waits for whom. */
  readonly timeouts?: {
    readonly request?: number;
    readonly connect?: number;
    readonly headers?: number;
    readonly idle?: number;
    readonly total?: number;
  };
  /** What it does when the upstream struggles. */
  readonly resilience?: {
    readonly retries?: number;
    readonly breakerFailures?: number;
    readonly breakerOpen?: number;
    readonly maxConcurrent?: number;
    readonly queue?: number;
    readonly queueTimeout?: number;
  };
  /** Which answers it keeps, and how long. */
  readonly cache?: { readonly fresh?: number; readonly staleIfError?: number; readonly bytes?: Size };
  /** SOAP clients. */
  readonly soap?: { readonly enabled?: "on" | "off"; readonly language?: string };
  readonly serverTiming?: "on" | "off";
  readonly drain?: number;
  readonly log?: "off" | "warn" | "all";
  readonly host?: string;
  readonly port?: number;
  /** Who may call. Default everybody, as long as the proxy itself has no credentials. */
  readonly callers?: readonly CallerConfig[];
  /** How often an address may fail to sign in before it is told to wait. Default without a limit. */
  readonly failedLogins?: RateOptions;
  /** Name of the header field that holds an API key. Default `X-Api-Key`. */
  readonly apiKeyHeader?: string;
  /** With what the proxy signs in to the upstream, in place of its callers. Needs `callers`. */
  readonly credentials?: CredentialsConfig;
  /** Pages of which origins may call from a browser. Default none. */
  readonly cors?: CorsOptions;
  /** Where instances keep what they share: rates, kept answers, locks. Default the `memory` of each. */
  readonly store?:
    | "memory"
    | {
        /** URL of a Redis, `redis://` or `rediss://`; it can hold a password, so it stands elsewhere. */
        readonly redis: SecretReference;
      };
  /** Where traces and metrics go. Default: what OpenTelemetry's own variables say. */
  readonly telemetry?: {
    /** Address of a collector without `/v1/traces`: `http://127.0.0.1:4318`. */
    readonly endpoint: string;
    /** Fields that the collector wants, a key for one. */
    readonly headers?: Readonly<Record<string, SecretReference>>;
    /** As the collector calls this proxy. Default `so-proxy`. */
    readonly serviceName?: string;
    /** Share of the traces that are recorded where the caller has not decided it: 0 to 1. Default 1. */
    readonly sample?: number;
  };
}

/**
 * Gives the settings back, checked by the editor: for `so-proxy.config.ts`. What types cannot tell, the program says at
 * its start.
 *
 * @example
 * import { defineConfig } from "@so-webapi/edge-proxy";
 *
 * export default defineConfig({
 *   tenants: { Cust12345: { environment: "online" } },
 *   validation: { requests: "enforce", answers: "report" },
 *   limits: { bodyBytes: "1 MB" },
 * });
 */
export function defineConfig(config: ProxyConfig): ProxyConfig {
  return config;
}
