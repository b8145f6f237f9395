import type { Api } from "../api/api.ts";
import type { Expect } from "./check-options.ts";
import type { ClientOptions } from "./client.ts";

/** Checks the options that named calls have of their own. */
export function checkApis(options: ClientOptions, expect: Expect): void {
  const { throws, validate } = options;
  const apis: readonly Partial<Api>[] = Array.isArray(options.apis) ? options.apis : [];
  const places = apis.map((api) => api?.at?.join("."));
  expect(places.length > 0, "apis", "apis-empty", "Give at least one API.");
  expect(!places.includes(undefined), "apis", "apis-invalid", "Give APIs of this package only.");
  expect(new Set(places).size === places.length, "apis", "apis-twice", "Give each API once.");
  expect(
    throws === undefined || typeof throws === "boolean",
    "throws",
    "throws-invalid",
    "Give true or false.",
  );
  expect(
    validate === undefined || typeof validate === "function",
    "validate",
    "validate-invalid",
    "Give a function.",
  );
}
