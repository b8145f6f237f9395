import type { OperationValidators, ValidatorTable } from "./violation.ts";

type Loaders = Readonly<Record<string, () => Promise<{ readonly validators: ValidatorTable }>>>;

/** Makes the function that imports a group's validators when the first of its operations is asked for. */
export function loaderOf(
  groups: Readonly<Record<string, string>>,
  loaders: Loaders,
): (operationId: string) => Promise<OperationValidators | undefined> {
  return async (operationId) => {
    const group = Object.hasOwn(groups, operationId) ? groups[operationId] : undefined;
    const module = group === undefined ? undefined : await loaders[group]?.();
    return module?.validators[operationId];
  };
}
