import type { ServicesVersion } from "@so-webapi/soap";
import type { CacheOptions } from "../lib/cache/caching-upstream.ts";
import { addressRange } from "../lib/inbound/address-range.ts";
import type { LimitOptions, TimeoutOptions, ValidationOptions } from "../lib/options.ts";
import type { ResilienceOptions } from "../lib/resilience/resilient-upstream.ts";
import type { SoapOptions } from "../lib/soap/soap-service.ts";
import type { TenantOptions } from "../lib/tenants/tenants.ts";
import { normalizeBaseUrl } from "../lib/upstream/url-upstream.ts";
import type { ValidationMode } from "../lib/validation/verdict.ts";
import type { AccessConfig } from "./document/access.ts";
import { documentOf, readDocument, withoutDigests } from "./document/document.ts";
import type { SecretSource } from "./document/secrets.ts";
import type { ServicesConfig } from "./document/services.ts";
import { type VariableName, variables } from "./variables.ts";

/** How much the programs write to their log. */
export type LogLevel = "off" | "warn" | "all";

/** The settings of a program, checked. */
export interface Config {
  /** Options of the proxy that only a document can hold. */
  readonly access: AccessConfig;
  readonly services: ServicesConfig;
  readonly upstream:
    | { readonly kind: "sandbox" | "samples" }
    | { readonly kind: "url"; readonly baseUrl: string }
    | { readonly kind: "soap"; readonly baseUrl: string; readonly version: ServicesVersion }
    | { readonly kind: "tenants"; readonly tenants: readonly TenantOptions[] };
  readonly sandbox: SandboxConfig;
  readonly validation: Required<ValidationOptions>;
  readonly limits: Required<LimitOptions>;
  readonly timeouts: Required<TimeoutOptions>;
  /** Milliseconds for a connection to the upstream to open, TLS included; 0 for never. On Node, Bun and Deno. */
  readonly connectTimeout: number;
  /** Milliseconds for the header of a request to arrive; 0 for never. On Node, Bun and Deno. */
  readonly requestTimeout: number;
  readonly resilience: Required<ResilienceOptions>;
  readonly cache: Required<CacheOptions>;
  readonly soap: SoapOptions | false;
  readonly serverTiming: boolean;
  readonly undocumented: boolean;
  /** Milliseconds. */
  readonly drain: number;
  /** What operators show to read of traffic; undefined lets everyone where only this machine reaches the proxy. */
  readonly operatorToken: string | undefined;
  readonly publicUrl: string | undefined;
  /** Addresses and ranges; undefined believes nobody. */
  readonly trustedProxies: readonly string[] | undefined;
  readonly log: LogLevel;
  readonly host: string;
  readonly port: number;
}

/** Settings of the embedded sandbox; they count where it is the upstream. */
export interface SandboxConfig {
  /** Undefined keeps its data in memory. */
  readonly file: string | undefined;
  /** `default`, `empty`, or the path of a YAML file. */
  readonly seed: string;
  /** Whether `/-/sandbox` can be reached; on Node it also takes a `HOST` that only this machine reaches. */
  readonly control: boolean;
}

/** The settings, or everything that is wrong with them: one sentence per setting, without its value. */
export type ConfigResult =
  | {
      readonly ok: true;
      readonly config: Config;
      /** What holds, as the document that says so; secrets are in it by reference only. */
      readonly document: Readonly<Record<string, unknown>>;
    }
  | { readonly ok: false; readonly errors: readonly string[] };

/** What does not fit; the message goes on after the variable's name. */
class Misfit extends Error {}

/**
 * Reads the settings from variables and a configuration document, and checks all of them before it gives up. A variable
 * wins over the document; an empty one is an unset one.
 *
 * @param document - what a configuration file holds, as parsed; undefined where there is none.
 * @param readFile - reads the files that secrets are in; absent where there are no files.
 * @param file - name of the file that the document is from, which errors begin with; empty where it is none.
 *
 * @example
 * readConfig({ PORT: "80800" }, { limits: { bodyBites: 5 } });
 * // { ok: false, errors: [
 * //   "limits.bodyBites is unknown; here can be bodyBytes, inspectBytes, urlLength",
 * //   "PORT must be a whole number from 0 to 65535",
 * // ] }
 */
export function readConfig(
  source: Readonly<Record<string, unknown>>,
  document?: unknown,
  readFile?: SecretSource["readFile"],
  file = "",
): ConfigResult {
  const errors: string[] = [];
  const inFile = (error: string): string => (file === "" ? error : `${file}: ${error}`);
  const secrets = { variables: source, ...(readFile !== undefined && { readFile }) };
  const { texts, access, services, tenants, said } = readDocument(document, errors, secrets);
  errors.splice(0, errors.length, ...errors.map(inFile));
  const holding = new Map<VariableName, string>();
  /** The variable, else `general`, which sets several; then both of the document. */
  function read<Value>(name: VariableName, parse: (text: string) => Value, general?: VariableName): Value {
    const places = general === undefined ? [name] : [name, general];
    const inSource = places.find((place) => textOf(source, place) !== undefined);
    const inDocument = places.find((place) => texts.has(place));
    const label = inSource ?? (inDocument === undefined ? name : inFile(variables[inDocument].key));
    const given = inSource === undefined ? inDocument && texts.get(inDocument) : textOf(source, inSource);
    try {
      const value = parse(given ?? variables[name].default);
      if (name !== "VALIDATION") holding.set(name, given ?? variables[name].default);
      return value;
    } catch (error) {
      if (!(error instanceof Misfit)) throw error;
      errors.push(`${label} ${error.message}`);
      return undefined as Value;
    }
  }
  if (tenants !== undefined && (texts.has("UPSTREAM") || textOf(source, "UPSTREAM") !== undefined))
    errors.push("tenants are set and so is UPSTREAM; leave one of them out");
  if (textOf(source, "VALIDATION") !== undefined) read("VALIDATION", mode);
  const config: Config = {
    access,
    services,
    upstream: tenants === undefined ? read("UPSTREAM", upstream) : { kind: "tenants", tenants },
    sandbox: {
      file: read("SANDBOX_FILE", (text) => (text === "" ? undefined : text)),
      seed: read("SANDBOX_SEED", (text) => text),
      control: read("SANDBOX_CONTROL", oneOf("on", "off")) === "on",
    },
    validation: {
      requests: read("VALIDATE_REQUESTS", mode, "VALIDATION"),
      answers: read("VALIDATE_ANSWERS", mode, "VALIDATION"),
    },
    limits: {
      bodyBytes: read("BODY_LIMIT", bytes),
      inspectBytes: read("INSPECT_LIMIT", bytes),
      urlLength: read("URL_LIMIT", wholeNumber(1, 65_536)),
    },
    timeouts: {
      headers: read("TIMEOUT_MS", milliseconds),
      idle: read("IDLE_TIMEOUT_MS", milliseconds),
      total: read("TOTAL_TIMEOUT_MS", milliseconds),
    },
    connectTimeout: read("CONNECT_TIMEOUT_MS", milliseconds),
    requestTimeout: read("REQUEST_TIMEOUT_MS", milliseconds),
    resilience: {
      retries: read("RETRIES", wholeNumber(0, 10)),
      breakerFailures: read("BREAKER_FAILURES", wholeNumber(0, 10_000)),
      breakerOpen: read("BREAKER_OPEN_MS", wholeNumber(1, 3_600_000)),
      maxConcurrent: read("MAX_CONCURRENT", wholeNumber(0, 100_000)),
      queue: read("QUEUE_LIMIT", wholeNumber(0, 100_000)),
      queueTimeout: read("QUEUE_TIMEOUT_MS", wholeNumber(1, 3_600_000)),
    },
    cache: {
      fresh: read("CACHE_MS", milliseconds),
      staleIfError: read("STALE_IF_ERROR_MS", milliseconds),
      bytes: read("CACHE_BYTES", bytes),
    },
    soap: soapOf(
      read("SOAP", oneOf("on", "off")) === "on",
      read("SOAP_LANGUAGE", language),
      read("SOAP_TICKET_KEY", ticketKey),
    ),
    serverTiming: read("SERVER_TIMING", oneOf("on", "off")) === "on",
    undocumented: read("UNDOCUMENTED", oneOf("refuse", "pass")) === "pass",
    drain: read("DRAIN_MS", wholeNumber(0, 3_600_000)),
    operatorToken: read("OPERATOR_TOKEN", operatorToken),
    publicUrl: read("PUBLIC_URL", (text) => (text === "" ? undefined : url(text))),
    trustedProxies: read("TRUSTED_PROXIES", addresses),
    log: read("LOG", oneOf("off", "warn", "all")),
    host: read("HOST", (text) => text),
    port: read("PORT", wholeNumber(0, 65_535)),
  };
  if (errors.length > 0) return { ok: false, errors: [...new Set(errors)] };
  return { ok: true, config, document: { ...documentOf(holding), ...withoutDigests(said) } };
}

function textOf(source: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = source[name];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** The package of SOAP has them too, and its tables with them, which nobody reads who speaks none. */
const servicesVersions: readonly ServicesVersion[] = [84, 85, 86, 87, 88];

function upstream(text: string): Config["upstream"] {
  if (text === "samples" || text === "sandbox") return { kind: text };
  const soap = /^soap(\d*)\+(.*)$/i.exec(text);
  if (soap !== null) {
    const version = servicesVersions.find((one) => String(one) === (soap[1] || "88"));
    if (version === undefined) throw new Misfit("must name Services84 to 88: soap86+https://…");
    return { kind: "soap", baseUrl: url(soap[2] ?? ""), version };
  }
  if (!text.includes("://"))
    throw new Misfit('must be "sandbox", "samples" or a URL that begins with http:// or https://');
  return { kind: "url", baseUrl: url(text) };
}

function url(text: string): string {
  try {
    return normalizeBaseUrl(text);
  } catch (error) {
    const ours = error instanceof TypeError && error.message.startsWith("must");
    throw new Misfit(ours ? error.message : "must be a URL that begins with http:// or https://");
  }
}

function soapOf(
  enabled: boolean,
  language: string | undefined,
  ticketKey: SoapOptions["ticketKey"],
): Config["soap"] {
  if (!enabled) return false;
  return { ...(language !== undefined && { language }), ...(ticketKey !== undefined && { ticketKey }) };
}

function language(text: string): string | undefined {
  if (!/^[A-Za-z0-9-]{0,35}$/.test(text))
    throw new Misfit("must be a language as in Accept-Language: en, nb-NO");
  return text === "" ? undefined : text;
}

function ticketKey(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text === "") return undefined;
  try {
    const key = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    if (key.length === 32) return key;
  } catch {
    // Said below, as for a key of another length.
  }
  throw new Misfit("must be base64 of 32 bytes, as `openssl rand -base64 32` makes them");
}

function operatorToken(text: string): string | undefined {
  if (text !== "" && text.length < 16) throw new Misfit("must have at least 16 characters");
  return text === "" ? undefined : text;
}

function addresses(text: string): readonly string[] | undefined {
  if (text === "") return undefined;
  const list = text.split(",").map((part) => part.trim());
  if (list.some((part) => addressRange(part) === undefined))
    throw new Misfit("must be addresses and ranges such as 10.0.0.0/8, with commas between them");
  return list;
}

/** True for an address that this machine alone reaches. */
export function isLocalHost(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

function oneOf<const Choice extends string>(...choices: readonly Choice[]): (text: string) => Choice {
  return (text) => {
    const found = choices.find((choice) => choice === text.toLowerCase());
    if (found === undefined) throw new Misfit(`must be one of ${choices.join(", ")}`);
    return found;
  };
}

const mode: (text: string) => ValidationMode = oneOf("off", "report", "enforce");

function wholeNumber(from: number, to: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^[0-9]+$/.test(text) || value < from || value > to) {
      throw new Misfit(`must be a whole number from ${from} to ${to}`);
    }
    return value;
  };
}

// A timer takes 31 bits; more would fire at once.
const milliseconds = wholeNumber(0, 2_147_483_647);

function bytes(text: string): number {
  const [, digits, unit = ""] = /^([0-9]{1,12})\s*(KB|MB|)$/i.exec(text) ?? [];
  if (digits === undefined) throw new Misfit("must be a number of bytes, with KB or MB after it if you like");
  return Number(digits) * (unit === "" ? 1 : unit.toUpperCase() === "KB" ? 1024 : 1024 * 1024);
}
