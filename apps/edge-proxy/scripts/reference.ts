import type { Sample } from "@so-webapi/openapi";

interface MediaTypes {
  readonly content?: Readonly<Record<string, { examples?: object }>>;
}

/** One operation as far as the reference looks at it. */
export interface DocumentOperation {
  readonly tags?: readonly string[];
  readonly "x-group": string;
  readonly requestBody?: MediaTypes;
  readonly responses?: Readonly<Record<string, MediaTypes>>;
}

/** The parts of the bundle that the reference is made of. */
export interface Document {
  readonly tags?: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentOperation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A document for each agent and entity: its operations, and of the components what they reach. */
export function groupDocuments(contract: Document): ReadonlyMap<string, Document> {
  const byGroup = new Map<string, Record<string, Record<string, DocumentOperation>>>();
  for (const [path, item] of Object.entries(contract.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const paths = byGroup.get(operation["x-group"]) ?? {};
      byGroup.set(operation["x-group"], paths);
      paths[path] = { ...paths[path], [method]: operation };
    }
  }
  return new Map(
    [...byGroup].map(([group, paths]) => {
      const tags = new Set(
        Object.values(paths).flatMap((item) => Object.values(item).flatMap((each) => each.tags)),
      );
      const used = contract.tags?.filter(({ name }) => tags.has(name)) ?? [];
      return [group, { ...contract, tags: used, paths, components: reached(contract, paths) }];
    }),
  );
}

/** Components that a part of the document refers to, and what those refer to; security schemes as they are. */
function reached(contract: Document, paths: unknown): Document["components"] {
  const components: Record<string, Record<string, unknown>> = {};
  const { securitySchemes } = contract.components;
  if (securitySchemes !== undefined) components["securitySchemes"] = { ...securitySchemes };
  const visit = (part: unknown): void => {
    for (const [, section = "", name = ""] of JSON.stringify(part).matchAll(
      /"#\/components\/([^/"]+)\/([^/"]+)"/g,
    )) {
      const found = contract.components[section]?.[name];
      components[section] ??= {};
      if (found === undefined || components[section][name] !== undefined) continue;
      components[section][name] = found;
      visit(found);
    }
  };
  visit(paths);
  return components;
}

/** Puts the documented samples into the document, so that a call can be tried as it is. */
export function addExamples(contract: Document, samples: readonly Sample[]): void {
  for (const { request, response } of samples) {
    const operation = contract.paths[request.target]?.[request.method.toLowerCase()];
    if (operation === undefined) throw new Error(`no operation for the sample of ${request.target}`);
    for (const [message, body] of [
      [operation.requestBody, request.body],
      [operation.responses?.[response.status], response.body],
    ] as const) {
      const json = message?.content?.["application/json"];
      if (json !== undefined && body !== "") json.examples = { documented: { value: JSON.parse(body) } };
    }
  }
}
