import { sortedMap } from "./describe.ts";
import type { AgentDescriptor, OperationDescriptor, SoapDescriptors } from "./descriptors.ts";
import { formatJson, type Json } from "./format-json.ts";
import { elementLine, type Section, sections, typeLines } from "./lines.ts";
import { mergeSequences } from "./merge-sequences.ts";
import { formatVersions } from "./version-range.ts";

/** Lists by version. */
type Stated = ReadonlyMap<number, readonly string[]>;

/** What an operation says when nothing else is written. */
export const ruleOf = (namespace: string, agent: string, operation: string) => ({
  action: `${namespace}/${agent}/${operation}`,
  request: operation,
  response: `${operation}Response`,
});

/**
 * Lists of several versions as one: a line that holds in fewer versions than the whole ends in its range (`@86-`),
 * and the whole begins with its own range where that is not every version.
 */
const mergeLines = (lists: Stated, all: readonly number[], own: readonly number[] = all): string[] => {
  const versions = all.filter((version) => lists.has(version));
  const lines = mergeSequences(lists).map((item) =>
    item.versions.length === versions.length
      ? item.text
      : `${item.text} @${formatVersions(item.versions, all)}`,
  );
  return versions.length === own.length ? lines : [`@${formatVersions(versions, all)}`, ...lines];
};

/** Regroups values of versions by name: name, then version. */
const group = <Value>(
  stated: Iterable<readonly [string, number, Value]>,
): Map<string, Map<number, Value>> => {
  const groups = new Map<string, Map<number, Value>>();
  for (const [name, version, value] of stated) {
    const known = groups.get(name);
    if (known === undefined) groups.set(name, new Map([[version, value]]));
    else known.set(version, value);
  }
  return sortedMap(groups);
};

const mapValues = <From, To>(map: ReadonlyMap<number, From>, convert: (value: From) => To): Map<number, To> =>
  new Map([...map].map(([version, value]) => [version, convert(value)]));

const writeTypes = (versions: readonly SoapDescriptors[], all: readonly number[]): Map<Section, Json> => {
  const stated = versions.flatMap(({ version, types }) =>
    [...types].map(([name, type]) => ({ name, version, ...typeLines(type) })),
  );
  return new Map(
    sections.map((section): [Section, Json] => {
      const own = stated.filter((type) => type.section === section);
      const lists = group(own.map(({ name, version, lines }) => [name, version, lines]));
      return [section, Object.fromEntries([...lists].map(([name, list]) => [name, mergeLines(list, all)]))];
    }),
  );
};

/** Lines of an operation: its arguments, `= ` before each result, `: ` before what no rule gives. */
const operationLines = (
  operation: OperationDescriptor,
  { namespace, agent, headers }: { namespace: string; agent: string; headers: string },
): string[] => {
  const rule = ruleOf(namespace, agent, operation.name);
  const lines = [
    ...operation.arguments.map(elementLine),
    ...operation.results.map((result) => `= ${elementLine(result)}`),
  ];
  if (operation.action !== rule.action) lines.push(`: action ${operation.action}`);
  if (operation.request !== rule.request) lines.push(`: request ${operation.request}`);
  if (operation.response !== rule.response) lines.push(`: response ${operation.response}`);
  const own = headerLine(operation);
  if (own !== headers) lines.push(`: headers ${own}`);
  return lines;
};

/** `ApplicationToken Credentials > Succeeded`: request headers, then response headers. */
const headerLine = ({ requestHeaders, responseHeaders }: OperationDescriptor): string =>
  [...requestHeaders, ">", ...responseHeaders].join(" ");

/** The headers that most operations have. */
const commonHeaders = (versions: readonly SoapDescriptors[]): string => {
  const counts = new Map<string, number>();
  for (const { agents } of versions) {
    for (const { operations } of agents.values()) {
      for (const operation of operations.values()) {
        const line = headerLine(operation);
        counts.set(line, (counts.get(line) ?? 0) + 1);
      }
    }
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? ">";
};

const writeAgent = (
  agents: ReadonlyMap<number, AgentDescriptor>,
  namespaces: ReadonlyMap<number, string>,
  headers: string,
  all: readonly number[],
): Json => {
  const own = all.filter((version) => agents.has(version));
  const operations = group(
    [...agents].flatMap(([version, { agent, operations: list }]) =>
      [...list.values()].map((operation): [string, number, string[]] => [
        operation.name,
        version,
        operationLines(operation, { namespace: namespaces.get(version) ?? "", agent, headers }),
      ]),
    ),
  );
  const knownTypes = mergeLines(
    mapValues(agents, (agent) => agent.knownTypes),
    all,
    own,
  );
  return {
    versions: formatVersions(own, all),
    ...(knownTypes.length === 0 ? {} : { knownTypes }),
    operations: Object.fromEntries(
      [...operations].map(([name, lists]) => [name, mergeLines(lists, all, own)]),
    ),
  };
};

/** The descriptors of all versions as files of `openapi/soap/`: path and text. The order of `versions` is free. */
export const writeDescriptors = (versions: readonly SoapDescriptors[]): ReadonlyMap<string, string> => {
  const all = versions.map(({ version }) => version).sort((a, b) => a - b);
  const namespaces = new Map(versions.map(({ version, namespace }) => [version, namespace]));
  const headers = commonHeaders(versions);
  const headerElements = new Map(
    versions.map(({ version, headers: elements }) => [version, [...elements.values()].map(elementLine)]),
  );
  const prefixes = new Map(
    versions.map(({ version, namespaces: table }) => [
      version,
      Object.entries(table).map((entry) => entry.join(" ")),
    ]),
  );
  const files = new Map<string, string>();
  const add = (path: string, json: Json): void => {
    files.set(path, `${formatJson(json)}\n`);
  };
  add("index.json", {
    versions: Object.fromEntries([...namespaces].sort(([a], [b]) => a - b)),
    namespaces: mergeLines(prefixes, all),
    headers,
    headerElements: mergeLines(headerElements, all),
    agents: [...new Set(versions.flatMap(({ agents }) => [...agents.keys()]))].sort(),
  });
  for (const [section, json] of writeTypes(versions, all)) add(`types/${section}.json`, json);
  const byAgent = group(
    versions.flatMap(({ version, agents }) =>
      [...agents].map(([name, agent]): [string, number, AgentDescriptor] => [name, version, agent]),
    ),
  );
  for (const [name, agents] of byAgent)
    add(`agents/${name}.json`, writeAgent(agents, namespaces, headers, all));
  return files;
};
