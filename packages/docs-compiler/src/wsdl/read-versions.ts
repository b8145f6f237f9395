import type { Diagnostic } from "../diagnostic.ts";
import { assembleAgent } from "./assemble-agent.ts";
import type { WsdlModel } from "./model.ts";
import { parseWsdl } from "./parse-wsdl.ts";
import { type AgentWsdl, readWsdlSource, readWsdls } from "./read-wsdls.ts";
import { shapeOf } from "./shape.ts";
import { type AgentModel, type TypeEntry, typeKey, type VersionModel } from "./version-model.ts";

const collectTypes = (wsdl: WsdlModel, types: Map<string, TypeEntry>, diagnostics: Diagnostic[]): void => {
  const add = (entry: TypeEntry): void => {
    const key = typeKey({ namespace: entry.namespace, local: entry.declaration.name });
    const known = types.get(key);
    if (known === undefined) {
      types.set(key, entry);
    } else if (shapeOf(known) !== shapeOf(entry)) {
      const message = `${entry.declaration.name} differs from ${known.file}:${known.declaration.line}, of the same version`;
      diagnostics.push({
        file: wsdl.file,
        line: entry.declaration.line,
        code: "wsdl-type-contradiction",
        message,
      });
    }
  };
  const { file } = wsdl;
  for (const { targetNamespace: namespace, ...schema } of wsdl.schemas) {
    for (const declaration of schema.complexTypes) add({ kind: "complex", namespace, file, declaration });
    for (const declaration of schema.simpleTypes) add({ kind: "simple", namespace, file, declaration });
  }
};

/** Puts the WSDLs of one version together; the same type declared with two shapes is a diagnostic. */
export const assembleVersion = (
  version: number,
  wsdls: Iterable<{ readonly agent: string; readonly wsdl: WsdlModel }>,
): { readonly model: VersionModel; readonly diagnostics: readonly Diagnostic[] } => {
  const diagnostics: Diagnostic[] = [];
  const types = new Map<string, TypeEntry>();
  const agents = new Map<string, AgentModel>();
  let namespace: string | undefined;
  for (const { agent, wsdl } of wsdls) {
    namespace ??= wsdl.targetNamespace;
    if (wsdl.targetNamespace !== namespace) {
      const message = `the target namespace is ${wsdl.targetNamespace}, other agents of the version have ${namespace}`;
      diagnostics.push({ file: wsdl.file, line: 1, code: "wsdl-namespace-contradiction", message });
    }
    collectTypes(wsdl, types, diagnostics);
    agents.set(agent, assembleAgent(wsdl, agent, diagnostics));
  }
  return { model: { version, namespace: namespace ?? "", types, agents }, diagnostics };
};

/** Every version of a reference folder, newest first, each from the WSDLs that count. */
export const readVersions = (
  referenceDir: string,
): { readonly versions: readonly VersionModel[]; readonly diagnostics: readonly Diagnostic[] } => {
  const diagnostics: Diagnostic[] = [];
  const byVersion = new Map<number, AgentWsdl[]>();
  for (const found of readWsdls(referenceDir)) {
    const group = byVersion.get(found.version);
    if (group === undefined) byVersion.set(found.version, [found]);
    else group.push(found);
  }
  const parse = function* (group: readonly AgentWsdl[]) {
    for (const { agent, winner } of group) {
      const { source, diagnostics: faults } = readWsdlSource(referenceDir, winner);
      const { wsdl, diagnostics: more } = parseWsdl(source);
      diagnostics.push(...faults, ...more);
      yield { agent, wsdl };
    }
  };
  const versions = [...byVersion].map(([version, group]) => {
    const { model, diagnostics: more } = assembleVersion(version, parse(group));
    diagnostics.push(...more);
    return model;
  });
  return { versions, diagnostics };
};
