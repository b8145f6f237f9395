import { canonicalize, type RootShape, type Shapes } from "@so-webapi/platform/names";
import type { Contract } from "../contract/contract.ts";
import type { Json } from "../json/json.ts";

/** The operation table, as far as bodies need it. */
export interface BodyTable {
  readonly operations: readonly { readonly operationId: string; readonly request: RootShape | null }[];
  readonly shapes: Shapes;
}

/**
 * Says how many places of a request's body break the open contract when it is read as the platform reads it: names and enums in
 * any case, enums by number. What is left after that is a violation that no server may accept.
 */
export async function violationsOf(
  contract: Contract,
  table: BodyTable | undefined,
  operationId: string,
): Promise<(body: Json) => number> {
  const check = (await contract.open.loadValidators(operationId))?.request;
  const root = table?.operations.find((one) => one.operationId === operationId)?.request ?? undefined;
  return (body) => {
    if (check === undefined) return 0;
    if (table === undefined || root === undefined) return check(body).length;
    const exact = canonicalize(body, root, table.shapes);
    return exact.ok ? check(exact.value).length : 1;
  };
}
