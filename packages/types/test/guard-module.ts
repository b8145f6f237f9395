import type { OpenApiDocument } from "../scripts/generator/document.ts";
import { methods } from "../scripts/generator/document.ts";
import { groupOf } from "../scripts/generator/group.ts";
import { schemaNames } from "../scripts/generator/schema-names.ts";

/** One guard: what it is about, and the line that does not compile if that is or holds `any` or `never`. */
export interface Guard {
  readonly of: string;
  readonly line: string;
}

/** Guards over every schema, and over every operation: its parameters, its body and its answers. */
export function guards(document: OpenApiDocument): { readonly imports: string[]; readonly guards: Guard[] } {
  const names = schemaNames(
    Object.keys(document.components?.schemas ?? {}),
    Object.keys(document.components?.responses ?? {}),
  );
  const found: Guard[] = [...names].map(([of, name]) => ({ of, line: `ok<Sound<T.${name}>>();` }));
  const groups = new Map<string, number>();
  for (const item of Object.values(document.paths)) {
    for (const method of methods) {
      const id = item[method]?.operationId;
      if (id === undefined) continue;
      const { entry } = groupOf(id);
      const group = groups.get(entry) ?? groups.size;
      groups.set(entry, group);
      found.push({ of: id, line: `ok<SoundOperation<O${group}["${id}"]>>();` });
    }
  }
  const imports = [...groups].map(
    ([entry, group]) => `import type { operations as O${group} } from "@so-webapi/types/${entry}";`,
  );
  return { imports, guards: found };
}

/** The guards as a module. */
export function guardModule(document: OpenApiDocument): string {
  const { imports, guards: found } = guards(document);
  return [
    `import type * as T from "@so-webapi/types";`,
    ...imports,
    `import { ok, type Sound, type SoundOperation } from "./sound.ts";`,
    ...found.map(({ line }) => line),
  ].join("\n");
}
