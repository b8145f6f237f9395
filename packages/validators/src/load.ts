import type { OperationValidators, ValidatorTable } from "./violation.ts";

type Loaders = Readonly<Record<string, () => Promise<{ readonly validators: ValidatorTable }>>>;

/**
 * Makes the function that imports a group's validators when the first of its operations is asked for. `groups` has the
 * groups by what their operationIds begin with. A group's table is kept once it is there: asking the module loader again
 * costs more than checking a body. The table is kept and not the promise, which Workers would tie to one request.
 */
export function loaderOf(
  groups: Readonly<Record<string, string>>,
  loaders: Loaders,
): (operationId: string) => Promise<OperationValidators | undefined> {
  const tables = new Map<string, ValidatorTable>();
  return async (operationId) => {
    const start = operationId.slice(0, operationId.indexOf("_") + 1);
    const group = Object.hasOwn(groups, start) ? groups[start] : undefined;
    if (group === undefined) return undefined;
    const table = tables.get(group) ?? (await loaders[group]?.())?.validators;
    if (table === undefined) return undefined;
    tables.set(group, table);
    return Object.hasOwn(table, operationId) ? table[operationId] : undefined;
  };
}
