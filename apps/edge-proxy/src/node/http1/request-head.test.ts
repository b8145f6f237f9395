import { describe, expect, it } from "vitest";
import { type RequestHead, requestHead } from "./request-head.ts";

const request = (over: Partial<RequestHead> = {}): RequestHead => ({
  ...{ method: "POST", path: "/api/v1/Contact?x=1", host: "crm.example:8443", headers: [], length: 3 },
  ...over,
});

describe("the header of a request", () => {
  it("has the line, the host, the fields in their order and the length", () => {
    const headers = [["accept", "a"] as const, ["accept", "\xe9 \t~"] as const];
    expect(requestHead(request({ headers }))).toBe(
      "POST /api/v1/Contact?x=1 HTTP/1.1\r\nhost: crm.example:8443\r\nconnection: keep-alive\r\n" +
        "accept: a\r\naccept: \xe9 \t~\r\ncontent-length: 3\r\n\r\n",
    );
  });

  it.each([
    { method: "POST", length: "0" },
    { method: "PUT", length: "0" },
    { method: "GET", length: undefined },
    { method: "DELETE", length: undefined },
  ])("says of $method without a body that it has $length bytes", ({ method, length }) => {
    expect(/content-length: (\d+)/.exec(requestHead(request({ method, length: 0 })))?.[1]).toBe(length);
  });

  it.each(["host", "connection", "content-length", "transfer-encoding", "keep-alive"])(
    "takes nobody's word for %s",
    (name) => {
      expect(requestHead(request({ headers: [[name, "forged"]] }))).not.toContain("forged");
    },
  );

  it.each([
    { what: "a method with a space", over: { method: "GET /x HTTP/1.1\r\n" } },
    { what: "an empty method", over: { method: "" } },
    { what: "a path with a space", over: { path: "/a b" } },
    { what: "a path that ends the line", over: { path: "/a\r\nx: y" } },
    { what: "a path that is none", over: { path: "http://else.example/" } },
    { what: "a path beyond ASCII", over: { path: "/\xe9" } },
    { what: "a value that ends the line", over: { headers: [["x", "a\r\ny: z"] as const] } },
    { what: "a value with LF", over: { headers: [["x", "a\ny"] as const] } },
    { what: "a value with NUL", over: { headers: [["x", "\0"] as const] } },
    { what: "a value beyond bytes", over: { headers: [["x", "\u0141"] as const] } },
    { what: "a name with a colon", over: { headers: [["x: y", "z"] as const] } },
    { what: "an empty name", over: { headers: [["", "z"] as const] } },
  ])("is not written with $what", ({ over }) => {
    expect(() => requestHead(request(over))).toThrow(TypeError);
  });
});
