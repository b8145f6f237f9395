import { isEnvironment } from "@so-webapi/platform/tenants";
import { type EnvironmentOption, isTenantName } from "../../lib/tenants/tenants.ts";
import { type Reader, refuse } from "./readers.ts";

/** Reads the name of a tenant. */
export const tenantName: Reader<string> = (value, place) =>
  typeof value === "string" && isTenantName(value)
    ? value
    : refuse(place, "must be a tenant's name: letters, digits, - and _, and not api, login, docs or remote");

/** Reads an environment by its name, or the origin of a server that stands in for one. */
export const environment: Reader<EnvironmentOption> = (value, place) => {
  if (typeof value === "string" && (isEnvironment(value) || isStandIn(value))) return value;
  return refuse(place, "must be sod, qaonline, online, or an origin with https, or http on this machine");
};

function isStandIn(text: string): text is `https://${string}` {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, origin } = new URL(text);
  const isHere = ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
  return origin === text && (protocol === "https:" || (protocol === "http:" && isHere));
}
