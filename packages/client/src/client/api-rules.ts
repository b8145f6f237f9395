import type { Api } from "../api/api.ts";
import type { OptionRule } from "../errors/options-error.ts";
import type { ClientOptions } from "./client.ts";

/** Rules for the options that named calls have of their own. */
export function apiRules({ apis, throws }: ClientOptions): readonly OptionRule[] {
  const list: readonly Partial<Api>[] = Array.isArray(apis) ? apis : [];
  const places = list.map((api) => api?.at?.join("."));
  return [
    [
      places.length > 0 && !places.includes(undefined) && new Set(places).size === places.length,
      "apis",
      "Give APIs of this package, at least one and each once.",
    ],
    [!throws || throws === true, "throws", "Give true or false."],
  ];
}
