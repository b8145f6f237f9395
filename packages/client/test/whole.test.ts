import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { operations } from "@so-webapi/operations/all";
import { describe, expect, it } from "vitest";
import { groupCode } from "../scripts/group-code.ts";
import { readRow } from "../src/api/operation-row.ts";
import { type Api, createClient } from "../src/index.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const names = [...new Set(operations.map(({ group }) => `${group.kind} ${group.name}`))];
const groups = names.map((key) =>
  groupCode(
    operations.filter(({ group }) => `${group.kind} ${group.name}` === key),
    () => ({}),
  ),
);
const apis: readonly Api[] = await Promise.all(
  groups.map(async ({ file, constant }) => {
    const loaded = (await import(/* @vite-ignore */ `../src/generated/${file}`)) as Readonly<
      Record<string, Api>
    >;
    return loaded[constant]!;
  }),
);

describe("all agents and entities", () => {
  it("have the contract's 3,116 operations in 142 groups", () => {
    expect(groups).toHaveLength(142);
    expect(operations).toHaveLength(3116);
  });

  it("have a call for every operation of the table, at its place, and no others", () => {
    const so = createClient({ baseUrl: "http://127.0.0.1:9", apis });
    const missing = operations.filter(({ call }) => typeof find(so, call) !== "function");
    expect(missing.map(({ operationId }) => operationId)).toEqual([]);
    expect(apis.flatMap(({ calls }) => Object.keys(calls))).toHaveLength(operations.length);
  });

  it("have rows that say of every operation what the table says", () => {
    const rows = new Map(
      apis.flatMap((api) =>
        Object.entries(api.calls).map(([call, row]) => {
          const { id, method, path, safe } = readRow(api, call, row);
          return [[...api.at, call].join("."), { operationId: id, method, path, safe }];
        }),
      ),
    );
    for (const { call, operationId, method, path, safe } of operations)
      expect(rows.get(call.join("."))).toEqual({ operationId, method, path, safe });
  });
});

/** A type for each way in which a call could be less than typed; the names of such calls are what is left. */
const guard = `
type IsAny<Type> = 0 extends 1 & Type ? true : false;
type IsVague<Type> = IsAny<Type> extends true ? true : [Type] extends [never] ? true : false;
type IsVagueInside<Type> = IsVague<Type> extends true ? true
  : Type extends string | number | boolean | null | undefined ? false
  : Type extends readonly (infer Item)[] ? IsVague<Item>
  : true extends { [Name in keyof Type]-?: IsVague<Exclude<Type[Name], undefined>> }[keyof Type] ? true : false;
type OptionsIn<Type> = Type extends { readonly query?: infer Query } ? IsVagueInside<NonNullable<Query>> : false;
type DataOf<Answer> = Answer extends Promise<infer Result> ? Result extends { ok: true; data: infer Data } ? Data : never : never;
export type Vague<Calls> = {
  [Name in keyof Calls]: IsAny<Calls[Name]> extends true ? Name
    : Calls[Name] extends (...args: infer Args) => infer Answer
      ? true extends IsAny<Args> | { [At in keyof Args]-?: IsVagueInside<Args[At]> | OptionsIn<Args[At]> }[number] | IsAny<Answer> | IsVagueInside<DataOf<Answer>>
        ? Name : never
      : Name;
}[keyof Calls];
`;

it("every call of the built package is typed: nothing is any or never, neither argument nor answer", () => {
  const lines = groups.map(
    ({ file, type }, index) =>
      `import type { ${type} as C${index} } from "@so-webapi/client/${file.replace(/\.ts$/, "")}";\nexport type G${index} = None<Vague<C${index}>>;`,
  );
  const probe = `
import type { Result } from "@so-webapi/client";
interface Probe {
  good(id: number, body: { a?: string } | null, options?: { query?: { q: number } }): Promise<Result<string | null>>;
  voided(id: number): Promise<Result<undefined>>;
  open(id: number): Promise<Result<unknown>>;
  anyArgument(id: any): Promise<Result<string>>;
  anyProperty(body: { a?: any }): Promise<Result<string>>;
  neverBody(body: never): Promise<Result<string>>;
  anyQuery(options?: { readonly query?: { q?: any } }): Promise<Result<string>>;
  anyAnswer(): any;
  anyData(): Promise<Result<any>>;
  anyItem(): Promise<Result<any[]>>;
  neverData(): Promise<Result<never>>;
  noCall: string;
}
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
export const probe: Same<Vague<Probe>, Exclude<keyof Probe, "good" | "voided" | "open">> = true;
`;
  const started = performance.now();
  const output = compile("guard", {
    "vague.ts": guard,
    "probe.ts": `import type { Vague } from "./vague.ts";${probe}`,
    "guard.ts": `import type { Vague } from "./vague.ts";\ntype None<Type extends never> = Type;\n${lines.join("\n")}\n`,
  });
  console.log(
    `guard over ${operations.length} calls: tsc took ${Math.round(performance.now() - started)} ms`,
  );
  expect(output).toBe("");
});

it("all groups fit into one client, for the compiler too", () => {
  const imports = groups.map(
    ({ file, constant }, index) =>
      `import { ${constant} as a${index} } from "@so-webapi/client/${file.replace(/\.ts$/, "")}";`,
  );
  const output = compile("all", {
    "all.ts": `import { createClient } from "@so-webapi/client";
${imports.join("\n")}
const so = createClient({ baseUrl: "http://x", apis: [${groups.map((_, index) => `a${index}`).join(", ")}] });
const image = await so.contact.getImage(7);
export const size: number | undefined = image.data?.size;
await so.agents.import.previewImport({});
// @ts-expect-error
so.agents.nowhere;
`,
  });
  expect(output).toBe("");
});

function find(place: unknown, call: readonly string[]): unknown {
  return call.reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], place);
}

/** What the compiler says of files that use the built package, nothing when it is content. */
function compile(name: string, files: Readonly<Record<string, string>>): string {
  const folder = `${root}.results/${name}/`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const config = { extends: "../../tsconfig.json", include: ["*.ts"], exclude: [] };
  for (const [file, text] of Object.entries({ ...files, "tsconfig.json": JSON.stringify(config) }))
    writeFileSync(`${folder}${file}`, text);
  try {
    return execFileSync(`${root}node_modules/.bin/tsc`, ["-p", folder, "--pretty", "false"], {
      encoding: "utf8",
    });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
