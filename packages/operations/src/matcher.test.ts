import { describe, expect, test } from "vitest";
import { createMatcher } from "./matcher.ts";
import type { Method, Operation } from "./operation.ts";

const operation = (
  operationId: string,
  method: Method,
  path: string,
  match?: Operation["match"],
): Operation => ({
  operationId,
  method,
  path,
  group: { kind: "entity", name: "user" },
  call: ["user", operationId],
  parameters: [],
  request: null,
  responses: {},
  statuses: [],
  errorForm: "entity",
  safe: method === "GET",
  idempotent: method !== "POST",
  deprecated: false,
  links: [],
  ...(match === undefined ? {} : { match }),
});

const find = createMatcher([
  operation("list", "GET", "/api/v1/User"),
  operation("create", "POST", "/api/v1/User"),
  operation("byId", "GET", "/api/v1/User/{id}", { parameter: "id", form: "integer" }),
  operation("byName", "GET", "/api/v1/User/{userName}", { parameter: "userName", form: "not-integer" }),
  operation("delete", "DELETE", "/api/v1/User/{id}", { parameter: "id", form: "integer" }),
  operation("me", "GET", "/api/v1/User/currentPrincipal"),
  operation("roles", "GET", "/api/v1/User/{id}/Roles"),
  operation("role", "GET", "/api/v1/User/{id}/Roles/{roleId}"),
]);

const name = (method: string, path: string): string => {
  const match = find(method, path);
  return match.kind === "found"
    ? match.operation.operationId
    : match.kind === "wrong-method"
      ? `405 ${match.allow}`
      : "404";
};

describe("finding an operation", () => {
  test.each([
    ["GET", "/api/v1/User", "list"],
    ["get", "/API/V1/user/", "list"],
    ["POST", "/api/v1/User", "create"],
    ["GET", "/api/v1/User/12", "byId"],
    ["GET", "/api/v1/User/-12", "byId"],
    ["GET", "/api/v1/User/tje0", "byName"],
    ["GET", "/api/v1/User/12a", "byName"],
    ["GET", "/api/v1/User/CurrentPrincipal", "me"],
    ["GET", "/api/v1/User/12/Roles", "roles"],
    ["GET", "/api/v1/User/12/Roles/3/", "role"],
    ["DELETE", "/api/v1/User/12", "delete"],
    ["DELETE", "/api/v1/User/tje0", "405 GET"],
    ["PUT", "/api/v1/User", "405 GET,POST"],
    ["GET", "/api/v1/Nothing", "404"],
    ["GET", "/api/v1", "404"],
    ["GET", "/", "404"],
    ["GET", "", "404"],
    ["GET", "api/v1/User", "404"],
    ["GET", "/api//v1/User", "404"],
    ["GET", "//api/v1/User", "404"],
    ["GET", "/api/v1/User//", "404"],
    ["GET", "/api/v1/User/12/Roles/3/4", "404"],
  ])("%s %s: %s", (method, path, expected) => {
    expect(name(method, path)).toBe(expected);
  });

  test("gives the parameters as they stand in the path, in their own letter case", () => {
    const match = find("GET", "/api/v1/USER/Tje0/roles/AbC");
    expect(match).toMatchObject({ kind: "found", params: { id: "Tje0", roleId: "AbC" } });
  });

  test("a literal segment wins over a parameter only where the rest of the path fits", () => {
    const deeper = createMatcher([
      operation("literal", "GET", "/a/b/c"),
      operation("parameter", "GET", "/a/{x}/d"),
    ]);
    expect(deeper("GET", "/a/b/d")).toMatchObject({ kind: "found", operation: { operationId: "parameter" } });
  });
});
