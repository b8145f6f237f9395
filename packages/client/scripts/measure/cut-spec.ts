type Node = { readonly [name: string]: unknown };

/** An OpenAPI document, as far as cutting it needs to know. */
export interface Spec {
  readonly paths: Readonly<Record<string, Node>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Cuts a contract down to some paths and the components that they reach, as one would by hand. */
export function cutSpec<Whole extends Spec>(contract: Whole, paths: readonly string[]): Whole {
  const components: Record<string, Record<string, unknown>> = {};
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    for (const value of Object.values(node)) {
      const [, section = "", name = ""] =
        (typeof value === "string" && /^#\/components\/([^/]+)\/([^/]+)$/.exec(value)) || [];
      const target = contract.components[section]?.[name];
      if (target === undefined || components[section]?.[name] !== undefined) visit(value);
      else {
        components[section] = { ...components[section], [name]: target };
        visit(target);
      }
    }
  };
  const kept = Object.fromEntries(paths.map((path) => [path, contract.paths[path]]));
  visit(kept);
  return { ...contract, paths: kept, components };
}
