import { describe, expect, it } from "vitest";
import { writeRow } from "../../scripts/write-row.ts";
import { type OperationRow, readRow } from "./operation-row.ts";

const start = { id: "v1Thing_", path: "/api/v1/Thing" };
const usual: OperationRow = {
  id: "v1Thing_GetList",
  method: "POST",
  safe: true,
  request: "json",
  answer: "json",
  path: "/api/v1/Thing/GetList",
};

describe("a row", () => {
  it.each([
    ["", usual],
    ["GET none", { ...usual, method: "GET", request: "none" }],
    ["POST!", { ...usual, safe: false }],
    ["POST json file", { ...usual, answer: "file" }],
    [
      "PATCH patch json /{id}",
      { ...usual, method: "PATCH", safe: false, request: "patch", path: "/api/v1/Thing/{id}" },
    ],
    ["POST json json  Post", { ...usual, id: "v1Thing_Post", path: "/api/v1/Thing" }],
  ] as const)("%j says it all, and no shorter one would", (text, row) => {
    expect(readRow(start, "getList", text)).toEqual(row);
    expect(writeRow(start, "getList", row)).toBe(text);
  });

  it.each([
    ["id", { ...usual, id: "v1Other_GetList" }],
    ["path", { ...usual, path: "/api/v1/Other" }],
    ["path with a space", { ...usual, path: "/api/v1/Thing/a b" }],
  ])("is refused when it does not fit: %s", (_title, row) => {
    expect(() => writeRow(start, "getList", row)).toThrow();
  });
});
