import type { ApplicationOptions } from "./identity/application-options.ts";
import type { FindSample, SampleAnswer } from "./samples/sample.ts";
import type { Storage } from "./storage/storage.ts";
import type { TenantSettings } from "./tenant/tenant.ts";

/** Everything that `createSandbox` can be told; nothing is needed. */
export interface SandboxOptions {
  /** Where the state is kept. Default: memory, by Node's own SQLite; elsewhere it must be given (`d1` for example). */
  readonly storage?: Storage;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly clock?: () => number;
  /** 0 up to, not including, 1. Default `Math.random`; give a seeded one for runs that repeat. */
  readonly random?: () => number;
  /**
   * What an empty storage is filled with: `default` (a small company world of our own), `empty` (users and lists only),
   * or the text of a seed file in YAML. A storage that was filled before keeps what it has. Default `default`.
   */
  readonly seed?: "default" | "empty" | { readonly yaml: string };
  /**
   * Contacts to make up beside the seed, for load: each with a person, an appointment and ten activities in the year before
   * now. Only an empty storage is given them. Default 0.
   */
  readonly seedSize?: number;
  /** Told while the contacts of `seedSize` are made: steps done, of all. */
  readonly onSeedProgress?: (done: number, total: number) => void;
  /**
   * Applications that may sign users in (OAuth) and act for the tenant (system user). Default: one with client id `sandbox`,
   * secret `sandbox-secret` and callbacks on this machine.
   */
  readonly applications?: readonly ApplicationOptions[];
  /** Default: tenant `Cust12345`, installation `any`, base time zone `UTC`. */
  readonly tenant?: Partial<TenantSettings>;
  /**
   * Answers an operation that the sandbox does not know with its documented sample, marked by the header `SO-Sandbox-Sample`:
   * a list, or a function that finds one, such as `sampleFolder` of `@so-webapi/sandbox/sample-folder` makes.
   * Default: none, it answers 501.
   */
  readonly samples?: readonly SampleAnswer[] | FindSample;
  /**
   * Whether `/-/sandbox` answers: `true`, `"loopback"` (where the request's host is `localhost`, `127.0.0.0/8` or `[::1]`;
   * 403 elsewhere) or `false` (404). It asks for no credentials. The sandbox's own methods work in any case. Default `true`.
   */
  readonly control?: boolean | "loopback";
}
