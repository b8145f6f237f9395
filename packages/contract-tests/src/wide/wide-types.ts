import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  answerSchema,
  type ContractDocument,
  operationById,
  type PlaceSchema,
  placeSchema,
  requestSchema,
  stepInto,
} from "@so-webapi/contract-kit/contract";
import type { Json } from "@so-webapi/contract-kit/json";
import { edited, tokensOf } from "@so-webapi/contract-kit/json";
import { type Direction, directions, faultsOf, readBody } from "@so-webapi/contract-kit/samples";
import { compileProject } from "../types/compile.ts";
import { elidedClass, elidedMark, literal } from "../types/literal.ts";
import type { PageSample } from "./page-samples.ts";

/** What the compiler said of the bodies of pages. */
export interface WideTypes {
  /** Bodies that were put to the compiler. */
  readonly compiled: number;
  /** Bodies whose faults have no class that a literal could name: not put to it. */
  readonly leftOut: number;
  /** Bodies whose type refuses a value that no JSON holds; a type that is `unknown` does not. */
  readonly refusing: number;
  /** `operationId direction: error`. */
  readonly problems: readonly string[];
}

/**
 * Asks the compiler about all bodies at once: one program, a file for each group, a literal for each body that must
 * satisfy the type of its operation.
 *
 * @param folder a folder below this package that may be emptied, with a slash at the end
 */
export async function wideTypes(
  document: ContractDocument,
  samples: readonly PageSample[],
  folder: string,
): Promise<WideTypes> {
  const root = new URL(`../../${folder}`, import.meta.url);
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  const up = `${"../".repeat(folder.split("/").length - 1)}src/`;
  const files = new Map<string, { lines: string[]; bodies: string[]; classes: Set<string> }>();
  let [compiled, leftOut] = [0, 0];
  for (const sample of samples) {
    for (const direction of directions) {
      const found = operationById(document, sample.operationId);
      const typed = found && typedLiteral(document, sample, direction);
      if (typed === undefined) continue;
      if (typed === "left out") {
        leftOut++;
        continue;
      }
      const group = String(found?.operation["x-group"]);
      const file = files.get(group) ?? { lines: [], bodies: [], classes: new Set() };
      files.set(group, file);
      for (const name of typed.classes) file.classes.add(name);
      file.lines.push(
        `export const b${file.lines.length} = ${literal(typed.body)} satisfies NotAny<${typed.type}>;`,
      );
      // The twin on the next line must not compile.
      file.lines.push(`export const w${file.lines.length} = Symbol() satisfies ${typed.type};`);
      file.bodies.push(`${sample.operationId} ${direction}`, wrong);
      compiled++;
    }
  }
  const places = new Map<string, string>();
  for (const [group, { lines, bodies, classes }] of files) {
    const name = `${group.replace("/", ".")}.ts`;
    const head = [
      `import type { paths } from "@so-webapi/types/${group}";`,
      `import type { ${["KnownMember", ...classes].join(", ")} } from "@so-webapi/types";`,
      `import { elided } from "${up}types/elided.ts";`,
      `import type { NotAny } from "${up}types/not-any.ts";`,
      // What a file does not need of these is used all the same.
      "export type { KnownMember };",
      "export { elided };",
    ];
    for (const [index, body] of bodies.entries()) places.set(`${name}:${head.length + index + 1}`, body);
    writeFileSync(new URL(name, root), `${[...head, ...lines].join("\n")}\n`);
  }
  const config = { extends: `${up}../tsconfig.json`, include: ["./*.ts"], exclude: [] };
  writeFileSync(new URL("tsconfig.json", root), JSON.stringify(config));
  const diagnostics = await compileProject(fileURLToPath(new URL("tsconfig.json", root)));
  const told = diagnostics.map(({ file, line, code, message }) => {
    const place = `${file.slice(file.lastIndexOf("/") + 1)}:${line}`;
    return { body: places.get(place) ?? place, text: `${code} ${message}` };
  });
  return {
    compiled,
    leftOut,
    refusing: told.filter(({ body }) => body === wrong).length,
    problems: told.filter(({ body }) => body !== wrong).map(({ body, text }) => `${body}: ${text}`),
  };
}

const wrong = "must not compile";

interface Typed {
  readonly type: string;
  readonly body: Json;
  readonly classes: readonly string[];
}

function typedLiteral(
  document: ContractDocument,
  sample: PageSample,
  direction: Direction,
): Typed | "left out" | undefined {
  const found = operationById(document, sample.operationId);
  const reading = readBody(sample, direction);
  if (found === undefined || !reading.ok) return undefined;
  const schema =
    direction === "request"
      ? requestSchema(document, found)
      : answerSchema(document, found, sample.response.status);
  if (schema === undefined || Object.keys(schema).length === 0 || sample.response.status >= 300)
    return undefined;
  const classes: string[] = [];
  let body = reading.body;
  for (const { fault, pointer } of faultsOf(sample, direction)) {
    // The other faults are texts and numbers for the compiler as well.
    if (fault !== "elided-object" && fault !== "member-of-rest-only" && fault !== "filler-in-enum") continue;
    const tokens = tokensOf(body, pointer);
    const name = tokens.reduce<PlaceSchema | undefined>(
      (at, token) => at && stepInto(document, at, token),
      placeSchema(document, schema),
    )?.class;
    if (name === undefined) return "left out";
    classes.push(name);
    body = edited(body, tokens, { type: "replace", value: elidedMark(name) });
  }
  if (elidedClass(body) !== undefined) return "left out";
  const operation = `paths[${JSON.stringify(found.path)}]["${found.method}"]`;
  const type =
    direction === "request"
      ? `NonNullable<${operation}["requestBody"]>["content"]["application/json"]`
      : `${operation}["responses"][${sample.response.status}]["content"]["application/json"]`;
  return { type, body, classes };
}
