import type { OpenApiDocument, Operation, Schema } from "../generator/document.ts";

const operationsPerGroup = 35; // as the platform has on average

/**
 * Makes a contract of about any size from a small one by copying it over and over. Copy 1 of `ContactEntity` is
 * `ContactEntity1`, copy 1 of `v1ContactAgent_Get` is `v1Contact1Agent_Get_5`, and so on.
 */
export function enlarge(
  document: OpenApiDocument,
  size: { readonly operations: number; readonly schemas: number },
): OpenApiDocument {
  const originals = document.components?.schemas ?? {};
  const copies = Math.max(1, Math.round(size.schemas / Object.keys(originals).length) - 1);
  const copy = <T>(value: T, number: number): T =>
    JSON.parse(
      JSON.stringify(value).replace(/#\/components\/schemas\/\w+|"x-input-of":"\w+/g, `$&${number}`),
    ) as T;

  const schemas: Record<string, Schema> = { ...originals };
  for (let number = 0; number < copies; number++) {
    for (const [name, schema] of Object.entries(originals))
      schemas[`${name}${number}`] = copy(schema, number);
  }

  const paths: Record<string, Record<string, Operation>> = {};
  const items = Object.entries(document.paths);
  for (let i = 0; i < size.operations; i++) {
    const [path, item] = items[i % items.length] ?? ["", {}];
    const group = Math.floor(i / items.length / operationsPerGroup);
    const operations = Object.entries(copy(item, group % copies)).map(([method, operation]) => {
      const operationId = `${operation.operationId?.replace(/(?=(Agent|Entity)_)/, String(group))}_${i}`;
      return [method, { ...operation, operationId }];
    });
    paths[`${path}/${i}`] = Object.fromEntries(operations) as Record<string, Operation>;
  }
  return { ...document, paths, components: { ...document.components, schemas } };
}
