import { existsSync, readFileSync } from "node:fs";
import { UsageError } from "@so-webapi/command-line";
import { parse } from "yaml";
import { UnreadableError } from "../errors.ts";
import { isArray, isObject } from "../json/json.ts";
import type { Header } from "../samples/sample.ts";

/** What commands say of credentials. */
export interface CredentialFlags {
  readonly headerEnv?: readonly string[];
  readonly headerFile?: string;
}

/** An address without credentials: those would stand in the list of processes and in every report. */
export function targetAddress(text: string, option = "--target"): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new UsageError(`${option}: no http or https address`);
  const { username, password, search, hash } = new URL(text);
  if (username !== "" || password !== "")
    throw new UsageError(`${option} holds credentials: give them with --header-env or --header-file`);
  if (search !== "" || hash !== "")
    throw new UsageError(`${option}: give the address without query and fragment`);
  return text.replace(/\/+$/, "");
}

/** True for an address of this machine. */
export const isLoopback = (address: string): boolean =>
  /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(address).hostname);

/** Headers with credentials, from the environment and a file. */
export function secretHeaders(
  { headerEnv = [], headerFile }: CredentialFlags,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Header[] {
  const ofEnvironment = headerEnv.map((entry): Header => {
    const [, name = "", variable = ""] = /^([\w-]+)=([A-Za-z_]\w*)$/.exec(entry) ?? [];
    // The entry is not repeated: it may hold the secret itself.
    if (name === "") throw new UsageError("--header-env: write it as Header-Name=VARIABLE");
    const value = environment[variable];
    if (value === undefined || value === "")
      throw new UsageError(`--header-env: the variable ${variable} is not set`);
    return [name, value];
  });
  if (headerFile === undefined) return ofEnvironment;
  const lines = readText(headerFile).split(/\r?\n/);
  const ofFile = lines.flatMap((line, index): Header[] => {
    if (line.trim() === "" || line.startsWith("#")) return [];
    const [, name = "", value = ""] = /^([\w-]+):\s*(.*\S)\s*$/.exec(line) ?? [];
    if (name === "") throw new UnreadableError(`${headerFile}:${index + 1}: write it as Name: value`);
    return [[name, value]];
  });
  return [...ofEnvironment, ...ofFile];
}

/** A list of operations: ids and patterns, or files of them, a line each. */
export const operationList = (entries: readonly string[]): string[] =>
  entries.flatMap((entry) =>
    existsSync(entry)
      ? readText(entry)
          .split(/\r?\n/)
          .map((line) => line.replace(/#.*/, "").trim())
          .filter(Boolean)
      : entry.split(",").map((one) => one.trim()),
  );

/** Reads `--values FILE`: names and lists of ids, JSON or YAML. */
export function readValues(file: string): Record<string, (number | string)[]> {
  let read: unknown;
  try {
    read = parse(readText(file));
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    throw new UnreadableError(`${file} is no YAML`, { cause: error });
  }
  if (!isObject(read)) throw new UnreadableError(`${file}: write names and lists of ids, contactId: [5, 6]`);
  return Object.fromEntries(
    Object.entries(read).map(([name, value]) => {
      const list = isArray(value) ? value : [value];
      return [name, list.map((one) => (typeof one === "number" ? one : String(one)))];
    }),
  );
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UnreadableError(`${file} cannot be read`, { cause: error });
  }
}
