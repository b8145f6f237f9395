import type { Diagnostic } from "../diagnostic.ts";
import type { ClassFact, ClassFacts, OperationFact } from "./facts.ts";
import { mergeEnum, type StatedEnum } from "./merge-enum.ts";
import { mergeProperties, type StatedProperty, withoutClass } from "./merge-properties.ts";
import type { ElementModel, QName } from "./model.ts";
import { type TypeResolver, typeResolver } from "./type-resolver.ts";
import {
  type AgentModel,
  type OperationModel,
  type TypeEntry,
  typeKey,
  type VersionModel,
} from "./version-model.ts";

interface Resolved {
  readonly model: VersionModel;
  readonly resolver: TypeResolver;
}

type ComplexEntry = Extract<TypeEntry, { kind: "complex" }>;

const state = (
  { model, resolver }: Resolved,
  elements: readonly ElementModel[],
  file: string,
  declaredBy: string,
): StatedProperty[] =>
  elements.map((element) => {
    const { name, nillable, line, column } = element;
    const type = resolver.typeOf(element, file);
    const optional = element.minOccurs === 0;
    return {
      version: model.version,
      property: { name, type, nillable, optional, declaredBy, file, line, column },
    };
  });

/** A class's elements in wire order: those of the base of its base first. */
const chain = (resolved: Resolved, entry: ComplexEntry, diagnostics: Diagnostic[]): StatedProperty[] => {
  const properties: StatedProperty[] = [];
  const seen = new Set<ComplexEntry>();
  let current: ComplexEntry | undefined = entry;
  while (current !== undefined) {
    const { declaration, file }: ComplexEntry = current;
    seen.add(current);
    properties.unshift(...state(resolved, declaration.elements, file, declaration.name));
    const base: QName | undefined = declaration.base;
    if (base === undefined) break;
    const found: TypeEntry | undefined = resolved.model.types.get(typeKey(base));
    if (found?.kind !== "complex" || seen.has(found)) {
      const message = `the base ${base.local} of ${declaration.name} is no class, or its own descendant`;
      diagnostics.push({ file, line: declaration.line, code: "wsdl-bad-base", message });
      break;
    }
    current = found;
  }
  return properties;
};

const classFact = (
  name: string,
  stated: readonly (Resolved & { readonly entry: ComplexEntry })[],
  diagnostics: Diagnostic[],
): ClassFact | undefined => {
  const [newest] = stated;
  if (newest === undefined) return undefined;
  const { declaration, file, namespace } = newest.entry;
  return {
    name,
    namespace,
    version: newest.model.version,
    versions: stated.map(({ model }) => model.version),
    base: declaration.base?.local,
    ...mergeProperties(stated.map((one) => chain(one, one.entry, diagnostics))),
    file,
    line: declaration.line,
    column: declaration.column,
  };
};

const operationFact = (
  agent: string,
  stated: readonly (Resolved & { readonly agent: AgentModel; readonly operation: OperationModel })[],
): OperationFact | undefined => {
  const [newest] = stated;
  if (newest === undefined) return undefined;
  const merge = (side: "request" | "response") =>
    mergeProperties(
      stated.map((one) => state(one, one.operation[side].elements, one.agent.file, "")),
    ).properties.map(withoutClass);
  const { name, soapAction, line, column } = newest.operation;
  const outputs = merge("response");
  return {
    agent,
    name,
    version: newest.model.version,
    versions: stated.map(({ model }) => model.version),
    soapAction,
    arguments: merge("request"),
    outputs,
    result:
      outputs.find((output) => output.name === "Response") ?? (outputs.length === 1 ? outputs[0] : undefined),
    file: newest.agent.file,
    line,
    column,
  };
};

const push = <Value>(map: Map<string, Value[]>, key: string, value: Value): void => {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
};

/** Resolves the versions, newest first, into one view. Where versions disagree the newest speaks and the rest is kept. */
export const classFacts = (
  versions: readonly VersionModel[],
): { readonly facts: ClassFacts; readonly diagnostics: readonly Diagnostic[] } => {
  const diagnostics: Diagnostic[] = [];
  const classes = new Map<string, (Resolved & { entry: ComplexEntry })[]>();
  const enums = new Map<string, StatedEnum[]>();
  const operations = new Map<string, (Resolved & { agent: AgentModel; operation: OperationModel })[]>();
  for (const model of versions) {
    const resolved = { model, resolver: typeResolver(model, diagnostics) };
    for (const entry of model.types.values()) {
      const { name, line, column } = entry.declaration;
      const { kind } = resolved.resolver.resolve(
        { namespace: entry.namespace, local: name },
        { file: entry.file, line, column },
      );
      if (entry.kind === "complex" && kind === "class") push(classes, name, { ...resolved, entry });
      if (entry.kind === "simple" && kind === "enum") push(enums, name, { version: model.version, ...entry });
    }
    for (const agent of model.agents.values()) {
      for (const operation of agent.operations) {
        push(operations, `${agent.agent}.${operation.name}`, { ...resolved, agent, operation });
      }
    }
  }
  const facts: ClassFacts = {
    versions: versions.map(({ version }) => version),
    classes: sorted(classes, (name, stated) => classFact(name, stated, diagnostics)),
    enums: sorted(enums, (_, [newest, ...older]) =>
      newest === undefined ? undefined : mergeEnum(newest, older),
    ),
    operations: sorted(operations, (key, stated) => operationFact(key.slice(0, key.indexOf(".")), stated)),
  };
  return { facts, diagnostics };
};

const sorted = <Stated, Fact>(
  map: ReadonlyMap<string, Stated>,
  build: (name: string, stated: Stated) => Fact | undefined,
): ReadonlyMap<string, Fact> => {
  const names = [...map.keys()].sort();
  return new Map(
    names.flatMap((name): [string, Fact][] => {
      const stated = map.get(name);
      const fact = stated === undefined ? undefined : build(name, stated);
      return fact === undefined ? [] : [[name, fact]];
    }),
  );
};
