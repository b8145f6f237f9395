import { type Environment, isEnvironment } from "@so-webapi/platform/tenants";
import type { OptionIssue } from "../errors/options-error.ts";

/**
 * Which online environment: development, stage or production, by the name in its host. Or the origin of a server that
 * stands in for one, `http://127.0.0.1:4010` of a sandbox for example; it must be `https` unless it is on this machine.
 */
export type EnvironmentOption = Environment | `https://${string}` | `http://${string}`;

/** Where an environment signs in and tells where tenants are: an origin without a slash. */
export function originOf(environment: EnvironmentOption): string {
  return isEnvironment(environment) ? `https://${environment}.superoffice.com` : new URL(environment).origin;
}

/** What is wrong with the option, if anything is. */
export function environmentIssues(environment: unknown): OptionIssue[] {
  const isFine = typeof environment === "string" && (isEnvironment(environment) || isSafeOrigin(environment));
  const message = "Give sod, qaonline, online or an origin with https, or http on this machine.";
  return isFine ? [] : [{ option: "environment", code: "environment-invalid", message }];
}

function isSafeOrigin(text: string): boolean {
  try {
    const { protocol, hostname, href, origin } = new URL(text);
    const isSafe = protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
    return isSafe && href === `${origin}/`;
  } catch {
    return false;
  }
}

function isLoopback(hostname: string): boolean {
  return /^(?:localhost|127\.[0-9.]+|\[::1\])$/.test(hostname);
}

/**
 * Says whether credentials may go to an address: to a host of the environment's own, `online3.superoffice.com` for
 * `online`, over `https`; for a server that stands in for an environment, to its own host and port; or to a host that
 * the caller allows, with or without its port.
 *
 * Source: docs.superoffice.com, "Check tenant status", Endpoint: the environment's name and a number.
 */
export function isHomeOf(
  environment: EnvironmentOption,
  address: string,
  allowed: readonly string[],
): boolean {
  const { protocol, hostname, host } = new URL(address);
  if (protocol !== "https:" && !isLoopback(hostname)) return false;
  if (allowed.some((one) => [host, hostname].includes(one.toLowerCase()))) return true;
  if (!isEnvironment(environment)) return new URL(environment).host === host;
  return new RegExp(`^${environment}[a-z0-9-]*\\.superoffice\\.com$`).test(hostname);
}
