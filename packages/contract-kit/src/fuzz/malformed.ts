import { type ContractDocument, type DocumentOperation, resolved } from "../contract/document.ts";
import { isArray } from "../json/json.ts";
import type { SampleRequest } from "../samples/sample.ts";
import type { Expectation } from "./verdict.ts";

/** A request that is wrong around its values: what no schema can say. */
export interface Malformed {
  readonly what: string;
  readonly request: SampleRequest;
  readonly expectation: Expectation;
}

/** How deep the deepest body is: deeper than parsers by recursion go. */
const depth = 50_000;

const bodies: readonly (readonly [what: string, body: string, expectation: Expectation])[] = [
  ["a body that ends too early", '{"a": [1, ', "refused"],
  ["a body that is no JSON", "lorem ipsum", "refused"],
  ["a body with a trailing comma", '{"a": 1,}', "refused"],
  ["a body of a number out of JSON", '{"a": NaN}', "refused"],
  [`a body ${depth} arrays deep`, "[".repeat(depth) + "]".repeat(depth), "refused"],
  ["a body whose property is __proto__", '{"__proto__": {"polluted": true}}', "answered"],
  ["a body with a name twice", '{"a": 1, "a": 2}', "answered"],
  ["a body with an unpaired surrogate", '{"a": "\\ud800"}', "answered"],
];

const texts = ["lorem", "99999999999999999999", "1.5", "-", "%00", "1;drop"] as const;

/** Wrong messages of an operation, made of one that is right. */
export function malformedOf(
  document: ContractDocument,
  found: DocumentOperation,
  right: SampleRequest,
): Malformed[] {
  return [
    ...wrongBodies(found, right),
    ...wrongPaths(document, found, right),
    ...wrongQueries(document, found, right),
  ];
}

function wrongBodies({ operation }: DocumentOperation, right: SampleRequest): Malformed[] {
  if (operation["requestBody"] === undefined || right.body === "") return [];
  const other = right.headers.map(([name, value]): [string, string] => [
    name,
    name === "Content-Type" ? "application/x-lorem" : value,
  ]);
  return [
    ...bodies.map(([what, body, expectation]) => ({ what, request: { ...right, body }, expectation })),
    { what: "a media type that nobody knows", request: { ...right, headers: other }, expectation: "refused" },
  ];
}

function wrongPaths(document: ContractDocument, found: DocumentOperation, right: SampleRequest): Malformed[] {
  const numbers = integers(document, found, "path");
  // Where the form of the parameter decides between two operations, a text is the other operation's.
  if (numbers.length === 0 || found.operation["x-match"] !== undefined) return [];
  const template = found.path.split("/");
  return texts.map((text) => {
    const parts = (right.target.split("?")[0] ?? "").split("/");
    const target = parts
      .map((part, at) => (numbers.includes(template[at]?.slice(1, -1) ?? "") ? text : part))
      .join("/");
    return {
      what: `${text} for a whole number of the path`,
      request: { ...right, target },
      expectation: "refused",
    };
  });
}

function wrongQueries(
  document: ContractDocument,
  found: DocumentOperation,
  right: SampleRequest,
): Malformed[] {
  const [path = ""] = right.target.split("?");
  return integers(document, found, "query").flatMap((name) =>
    ["lorem", "1.5"].map(
      (text): Malformed => ({
        what: `${text} for the whole number ${name}`,
        request: { ...right, target: `${path}?${name}=${text}` },
        expectation: "refused",
      }),
    ),
  );
}

/** Names of the parameters that are whole numbers. */
function integers(document: ContractDocument, { operation }: DocumentOperation, where: string): string[] {
  const list = isArray(operation["parameters"]) ? operation["parameters"] : [];
  return list
    .map((one) => resolved(document, one))
    .filter((one) => one["in"] === where && resolved(document, one["schema"])["type"] === "integer")
    .map(({ name }) => String(name));
}
