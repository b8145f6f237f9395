import { groupsOf as proxyGroupsOf } from "../../../apps/edge-proxy/src/lib/docs/groups.ts";
import type { BundleOperation, Response } from "./bundle.ts";
import { nameIn } from "./bundle.ts";
import { type Material, parameterModel, propertiesOf, resolved, typed } from "./material.ts";
import type { AnswerModel, GroupModel, OperationModel } from "./model.ts";

/** Agents and entities by title, under the names that the proxy's reference gives them. */
export function groupsOf(material: Material): GroupModel[] {
  const byGroup = new Map<string, OperationModel[]>();
  const lines: Parameters<typeof proxyGroupsOf>[0][number][] = [];
  for (const [path, item] of Object.entries(material.bundle.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const key = operation["x-group"];
      const own = byGroup.get(key) ?? [];
      byGroup.set(key, own);
      own.push(operationModel(method, path, operation, material));
      const [kind, name = ""] = key.split("/");
      lines.push({
        path,
        group: { kind: kind === "agents" ? "agent" : "entity", name },
      } as (typeof lines)[number]);
    }
  }
  return proxyGroupsOf(lines).map(({ key, kind, title }) => ({
    key,
    kind,
    title,
    operations: byGroup.get(key) ?? [],
  }));
}

function operationModel(
  method: string,
  path: string,
  operation: BundleOperation,
  material: Material,
): OperationModel {
  const { operationId: id, summary, description } = operation;
  const { parameters: shared, schemas } = material.bundle.components;
  const all = operation.parameters.map((one) => resolved(one, shared));
  const content = operation.requestBody?.content;
  const schema = content && Object.values(content)[0]?.schema;
  const argumentsOf = schema?.$ref === undefined ? undefined : schemas[nameIn(schema.$ref)];
  const byName = argumentsOf?.["x-arguments"] === true;
  return {
    id,
    name: id.slice(id.indexOf("_") + 1),
    method: method.toUpperCase(),
    path,
    call: ["so", ...operation["x-call"]].join("."),
    summary,
    ...(description !== undefined && { text: description }),
    notes: [
      ...(operation["x-safe"] ? ["reads only"] : []),
      ...(operation["x-idempotent"] && !operation["x-safe"] ? ["may be repeated"] : []),
      ...(operation["x-online-restricted"] ? ["restricted online"] : []),
    ],
    parameters: all.filter((one) => one.in !== "header").map((one) => parameterModel(one, id, material)),
    headers: all.filter((one) => one.in === "header").map(({ name }) => name),
    ...(content !== undefined &&
      !byName && {
        request: { ...typed(schema, material, id, "request"), mediaTypes: Object.keys(content) },
      }),
    ...(argumentsOf !== undefined &&
      byName && { arguments: propertiesOf(argumentsOf, id, "request.", material) }),
    answers: Object.entries(operation.responses).map(([status, answer]) =>
      answerModel(status, answer, id, material),
    ),
    sources: operation["x-sources"],
  };
}

function answerModel(status: string, answer: Response, id: string, material: Material): AnswerModel {
  const { description = "", content } = resolved(answer, material.bundle.components.responses);
  const schema = content && Object.values(content)[0]?.schema;
  const part = /^2/.test(status) ? "response" : "";
  return {
    status,
    words: description,
    ...(content !== undefined && { body: typed(schema, material, id, part) }),
  };
}
