import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sortedMap } from "./describe.ts";
import type { AgentDescriptor, OperationDescriptor, SoapDescriptors, TypeDescriptor } from "./descriptors.ts";
import { parseElementLine, parseTypeLines, sections } from "./lines.ts";
import { includesVersion } from "./version-range.ts";
import { ruleOf } from "./write-descriptors.ts";

interface IndexFile {
  readonly versions: Readonly<Record<string, string>>;
  readonly namespaces: readonly string[];
  readonly headers: string;
  readonly headerElements: readonly string[];
  readonly agents: readonly string[];
}

interface AgentFile {
  readonly versions: string;
  readonly knownTypes?: readonly string[];
  readonly operations: Readonly<Record<string, readonly string[]>>;
}

/** The lines of one version out of merged ones; `undefined` where the whole is not in the version. */
export const pickLines = (lines: readonly string[], version: number): string[] | undefined => {
  const whole = lines[0]?.startsWith("@") === true ? lines[0].slice(1) : undefined;
  if (whole !== undefined && !includesVersion(whole, version)) return undefined;
  return lines.slice(whole === undefined ? 0 : 1).flatMap((line) => {
    const mark = / @([\d,-]+)$/.exec(line);
    if (mark === null) return [line];
    return includesVersion(mark[1] ?? "", version) ? [line.slice(0, mark.index)] : [];
  });
};

const namesIn = (list: string | undefined): string[] => list?.split(" ").filter((name) => name !== "") ?? [];

const loadOperation = (
  name: string,
  lines: readonly string[],
  { namespace, agent, headers }: { namespace: string; agent: string; headers: string },
): OperationDescriptor => {
  const stated = new Map<string, string>();
  for (const line of lines.filter((text) => text.startsWith(": "))) {
    const [key = "", ...value] = line.slice(2).split(" ");
    stated.set(key, value.join(" "));
  }
  const rule = ruleOf(namespace, agent, name);
  const [requestHeaders, responseHeaders] = (stated.get("headers") ?? headers).split(">");
  return {
    name,
    action: stated.get("action") ?? rule.action,
    request: stated.get("request") ?? rule.request,
    response: stated.get("response") ?? rule.response,
    arguments: lines.filter((line) => !/^[=:] /.test(line)).map(parseElementLine),
    results: lines.filter((line) => line.startsWith("= ")).map((line) => parseElementLine(line.slice(2))),
    requestHeaders: namesIn(requestHeaders),
    responseHeaders: namesIn(responseHeaders),
  };
};

/** Reads a JSON file of `openapi/soap/` by its path below it. */
export type ReadJson = (path: string) => unknown;

const fromFolder =
  (folder: string): ReadJson =>
  (path) =>
    JSON.parse(readFileSync(join(folder, path), "utf8"));

/** The versions that the files describe, rising. */
export const listVersions = (folder: string): number[] => {
  const { versions } = fromFolder(folder)("index.json") as IndexFile;
  return Object.keys(versions)
    .map(Number)
    .sort((a, b) => a - b);
};

/**
 * Puts one version together again from the files of `openapi/soap/`: exactly what its WSDLs say. Throws for a version
 * that the files do not describe.
 */
export const loadDescriptors = (folder: string | ReadJson, version: number): SoapDescriptors => {
  const read = typeof folder === "string" ? fromFolder(folder) : folder;
  const index = read("index.json") as IndexFile;
  const namespace = index.versions[version];
  if (namespace === undefined) throw new RangeError(`openapi/soap does not describe Services${version}`);
  const types = sections.flatMap((section) =>
    Object.entries(read(`types/${section}.json`) as Record<string, readonly string[]>).flatMap(
      ([name, lines]): [string, TypeDescriptor][] => {
        const own = pickLines(lines, version);
        return own === undefined ? [] : [[name, parseTypeLines(section, own)]];
      },
    ),
  );
  const agents = index.agents.flatMap((agent): [string, AgentDescriptor][] => {
    const file = read(`agents/${agent}.json`) as AgentFile;
    if (!includesVersion(file.versions, version)) return [];
    const operations = Object.entries(file.operations).flatMap(
      ([name, lines]): [string, OperationDescriptor][] => {
        const own = pickLines(lines, version);
        if (own === undefined) return [];
        return [[name, loadOperation(name, own, { namespace, agent, headers: index.headers })]];
      },
    );
    const knownTypes = pickLines(file.knownTypes ?? [], version) ?? [];
    return [[agent, { agent, operations: sortedMap(operations), knownTypes }]];
  });
  const headers = (pickLines(index.headerElements, version) ?? []).map(parseElementLine);
  return {
    version,
    namespace,
    namespaces: Object.fromEntries(
      (pickLines(index.namespaces, version) ?? []).map((line) => line.split(" ")),
    ),
    headers: sortedMap(headers.map((header) => [header.name, header])),
    types: sortedMap(types),
    agents: sortedMap(agents),
  };
};
