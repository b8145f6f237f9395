import type { JwtOptions } from "../callers/jwt.ts";
import type { CorsOptions } from "../cors/cors.ts";
import type { PolicyOptions } from "../policies/policy.ts";
import type { RateOptions } from "../stores/rate-store.ts";
import type { EnvironmentOption } from "../tenants/tenants.ts";
import type { OperationsOptions } from "../validation/modes.ts";
import type { ValidationMode } from "../validation/verdict.ts";

/** Where a secret is: in a variable, or in a file. */
export type SecretReference = { readonly env: string } | { readonly file: string };

/** Bytes, or with a unit: `"256 KB"`, `"10 MB"`. */
export type Size = number | `${number} KB` | `${number} MB`;

/** A caller, as a document has it; see the README, "Callers". */
export type CallerConfig = {
  readonly name: string;
  readonly tenants?: readonly string[];
  readonly policy?: PolicyOptions;
  readonly rate?: RateOptions;
} & (
  | {
      /** Hashes as `so-proxy key` prints them, or where they are. */ readonly apiKeys: readonly (
        | string
        | SecretReference
      )[];
    }
  | { readonly jwt: JwtOptions }
  | { readonly ownCredentials: true }
);

/** With what the proxy signs in, as a document has it; see the README, "Credentials that callers never see". */
export type CredentialsConfig =
  | { readonly basic: { readonly user: string | SecretReference; readonly password: SecretReference } }
  | { readonly ticket: { readonly ticket: SecretReference; readonly applicationToken?: SecretReference } }
  | { readonly bearer: SecretReference }
  | {
      readonly oauth: {
        readonly clientId: string;
        readonly refreshToken: SecretReference;
        readonly clientSecret?: SecretReference;
        /** Default: the tenant's below a tenant, else `online`. */
        readonly environment?: EnvironmentOption;
      };
    }
  | {
      readonly systemUser: {
        readonly systemToken: SecretReference;
        readonly applicationToken: SecretReference;
        readonly privateKey: SecretReference;
        /** Needed unless it stands below a tenant. */
        readonly tenant?: string;
        /** Default: the tenant's below a tenant, else `online`. */
        readonly environment?: EnvironmentOption;
      };
    };

/** A tenant, as a document has it; see the README, "Tenants". */
export interface TenantConfig {
  readonly environment?: EnvironmentOption;
  readonly allowedHosts?: readonly string[];
  readonly address?: string;
  readonly credentials?: CredentialsConfig;
}

/** The settings of the programs, as a configuration file has them. Each is described in the README, "Settings". */
export interface ProxyConfig {
  readonly upstream?: "sandbox" | "samples" | (string & {});
  /** In place of `upstream`. */
  readonly tenants?: Readonly<Record<string, TenantConfig>>;
  readonly sandbox?: { readonly file?: string; readonly seed?: string; readonly control?: "on" | "off" };
  readonly validation?:
    | ValidationMode
    | { readonly requests?: ValidationMode; readonly answers?: ValidationMode };
  readonly operations?: OperationsOptions;
  readonly undocumented?: "refuse" | "pass";
  readonly publicUrl?: string;
  /** Addresses and ranges with commas between them. */
  readonly trustedProxies?: string;
  readonly limits?: { readonly bodyBytes?: Size; readonly inspectBytes?: Size; readonly urlLength?: number };
  /** Milliseconds. */
  readonly timeouts?: {
    readonly request?: number;
    readonly connect?: number;
    readonly headers?: number;
    readonly idle?: number;
    readonly total?: number;
  };
  readonly resilience?: {
    readonly retries?: number;
    readonly breakerFailures?: number;
    readonly breakerOpen?: number;
    readonly maxConcurrent?: number;
    readonly queue?: number;
    readonly queueTimeout?: number;
  };
  readonly cache?: { readonly fresh?: number; readonly staleIfError?: number; readonly bytes?: Size };
  readonly soap?: { readonly enabled?: "on" | "off"; readonly language?: string };
  readonly serverTiming?: "on" | "off";
  readonly drain?: number;
  readonly log?: "off" | "warn" | "all";
  readonly host?: string;
  readonly port?: number;
  readonly callers?: readonly CallerConfig[];
  readonly failedLogins?: RateOptions;
  readonly apiKeyHeader?: string;
  readonly credentials?: CredentialsConfig;
  readonly cors?: CorsOptions;
  readonly store?: "memory" | { readonly redis: SecretReference };
  readonly telemetry?: {
    readonly endpoint: string;
    readonly headers?: Readonly<Record<string, SecretReference>>;
    readonly serviceName?: string;
    /** 0 to 1. */
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
