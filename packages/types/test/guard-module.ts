import { readdirSync } from "node:fs";

/** A module that compiles only if no schema, and no JSON body of an operation, is or holds `any` or `never`. */
export function guardModule(schemas: string): string {
  const names = [...schemas.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name);
  const classes = names.filter((name) => name !== "components");
  const entries = ["agents", "entities"].flatMap((kind) =>
    readdirSync(new URL(`../src/generated/${kind}`, import.meta.url)).map(
      (file) => `${kind}/${file.slice(0, -3)}`,
    ),
  );
  return [
    `import type * as T from "@so-webapi/types";`,
    ...entries.map(
      (entry, index) => `import type { operations as O${index} } from "@so-webapi/types/${entry}";`,
    ),
    `import { ok, type Sound } from "./sound.ts";`,
    `type Json<T> = T extends { content: { "application/json": infer Body } } ? Body : never;`,
    `type Bodies<O> = { [K in keyof O]: O[K] extends { requestBody: infer R; responses: { 200: infer A } }`,
    `  ? Sound<Json<R>> | Sound<Json<A>> : false }[keyof O];`,
    ...classes.map((name) => `ok<Sound<T.${name}>>();`),
    ...entries.map((_, index) => `ok<Bodies<O${index}>>();`),
  ].join("\n");
}
