import { isArray, isObject, type Json, type JsonObject } from "../json/json.ts";
import { type Token, toPointer, valueAt } from "../json/pointer.ts";
import type { Direction } from "../samples/sample.ts";
import { type ContractDocument, operationById } from "./document.ts";

/** Where the contract speaks of a place of a body. */
export interface Located {
  /** JSON pointer into the contract, to the schema of the place or of the nearest known place around it. */
  readonly pointer: string;
  /** `Class.Property`, a class, `operationId.request` or `operationId.response`: names by which evidence is kept. */
  readonly subject: string;
  /** The schema as it stands there, references not followed. */
  readonly schema: JsonObject;
  /** False where the contract does not know the place itself. */
  readonly known: boolean;
}

interface Cursor {
  readonly tokens: readonly Token[];
  readonly node: JsonObject;
  readonly subject: string;
  /** The class that the node stands for. */
  readonly owner: string | undefined;
}

/** Finds what the contract says of a place of a body; undefined where the operation has no such body. */
export function locate(
  document: ContractDocument,
  operationId: string,
  body: { readonly direction: Direction; readonly status: number },
  tokens: readonly Token[],
): Located | undefined {
  let at = bodyOf(document, operationId, body);
  if (at === undefined) return undefined;
  for (const token of tokens) {
    const holder = inside(document, at);
    const next = step(holder, token);
    if (next === undefined) return { ...shown(holder), known: false };
    at = next;
  }
  return { ...shown(at), known: true };
}

const shown = ({ tokens, subject, node }: Cursor): Omit<Located, "known"> => ({
  pointer: toPointer(tokens),
  subject,
  schema: node,
});

function bodyOf(
  document: ContractDocument,
  operationId: string,
  { direction, status }: { readonly direction: Direction; readonly status: number },
): Cursor | undefined {
  const found = operationById(document, operationId);
  if (found === undefined) return undefined;
  const holder = direction === "request" ? ["requestBody"] : ["responses", String(status)];
  const start = followed(document, ["paths", found.path, found.method, ...holder]);
  const content = valueAt(asJson(document), [...start, "content"]);
  if (!isObject(content)) return undefined;
  const type = content["application/json"] === undefined ? Object.keys(content)[0] : "application/json";
  const tokens = [...start, "content", type ?? "", "schema"];
  const node = valueAt(asJson(document), tokens);
  return isObject(node)
    ? { tokens, node, subject: `${operationId}.${direction}`, owner: undefined }
    : undefined;
}

/** Follows a reference and goes past "or null". */
function inside(document: ContractDocument, at: Cursor): Cursor {
  const { node, tokens } = at;
  if (typeof node["$ref"] === "string") {
    const target = followed(document, tokens);
    const name = String(target.at(-1));
    const next = valueAt(asJson(document), target);
    if (isObject(next)) return inside(document, { tokens: target, node: next, subject: name, owner: name });
  }
  const options = node["anyOf"];
  const index = isArray(options)
    ? options.findIndex((option) => isObject(option) && option["type"] !== "null")
    : -1;
  const option = isArray(options) ? options[index] : undefined;
  return isObject(option)
    ? inside(document, { ...at, tokens: [...tokens, "anyOf", index], node: option })
    : at;
}

function step(at: Cursor, token: Token): Cursor | undefined {
  const to = (path: readonly Token[], next: Json | undefined, subject = at.subject): Cursor | undefined =>
    isObject(next) ? { tokens: [...at.tokens, ...path], node: next, subject, owner: undefined } : undefined;
  if (typeof token === "number") return to(["items"], at.node["items"]);
  const properties = at.node["properties"];
  if (isObject(properties) && Object.hasOwn(properties, token))
    return to(["properties", token], properties[token], `${at.owner ?? at.subject}.${token}`);
  return to(["additionalProperties"], at.node["additionalProperties"]);
}

/** The tokens of what a node refers to, or its own. */
function followed(document: ContractDocument, tokens: readonly Token[]): readonly Token[] {
  const node = valueAt(asJson(document), tokens);
  const reference = isObject(node) ? node["$ref"] : undefined;
  if (typeof reference !== "string") return tokens;
  return followed(document, reference.slice(2).split("/"));
}

const asJson = (document: ContractDocument): Json => document as unknown as Json;
