import {
  type ContractDocument,
  contentOf,
  type DocumentOperation,
  operationById,
  resolved,
} from "../contract/document.ts";
import { isArray, isObject, type JsonObject } from "../json/json.ts";
import { type Header, headerOf, mediaTypeOf, type Sample, targetOf } from "../samples/sample.ts";

/**
 * What a request's line and headers get wrong. The check is closed as the profile is: a query parameter or header
 * that the contract does not name is a problem in a sample, although a server lets it pass.
 */
export function headProblems(document: ContractDocument, { operationId, request }: Sample): string[] {
  const found = operationById(document, operationId);
  if (found === undefined) return [`${operationId} is no operation of the contract`];
  const { path, query } = targetOf(request.target);
  const { template, queryNames, requiredQuery, headerNames } = headFacts(document, found);
  return [
    ...(request.method === found.method.toUpperCase()
      ? []
      : [`method is ${request.method}, not ${found.method.toUpperCase()}`]),
    ...(template.test(path) ? [] : [`path ${path} is not ${found.path}`]),
    ...[...query.keys()]
      .filter((name) => !queryNames.has(name))
      .map((name) => `query parameter ${name} is unknown`),
    ...requiredQuery.filter((name) => !query.has(name)).map((name) => `query parameter ${name} is missing`),
    ...request.headers
      .filter(([name]) => !headerNames.has(lower(name)))
      .map(([name]) => `header ${name} is unknown`),
    ...mediaTypeProblems(document, found, request),
    ...securityProblems(document, request.headers),
  ];
}

/** What the contract says of an operation's line and headers. */
interface HeadFacts {
  readonly template: RegExp;
  readonly queryNames: ReadonlySet<string>;
  readonly requiredQuery: readonly string[];
  /** In lower case. */
  readonly headerNames: ReadonlySet<string>;
}

const known = new WeakMap<ContractDocument, WeakMap<JsonObject, HeadFacts>>();

/** Read once for each operation of a document: a run asks again for each profile, and a proof for each mutant. */
function headFacts(document: ContractDocument, found: DocumentOperation): HeadFacts {
  const own = known.get(document) ?? new WeakMap<JsonObject, HeadFacts>();
  known.set(document, own);
  const facts = own.get(found.operation) ?? readFacts(document, found);
  own.set(found.operation, facts);
  return facts;
}

function readFacts(document: ContractDocument, found: DocumentOperation): HeadFacts {
  const parameters = parametersOf(document, found);
  const named = (where: string): JsonObject[] => parameters.filter((one) => one["in"] === where);
  const query = named("query");
  return {
    template: templateOf(found.path),
    queryNames: new Set(query.map(({ name }) => String(name))),
    requiredQuery: query.filter(({ required }) => required === true).map(({ name }) => String(name)),
    headerNames: new Set([
      ...named("header").map(({ name }) => lower(name)),
      "accept",
      "content-type",
      ...credentialHeaders(document),
    ]),
  };
}

function mediaTypeProblems(
  document: ContractDocument,
  { operation }: DocumentOperation,
  { headers, body }: Sample["request"],
): string[] {
  const sent = mediaTypeOf(headerOf(headers, "content-type"));
  const taken = contentOf(document, operation["requestBody"]);
  // A media type is one of a body; whether there must be one is the body's business.
  const problems =
    body === "" || taken.size === 0 || taken.has(sent)
      ? []
      : [`media type "${sent}" is not documented for the request`];
  const accept = headerOf(headers, "accept");
  const responses = isObject(operation["responses"]) ? Object.entries(operation["responses"]) : [];
  const offered = new Set(
    responses
      .filter(([status]) => status.startsWith("2"))
      .flatMap(([, response]) => [...contentOf(document, response).keys()]),
  );
  const wanted = (accept ?? "*/*").split(",").map(mediaTypeOf);
  const isServed = offered.size === 0 || wanted.some((type) => type === "*/*" || offered.has(type));
  return isServed ? problems : [...problems, `no answer has a media type that Accept "${accept}" names`];
}

/** A request must satisfy one of the contract's security requirements (OpenAPI 3.1.1, 4.8.30). */
function securityProblems(document: ContractDocument, headers: readonly Header[]): string[] {
  const requirements = (document as { readonly security?: unknown }).security;
  if (!isArray(requirements)) return [];
  const isSatisfied = requirements.some(
    (requirement) =>
      isObject(requirement) && Object.keys(requirement).every((name) => carries(document, headers, name)),
  );
  return isSatisfied ? [] : ["no security requirement of the contract is satisfied"];
}

function carries(document: ContractDocument, headers: readonly Header[], name: string): boolean {
  const scheme = document.components["securitySchemes"]?.[name];
  if (scheme?.["type"] === "http") {
    return lower(headerOf(headers, "authorization")?.split(" ")[0]) === lower(scheme["scheme"]);
  }
  if (scheme?.["in"] === "header") return headerOf(headers, String(scheme["name"])) !== undefined;
  return (headerOf(headers, "cookie") ?? "")
    .split(";")
    .some((pair) => pair.trim().startsWith(`${String(scheme?.["name"])}=`));
}

function credentialHeaders(document: ContractDocument): string[] {
  const schemes = Object.values(document.components["securitySchemes"] ?? {});
  return schemes.map((scheme) => {
    if (scheme["type"] === "http") return "authorization";
    return scheme["in"] === "header" ? lower(scheme["name"]) : "cookie";
  });
}

const parametersOf = (document: ContractDocument, { operation }: DocumentOperation): JsonObject[] =>
  isArray(operation["parameters"])
    ? operation["parameters"].map((parameter) => resolved(document, parameter))
    : [];

const lower = (value: unknown): string => String(value).toLowerCase();

const templateOf = (path: string): RegExp =>
  new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{[^}]+\}/g, "[^/]+")}$`);
