import { below, object, type Place, type Reader, refuse } from "./readers.ts";
import { type SecretSource, secretReader } from "./secrets.ts";
import { type TelemetryConfig, telemetryReader } from "./telemetry.ts";

/** Sections that say which services beside the upstream the proxy works with. */
export const serviceNames = ["store", "telemetry"] as const;

/** Where instances keep what they share: the memory of each, or a Redis by its URL. */
export type StoreConfig = { readonly kind: "memory" } | { readonly kind: "redis"; readonly url: string };

/** What the programs connect to. */
export interface ServicesConfig {
  readonly store: StoreConfig;
  /** Undefined where the document says nothing of it; on Node variables can all the same. */
  readonly telemetry?: TelemetryConfig;
}

export function isServiceName(name: string): boolean {
  return serviceNames.some((known) => known === name);
}

/** Nothing but what each instance has itself. */
export const noServices: ServicesConfig = { store: { kind: "memory" } };

/** Reads the sections; what is wrong goes to the place's errors. */
export function readServices(
  said: Readonly<Record<string, unknown>>,
  place: Place,
  secrets: SecretSource,
): ServicesConfig {
  const secret = secretReader(secrets);
  const { store, telemetry } = said;
  return {
    store: store === undefined ? noServices.store : storeReader(secret)(store, below(place, "store")),
    ...(telemetry !== undefined && {
      telemetry: telemetryReader(secret)(telemetry, below(place, "telemetry")),
    }),
  };
}

function storeReader(secret: Reader<string>): Reader<StoreConfig> {
  const redis = object(
    (members): StoreConfig => ({ kind: "redis", url: members.required("redis", redisUrl(secret)) }),
  );
  return (value, place) => {
    if (value === "memory") return { kind: "memory" };
    return typeof value === "string"
      ? refuse(place, 'must be "memory" or { "redis": … }')
      : redis(value, place);
  };
}

/** It can hold a password, so it stands elsewhere. */
function redisUrl(secret: Reader<string>): Reader<string> {
  return (value, place) => {
    const errors = place.errors.length;
    const url = secret(value, place);
    if (place.errors.length > errors) return url;
    return /^rediss?:\/\/./.test(url) && URL.canParse(url)
      ? url
      : refuse(place, "must name a URL that begins with redis:// or rediss://");
  };
}
