import type { OperationPage } from "../pages/model.ts";
import type { OperationFact } from "../wsdl/facts.ts";
import { readOnlyNames } from "./classes.ts";
import type { TypeFact } from "./evidence.ts";
import { baseOfLinks } from "./links.ts";
import { resolveType } from "./resolve-type.ts";
import { type Finders, responseClass } from "./tables.ts";
import { fromWsdl, hasUnknown, scalar, type TypeRef, unknown } from "./type-ref.ts";

/** The arguments of an agent operation, or the body of an entity operation. */
export type RequestModel =
  | { readonly kind: "none" }
  | {
      readonly kind: "arguments";
      readonly name: string;
      readonly source: string;
      readonly properties: readonly { readonly name: string; readonly fact: TypeFact }[];
    }
  | { readonly kind: "type"; readonly fact: TypeFact }
  /** JSON Patch or JSON Merge Patch. */
  | { readonly kind: "patch" }
  /** Bytes or a form with a file. */
  | { readonly kind: "file" };

export interface OperationModel {
  readonly page: OperationPage;
  readonly request: RequestModel;
  /** Type of the 2xx answer's body; undefined where it has none. */
  readonly response: TypeFact | undefined;
}

/** Merges what a page and the SOAP side say of one operation. */
export function mergeOperation(
  page: OperationPage,
  find: Finders,
  isClass: (name: string) => boolean,
): OperationModel {
  const service = find.service(page);
  return {
    page,
    request: requestOf(page, service, find, isClass),
    response: responseOf(page, service, find),
  };
}

const pascal = (uid: string): string => uid.replace(/^v1/, "").replace("_", "");

function requestOf(
  page: OperationPage,
  service: OperationFact | undefined,
  find: Finders,
  isClass: (name: string) => boolean,
): RequestModel {
  const { request } = page;
  if (request === undefined || request.form === "none") return { kind: "none" };
  const subject = `${page.uid}.request`;
  const source = `${page.file}:${request.line}`;
  const only = service?.arguments.length === 1 ? service.arguments[0] : undefined;
  const stated = only === undefined ? undefined : fromWsdl(only.type);
  const fact = (type: TypeRef, rule: TypeFact["rule"]): RequestModel => ({
    kind: "type",
    fact: {
      subject,
      type,
      state: hasUnknown(type) ? "unknown" : rule === "page-exact" ? "stated" : "inferred",
      rule,
      sources: only === undefined ? [source] : [source, `${only.file}:${only.line}`],
    },
  });
  switch (request.form) {
    case "arguments":
      return {
        kind: "arguments",
        name: `${pascal(page.uid)}Request`,
        source,
        properties: request.rows.map((row) => ({
          name: row.name,
          fact: resolveType({
            subject: `${subject}.${row.name}`,
            name: row.name,
            pages: row.type === undefined ? [] : [{ word: row.type, source: `${page.file}:${row.line}` }],
            wsdl: service?.arguments.find(
              (argument) => argument.name.toLowerCase() === row.name.toLowerCase(),
            ),
            isClass,
          }),
        })),
      };
    case "entity": {
      const answered = page.response?.form === "named" ? baseOfLinks(page.response.bodyType) : undefined;
      if (stated?.kind === "class") return fact(stated, "wsdl-behind-blunt-word");
      if (answered !== undefined && isClass(answered))
        return fact({ kind: "class", name: answered }, "wsdl-behind-blunt-word");
      return fact(unknown(request.name), "blunt-word");
    }
    case "arrayOfEntity":
    case "arrayOfPrimitives": {
      if (stated?.kind === "array") return fact(stated, "wsdl-behind-blunt-word");
      const name = classAsAnswered(page, find);
      if (name !== undefined) return fact({ kind: "array", of: { kind: "class", name } }, "as-answered");
      return fact({ kind: "array", of: unknown(request.name) }, "blunt-word");
    }
    case "patch":
      return { kind: "patch" };
    case "file":
      return { kind: "file" };
    case "dictionary":
      if (stated?.kind === "dictionary") return fact(stated, "wsdl-behind-blunt-word");
      return fact({ kind: "dictionary", of: unknown(request.name) }, "blunt-word");
    case "string":
      return fact(scalar("string"), "page-exact");
    case "unknown":
      return fact(
        stated ?? unknown(request.name),
        stated === undefined ? "blunt-word" : "wsdl-behind-blunt-word",
      );
  }
}

/**
 * The class of the answer where the request's table is the answer's without what only answers have: the operation gives
 * back what it was given.
 */
export function classAsAnswered(page: OperationPage, find: Finders): string | undefined {
  const { request, response } = page;
  if (request === undefined || request.form === "none" || response === undefined) return undefined;
  const sent = request.rows.map((row) => row.name);
  const answered = response.rows.map((row) => row.name).filter((name) => !readOnlyNames.has(name));
  if (sent.length === 0 || sent.join() !== answered.join()) return undefined;
  const found = responseClass(page, find);
  return found === undefined || found.rule === "own" ? undefined : baseOfLinks(found.name);
}

function responseOf(
  page: OperationPage,
  service: OperationFact | undefined,
  find: Finders,
): TypeFact | undefined {
  const { response } = page;
  if (response === undefined || response.form === "none") return undefined;
  const { result } = service ?? {};
  const stated = result === undefined ? undefined : fromWsdl(result.type);
  const found = responseClass(page, find);
  const name = found?.name;
  const fact = (type: TypeRef, state: TypeFact["state"], rule: TypeFact["rule"]): TypeFact => ({
    subject: `${page.uid}.response`,
    type,
    state,
    rule,
    sources: [
      `${page.file}:${response.bodyLine}`,
      ...(result === undefined ? [] : [`${result.file}:${result.line}`]),
    ],
  });
  const both: [TypeFact["state"], TypeFact["rule"]] =
    stated === undefined ? ["stated", "page-exact"] : ["confirmed", "page-and-wsdl"];
  switch (response.form) {
    case "named":
    case "odata":
      return name === undefined
        ? fact(unknown(response.bodyType), "unknown", "leaked-name")
        : fact({ kind: "class", name }, ...both);
    case "arrayOfRows":
      return name === undefined
        ? undefined
        : fact({ kind: "array", of: { kind: "class", name } }, "inferred", "wsdl-behind-blunt-word");
    case "arrayOfPrimitives": {
      if (stated?.kind === "array") return fact(stated, "inferred", "wsdl-behind-blunt-word");
      const elements = response.element === undefined ? unknown("array") : elementOf(response.element);
      return fact(
        { kind: "array", of: elements },
        elements.kind === "unknown" ? "unknown" : "inferred",
        "sample-elements",
      );
    }
    case "dictionary":
      if (stated?.kind === "dictionary") return fact(stated, "inferred", "wsdl-behind-blunt-word");
      if (name !== undefined)
        return fact({ kind: "dictionary", of: { kind: "class", name } }, "inferred", "blunt-word");
      return fact({ kind: "dictionary", of: unknown("object") }, "unknown", "blunt-word");
    case "primitive": {
      const { type, state, rule, sources } = resolveType({
        subject: `${page.uid}.response`,
        name: "",
        pages: [{ word: response.bodyType, source: `${page.file}:${response.bodyLine}` }],
        wsdl: result,
        isClass: () => false,
      });
      return { subject: `${page.uid}.response`, type, state, rule, sources };
    }
  }
}

/** A text in a sample may be a member of an enum or a date, so it tells no type; numbers and booleans do. */
export const elementOf = (element: "boolean" | "integer" | "number" | "string"): TypeRef => {
  if (element === "string") return unknown("string");
  return scalar(element === "integer" ? "int32" : element === "number" ? "double" : "boolean");
};
