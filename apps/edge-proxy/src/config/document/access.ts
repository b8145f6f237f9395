import type { ProxyOptions } from "../../lib/options.ts";
import { callersReader, headerName } from "./callers.ts";
import { cors } from "./cors.ts";
import { credentialsReader } from "./credentials.ts";
import { below, type Place, type Reader, refuse } from "./readers.ts";
import { type SecretSource, secretReader } from "./secrets.ts";

/** Sections of a document that have more than one value each. */
export const accessNames = ["callers", "apiKeyHeader", "credentials", "cors"] as const;

/** Options of the proxy that only a document can hold. */
export type AccessConfig = Pick<ProxyOptions, (typeof accessNames)[number]>;

export function isAccessName(name: string): boolean {
  return accessNames.some((known) => known === name);
}

/** Reads the sections; what is wrong goes to the place's errors. */
export function readAccess(
  said: Readonly<Record<string, unknown>>,
  place: Place,
  secrets: SecretSource,
): AccessConfig {
  const section = <Value>(name: string, read: Reader<Value>): Value | undefined =>
    said[name] === undefined ? undefined : read(said[name], below(place, name));
  const secret = secretReader(secrets);
  const found = {
    callers: section("callers", callersReader(secret)),
    apiKeyHeader: section("apiKeyHeader", headerName),
    credentials: section("credentials", credentialsReader(secret)),
    cors: section("cors", cors),
  };
  if (said["credentials"] !== undefined && said["callers"] === undefined)
    refuse(below(place, "credentials"), "need callers, or whoever reaches the proxy would act in their name");
  return {
    ...(found.credentials !== undefined && { credentials: found.credentials }),
    ...(found.callers !== undefined && { callers: found.callers }),
    ...(found.cors !== undefined && { cors: found.cors }),
    ...(found.apiKeyHeader !== undefined && { apiKeyHeader: found.apiKeyHeader }),
  };
}
