import type { OperationValidators, ValidatorTable } from "./violation.ts";

type Loaders = Readonly<Record<string, () => Promise<{ readonly validators: ValidatorTable }>>>;

/** Makes the function that imports a group's validators when the first of its operations is asked for. */
export function loaderOf(
  loaders: Loaders,
): (operationId: string) => Promise<OperationValidators | undefined> {
  return async (operationId) => {
    if (!Object.hasOwn(loaders, operationId)) return undefined;
    const module = await loaders[operationId]?.();
    return module?.validators[operationId];
  };
}
