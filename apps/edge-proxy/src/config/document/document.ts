import type { TenantOptions } from "../../lib/tenants/tenants.ts";
import { type Variable, type VariableName, variables } from "../variables.ts";
import { type AccessConfig, accessNames, isAccessName, readAccess } from "./access.ts";
import { below, isRecord, type Place, refuse } from "./readers.ts";
import type { SecretSource } from "./secrets.ts";
import { isServiceName, noServices, readServices, type ServicesConfig, serviceNames } from "./services.ts";

/** A configuration document, read as far as its shape goes. */
export interface Document extends Structured {
  /** Text of each setting that also is a variable. */
  readonly texts: ReadonlyMap<VariableName, string>;
}

/** Names of settings that the document can hold, by their place. */
const names: ReadonlyMap<string, VariableName> = new Map(
  entries(variables).flatMap(([name, { key }]) => (key === "" ? [] : [[key, name]])),
);

/** What no variable can hold. */
export interface Structured {
  /** Options of the proxy. */
  readonly access: AccessConfig;
  readonly tenants: readonly TenantOptions[] | undefined;
  readonly services: ServicesConfig;
  /** The same as the document says it, secrets by reference. */
  readonly said: Readonly<Record<string, unknown>>;
}

/** Reads a document. Every error goes to `errors`, each with its place. */
export function readDocument(value: unknown, errors: string[], secrets: SecretSource): Document {
  const texts = new Map<VariableName, string>();
  if (value === undefined) return { texts, access: {}, tenants: undefined, services: noServices, said: {} };
  const place = { path: "", errors };
  readTexts(value, place, texts);
  if (!isRecord(value)) return { texts, access: {}, tenants: undefined, services: noServices, said: {} };
  const said = Object.fromEntries(Object.entries(value).filter(([name]) => isStructured(name)));
  const services = readServices(said, place, secrets);
  return { texts, ...readAccess(said, place, secrets), services, said };
}

function isStructured(name: string): boolean {
  return isAccessName(name) || isServiceName(name);
}

/** The document in which the given settings stand; empty ones are left out. */
export function documentOf(texts: ReadonlyMap<VariableName, string>): Readonly<Record<string, unknown>> {
  const document: Record<string, unknown> = {};
  const sections: Record<string, Record<string, unknown>> = {};
  for (const [variable, text] of texts) {
    const [first = "", second] = variables[variable].key.split(".");
    if (text === "" || first === "") continue;
    const value = /^\d{1,15}$/.test(text) ? Number(text) : text;
    if (second === undefined) document[first] = value;
    else {
      const section = sections[first] ?? {};
      sections[first] = section;
      section[second] = value;
      document[first] = section;
    }
  }
  return document;
}

/** A copy in which the digests of keys are not to be seen. */
export function withoutDigests(said: Structured["said"]): Structured["said"] {
  const text = JSON.stringify(said).replace(/"sha256:([^":]*):[0-9a-f]{64}"/g, '"sha256:$1:[redacted]"');
  return JSON.parse(text) as Structured["said"];
}

function readTexts(value: unknown, place: Place, texts: Map<VariableName, string>): void {
  if (!isRecord(value)) {
    refuse(place, "must be an object");
    return;
  }
  for (const [name, item] of Object.entries(value)) {
    const at = below(place, name);
    // `$schema` is for editors.
    if (at.path === "$schema" || isStructured(at.path) || item === undefined) continue;
    const variable = names.get(at.path);
    const isSection = [...names.keys()].some((key) => key.startsWith(`${at.path}.`));
    if (isSection && (variable === undefined || isRecord(item))) readTexts(item, at, texts);
    else if (variable === undefined) refuse(at, `is unknown; here can be ${known(place.path).join(", ")}`);
    else if (typeof item !== "string" && typeof item !== "number") refuse(at, "must be a text or a number");
    else if (String(item).trim() === "") refuse(at, "must not be empty; leave it out instead");
    else texts.set(variable, String(item).trim());
  }
}

function known(path: string): readonly string[] {
  const prefix = path === "" ? "" : `${path}.`;
  const all = [...names.keys(), ...accessNames, ...serviceNames];
  const below = all.filter((key) => key.startsWith(prefix));
  return [...new Set(below.map((key) => key.slice(prefix.length).split(".")[0] ?? ""))];
}

function entries(table: Readonly<Record<VariableName, Variable>>): (readonly [VariableName, Variable])[] {
  return Object.entries(table) as [VariableName, Variable][];
}
