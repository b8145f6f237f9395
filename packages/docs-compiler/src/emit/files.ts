import type { ContractModel } from "../merge/merge.ts";
import type { OperationModel } from "../merge/operations.ts";
import { argumentsSchema, operationObject, type SharedParameters, tagOf } from "./operation.ts";
import { classSchema, type Descriptions, enumSchema, type Out } from "./schema.ts";
import { toYaml } from "./yaml.ts";

/** What is written by hand and stays: the compiler refers to it and rewrites nothing of it. */
export interface HandWritten {
  /** `openapi.yaml` without paths, tags and schemas. */
  readonly entry: Out;
  /** `parameters.yaml`. */
  readonly parameters: Readonly<Record<string, Out>>;
  /** Names in `schemas/` that no source names: error bodies, DateTime, PatchDocument. */
  readonly schemas: readonly string[];
  readonly descriptions: Descriptions;
}

/** The contract's source files, by their path below `openapi/`. */
export function contractFiles(model: ContractModel, hand: HandWritten): Map<string, string> {
  const files = new Map<string, string>();
  const shared: SharedParameters = new Map(
    Object.entries(hand.parameters).map(([key, parameter]) => [
      `${parameter["in"]}:${parameter["name"]}`,
      key,
    ]),
  );
  const groups = new Map<string, OperationModel[]>();
  for (const operation of model.operations) {
    const group = groupOf(operation);
    groups.set(group, [...(groups.get(group) ?? []), operation]);
  }
  const paths: Out = {};
  for (const [group, operations] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const file = groupFile(operations, shared, hand.descriptions);
    files.set(`${group}.yaml`, `# Operations of the ${title(operations)}.\n${toYaml(file)}`);
    for (const path of Object.keys(file["paths"] as Out)) {
      paths[path] = { $ref: `${group}.yaml#/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1")}` };
    }
  }
  for (const schema of model.classes.values()) {
    if (!hand.schemas.includes(schema.name))
      files.set(`schemas/${schema.name}.yaml`, toYaml(classSchema(schema, hand.descriptions)));
  }
  for (const fact of model.enums.values())
    files.set(`schemas/${fact.name}.yaml`, toYaml(enumSchema(fact, hand.descriptions)));

  const names = [...new Set([...model.classes.keys(), ...model.enums.keys(), ...hand.schemas])].sort();
  const tags = [...new Set(model.operations.map(({ page }) => tagOf(page.uid)))].sort();
  const components = {
    ...(hand.entry["components"] as Out),
    schemas: Object.fromEntries(names.map((name) => [name, { $ref: `schemas/${name}.yaml` }])),
  };
  const entry = {
    ...hand.entry,
    tags: tags.map((name) => ({
      name,
      description: hand.descriptions[name]?.["tag"] ?? `Operations of ${name}.`,
    })),
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components,
  };
  files.set(
    "openapi.yaml",
    `# The entry document: what holds for all operations, and where each operation and class is.\n${toYaml(entry)}`,
  );
  return files;
}

/** `agents/contact`: folder and file of an operation's group. */
export function groupOf({ page }: OperationModel): string {
  const owner = tagOf(page.uid).replace(/Agent$/, page.kind === "agent" ? "" : "Agent");
  const name = owner.replace(/^[A-Z]+(?![a-z])|^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (run) => run.toLowerCase());
  return `${page.kind === "agent" ? "agents" : "entities"}/${name}`;
}

const title = ([first]: readonly OperationModel[]): string => {
  if (first === undefined) return "";
  const tag = tagOf(first.page.uid);
  return first.page.kind === "agent" ? `${tag.replace(/Agent$/, "")} agent` : `${tag} entity`;
};

function groupFile(
  operations: readonly OperationModel[],
  shared: SharedParameters,
  descriptions: Descriptions,
): Out {
  const paths: Record<string, Out> = {};
  const schemas: Out = {};
  for (const operation of operations) {
    const { method, path } = operation.page.operation;
    const item = paths[path] ?? {};
    paths[path] = { ...item, [method.toLowerCase()]: operationObject(operation, shared, descriptions) };
    if (operation.request.kind === "arguments") {
      schemas[operation.request.name] = argumentsSchema(operation.request, descriptions);
    }
  }
  return {
    openapi: "3.1.1",
    info: { title: title(operations), version: "1.0.0" },
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    ...(Object.keys(schemas).length > 0 ? { components: { schemas } } : {}),
  };
}
