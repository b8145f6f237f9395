import {
  type Edit,
  edited,
  isArray,
  isObject,
  type Json,
  type Token,
  valueAt,
} from "@so-webapi/contract-kit/json";
import type { BodyMutation } from "@so-webapi/contract-kit/mutation";
import { bodyKinds } from "@so-webapi/contract-kit/mutation";
import { elidedClass, literal } from "./literal.ts";
import type { TypedBody } from "./sample-source.ts";

/** A changed body as the compiler sees it: the smallest literal that holds the change, and the path to its type. */
export interface TypeCase {
  readonly path: readonly Token[];
  readonly value: Json;
}

/**
 * The literal that shows a mutation to the compiler. A changed value stands for itself; a change of names or of
 * presence needs the object around it.
 */
export function typeCase(typed: TypedBody, mutation: BodyMutation): TypeCase {
  const { place } = mutation;
  const edit = markedEdit(typed, mutation);
  const path = edit.type === "replace" || edit.type === "add" ? place.tokens : place.tokens.slice(0, -1);
  const stands = valueAt(typed.body, place.tokens);
  // What is added to an elided object makes it an object that is written out.
  if (edit.type === "add" && stands !== undefined && elidedClass(stands) !== undefined) {
    return { path, value: { [edit.name]: edit.value } };
  }
  return { path, value: valueAt(edited(typed.body, place.tokens, edit), path) ?? null };
}

/** The mutation's edit, made again of the body in which elided objects are marked. */
function markedEdit(typed: TypedBody, { kind, place, edit, variant }: BodyMutation): Edit {
  const value = valueAt(typed.body, place.tokens);
  if (value === undefined || elidedClass(value) !== undefined) return edit;
  return bodyKinds.find(({ id }) => id === kind)?.edits({ ...place, value })[variant] ?? edit;
}

/** Writes the path for `At`: `["Persons", number]`. */
function pathType(typed: TypedBody, path: readonly Token[]): string {
  const steps = path.map((token, index) => {
    const holder = valueAt(typed.body, path.slice(0, index));
    return isArray(holder) || !isObject(holder) ? "number" : JSON.stringify(token);
  });
  return `[${steps.join(", ")}]`;
}

/** Collects cases of one body into the lines of a file; a case that is there already is not written again. */
export class CaseFile {
  readonly #typed: TypedBody;
  readonly #aliases = new Map<string, string>();
  readonly #cases = new Map<string, number>();
  readonly #comments: string[] = [];

  constructor(typed: TypedBody) {
    this.#typed = typed;
  }

  /** Adds a case and gives its number; `comment` is what the line says of the first such case. */
  add({ path, value }: TypeCase, comment: string): number {
    const type = pathType(this.#typed, path);
    const alias = this.#aliases.get(type) ?? `P${this.#aliases.size}`;
    this.#aliases.set(type, alias);
    const code = `${literal(value)} satisfies ${alias};`;
    const known = this.#cases.get(code);
    if (known !== undefined) return known;
    this.#cases.set(code, this.#cases.size);
    this.#comments.push(comment);
    return this.#cases.size - 1;
  }

  /** The lines of the file below its imports, one for each alias and one for each case, and the line of case 0. */
  lines(): { readonly lines: readonly string[]; readonly firstCase: number } {
    const aliases = [...this.#aliases].map(([type, alias]) => `type ${alias} = At<Body, ${type}>;`);
    const head = [`type Body = ${this.#typed.type};`, ...aliases];
    const cases = [...this.#cases.keys()].map(
      (code, n) => `export const c${n} = ${code} // ${this.#comments[n] ?? ""}`,
    );
    return { lines: [...head, ...cases], firstCase: head.length };
  }
}
