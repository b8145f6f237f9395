import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type ConfigSchema, configSchema } from "../scripts/config-schema.ts";
import { readConfig } from "../src/config/config.ts";
import everySetting from "./support/every-setting.config.ts";

const text = readFileSync(new URL("../config.schema.json", import.meta.url), "utf8");
const schema = JSON.parse(text) as ConfigSchema;

/** The schemas that can hold at a place, references followed. */
function choices({ $ref, anyOf, ...own }: ConfigSchema): ConfigSchema[] {
  if ($ref !== undefined) return choices(schema.$defs?.[$ref.replace("#/$defs/", "")] ?? {});
  return anyOf === undefined ? [own] : anyOf.flatMap(choices);
}

function* keysOf(of: ConfigSchema, path = ""): Generator<readonly [string, ConfigSchema]> {
  for (const one of choices(of)) {
    for (const [name, inner] of Object.entries(one.properties ?? {})) {
      yield [`${path}${name}`, inner];
      yield* keysOf(inner, `${path}${name}.`);
    }
    if (one.items !== undefined) yield* keysOf(one.items, `${path}[].`);
    if (one.additionalProperties) yield* keysOf(one.additionalProperties, `${path}*.`);
  }
}

/** Every object of a value that has names of its own, with the schemas that can hold there. */
function* objectsOf(
  value: unknown,
  of: readonly ConfigSchema[],
  path: readonly (string | number)[] = [],
): Generator<{
  readonly path: readonly (string | number)[];
  readonly names: readonly string[];
}> {
  if (typeof value !== "object" || value === null) return;
  const names = [...new Set(of.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  if (names.length > 0) yield { path, names };
  for (const [name, item] of Object.entries(value)) {
    const inner = of.flatMap((one) => {
      const found = Array.isArray(value) ? one.items : (one.properties?.[name] ?? one.additionalProperties);
      return found ? choices(found) : [];
    });
    yield* objectsOf(item, inner, [...path, Array.isArray(value) ? Number(name) : name]);
  }
}

/** A copy with a member that nobody knows at a place. */
function withStranger(value: unknown, path: readonly (string | number)[]): unknown {
  const copy: unknown = structuredClone(value);
  let at = copy;
  for (const name of path) at = Reflect.get(Object(at), name);
  Reflect.set(Object(at), "stranger", "x");
  return copy;
}

describe("config.schema.json", () => {
  it("is what the types and the table of variables make of it", { timeout: 60_000 }, () => {
    expect(configSchema()).toBe(text);
  });

  it("says of every key what it does", () => {
    const keys = [...keysOf(schema)];
    expect(keys.length).toBeGreaterThan(90);
    expect(keys.filter(([, { description = "" }]) => description.length < 5).map(([path]) => path)).toEqual(
      [],
    );
    const variables = Object.entries(schema["x-variables"] ?? {});
    expect(variables.map(([name]) => name)).toContain("OPERATOR_TOKEN");
    expect(variables.filter(([, { description = "" }]) => description.length < 5)).toEqual([]);
  });

  const objects = [...objectsOf(everySetting, choices(schema))];
  it("is looked at in every kind of object", () => expect(objects.length).toBeGreaterThan(25));

  it.each(objects.map(({ path, names }) => ({ place: path.join(".") || "the document", path, names })))(
    "knows at $place the names that the program knows",
    ({ path, names }) => {
      const variables = { SECRET: "s", HASH: "sha256:0:0", REDIS: "redis://127.0.0.1" };
      const read = readConfig(variables, withStranger(everySetting, path));
      const errors = read.ok ? [] : read.errors;
      const [, known = ""] =
        errors.map((one) => /stranger"?\]? is unknown; here can be (.*)$/.exec(one)).find(Boolean) ?? [];
      expect(known.split(", ").sort()).toEqual(names.filter((name) => name !== "$schema").sort());
    },
  );
});
