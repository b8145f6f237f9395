import type { OperationValidators, ValidatorTable } from "./violation.ts";

type Loaders = Readonly<Record<string, () => Promise<{ readonly validators: ValidatorTable }>>>;

/**
 * Makes the function that imports a group's validators when the first of its operations is asked for. `groups` has the groups by what
 * their operationIds begin with.
 */
export function loaderOf(
  groups: Readonly<Record<string, string>>,
  loaders: Loaders,
): (operationId: string) => Promise<OperationValidators | undefined> {
  return async (operationId) => {
    const start = operationId.slice(0, operationId.indexOf("_") + 1);
    const group = Object.hasOwn(groups, start) ? groups[start] : undefined;
    const module = group === undefined ? undefined : await loaders[group]?.();
    return module !== undefined && Object.hasOwn(module.validators, operationId)
      ? module.validators[operationId]
      : undefined;
  };
}
