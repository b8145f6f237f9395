import type { Operation, OperationParameter } from "@so-webapi/operations";
import { describe, expect, it } from "vitest";
import { checkParameters } from "./check-parameters.ts";

const parameter = (name: string, over: Partial<OperationParameter> = {}): OperationParameter => ({
  name,
  in: "query",
  required: false,
  type: "string",
  ...over,
});

const operation: Operation = {
  operationId: "read",
  method: "GET",
  path: "/api/v1/Thing/{id}",
  group: { kind: "entity", name: "thing" },
  call: ["thing", "get"],
  parameters: [
    parameter("id", { in: "path", required: true, type: "int32" }),
    parameter("$top", { type: "int32" }),
    parameter("deep", { type: "boolean" }),
    parameter("since", { type: "date-time" }),
    parameter("types", { type: "array" }),
    parameter("mode", { enum: ["Slim", "Wide", "Full"] }),
    parameter("name", { required: true }),
    parameter("SO-TimeZone", { in: "header", required: true }),
  ],
  request: null,
  responses: {},
  statuses: [200],
  errorForm: "entity",
  safe: true,
  idempotent: true,
  deprecated: false,
  links: [],
};

const places = (query: string, id = "5") =>
  checkParameters({ operation, params: { id }, query }).map(
    ({ in: where, pointer, keyword }) => `${where} ${pointer} ${keyword}`,
  );

describe("checkParameters", () => {
  it.each([
    "?name=x",
    "?NAME=x&%24TOP=-1&Deep=TRUE&types=a&types=b&other=1&other=2",
    "?name=&$top=&deep=&since=&mode=",
    "?name=x&mode=slim",
    "?name=x&MODE=Full,%20WIDE",
    "?name=x&mode=2",
    "?name=x&since=2026-01-31",
    "?name=x&since=2026-01-31T10:00:00.1234567%2B01:00",
  ])("takes %s", (query) => {
    expect(places(query)).toEqual([]);
  });

  it.each([
    ["", "query /name required"],
    ["?$top=5", "query /name required"],
    ["?name=a&name=b", "query /name maxItems"],
    ["?name=a&Name=a", "query /name maxItems"],
    ["?name=x&$top=ten", "query /$top type"],
    ["?name=x&$top=1.5", "query /$top type"],
    ["?name=x&$top=%205", "query /$top type"],
    ["?name=x&$top=2147483648", "query /$top format"],
    ["?name=x&deep=1", "query /deep type"],
    ["?name=x&mode=Slimm", "query /mode enum"],
    ["?name=x&mode=Slim,", "query /mode enum"],
    ["?name=x&since=2026-02-30", "query /since format"],
    ["?name=x&since=2026-01-31T10:00:00+01:00", "query /since format"],
  ])("finds in %s: %s", (query, expected) => {
    expect(places(query)).toEqual([expected]);
  });

  it.each(["tje0", "1e3", "99999999999"])("holds the path's %s to its type", (id) => {
    expect(places("?name=x", id)).toHaveLength(1);
  });

  it("says everything at once and never a value", () => {
    const all = checkParameters({ operation, params: { id: "canary" }, query: "?$top=canary&deep=canary" });
    expect(all.map(({ pointer }) => pointer)).toEqual(["/id", "/$top", "/deep", "/name"]);
    expect(JSON.stringify(all)).not.toContain("canary");
  });
});
