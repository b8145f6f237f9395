import { describe, expect, test } from "vitest";
import { createLazyMatcher, createMatcher } from "./matcher.ts";
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

test("what was found once is found again, and a path's other methods beside it", () => {
  for (const _ of [1, 2]) {
    expect(["GET", "POST", "get", "DELETE"].map((method) => name(method, "/api/v1/User"))).toEqual([
      "list",
      "create",
      "list",
      "405 GET,POST",
    ]);
    expect(name("GET", "/api/v1/User/currentPrincipal")).toBe("me");
    expect(name("GET", "/api/v1/User/{userName}")).toBe("byName");
  }
});

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

describe("finding among operations that are made later", () => {
  const parts = [
    { under: "/api/v1/list", paths: ["/api/v1/List/{name}/Items", "/api/v1/List/{name}"] },
    { under: "/api/v1/list/task", paths: ["/api/v1/List/Task/Items"] },
    { under: "/api/v1/user", paths: ["/api/v1/User"] },
    { under: "", paths: ["/{any}"] },
  ];

  test("asks for those whose paths begin as the one that is asked for, once, and finds as over all of them", () => {
    const asked: string[] = [];
    const find = createLazyMatcher(
      parts.map(({ under, paths }) => ({
        under,
        operations: () => {
          asked.push(under);
          return paths.map((path) => operation(path, "GET", path));
        },
      })),
    );
    const idOf = (path: string): string | undefined => {
      const match = find("GET", path);
      return match.kind === "found" ? match.operation.operationId : undefined;
    };
    expect(asked).toEqual([""]);
    expect(idOf("/api/v1/Nothing")).toBeUndefined();
    expect(asked).toEqual([""]);
    expect(idOf("/API/V1/list/TASK/items/")).toBe("/api/v1/List/Task/Items");
    expect(asked).toEqual(["", "/api/v1/list", "/api/v1/list/task"]);
    expect(idOf("/api/v1/list/mrmrs/items")).toBe("/api/v1/List/{name}/Items");
    expect(idOf("/x")).toBe("/{any}");
    expect(asked).toEqual(["", "/api/v1/list", "/api/v1/list/task"]);
  });
});
