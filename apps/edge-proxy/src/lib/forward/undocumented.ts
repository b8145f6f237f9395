import type { Matcher, Method, Operation } from "@so-webapi/operations";

const methods: readonly string[] = ["GET", "POST", "PUT", "PATCH", "DELETE"] satisfies readonly Method[];

/**
 * GET on an agent's operation, which the platform answers with a description and never runs (platform.md, "Addresses"). It
 * reads, whatever the operation does, and the contract says nothing of its answer.
 */
export function descriptionOf(match: Matcher, method: string, path: string): Operation | undefined {
  if (method !== "GET" && method !== "HEAD") return undefined;
  const found = match("POST", path);
  if (found.kind !== "found" || found.operation.group.kind !== "agent") return undefined;
  return { ...found.operation, ...unknown("GET"), safe: true, idempotent: true };
}

/**
 * An operation of the API that the contract does not know, for proxies that let those through: the path as it came, below
 * `/api/v1/`. Undefined for other paths and methods.
 */
export function undocumentedOperation(method: string, path: string): Operation | undefined {
  const asked = method === "HEAD" ? "GET" : method;
  if (!isMethod(asked) || !/^\/api\/v1(?:\/[^/]+)+\/?$/i.test(path)) return undefined;
  const kind = /^\/api\/v1\/agents\//i.test(path) ? "agent" : "entity";
  return {
    operationId: "undocumented",
    path: path.split("/").map(encodeURIComponent).join("/"),
    group: { kind, name: "undocumented" },
    call: [],
    errorForm: kind,
    deprecated: false,
    safe: asked === "GET",
    idempotent: asked !== "POST" && asked !== "PATCH",
    ...unknown(asked),
  };
}

function isMethod(method: string): method is Method {
  return methods.includes(method);
}

function unknown(
  method: Method,
): Pick<Operation, "method" | "parameters" | "request" | "responses" | "statuses" | "links"> {
  return { method, parameters: [], request: null, responses: {}, statuses: [], links: [] };
}
