import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerHeaders } from "./answer-headers.ts";
import type { HeaderField } from "./fields.ts";
import { requestHeaders } from "./request-headers.ts";

const seed = 20_261_122;
const facts = {
  requestId: "id",
  trace: { traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00", isNew: true },
  scheme: "https",
  clientAddress: "192.0.2.1",
};
/** RFC 9110, 7.6.1, and the framing of RFC 9112, 6. */
const ofTheConnection = [
  "Connection",
  "Keep-Alive",
  "Proxy-Connection",
  "Proxy-Authorization",
  "Proxy-Authenticate",
  "TE",
  "Trailer",
  "Transfer-Encoding",
  "Upgrade",
  "Content-Length",
  "HTTP2-Settings",
];
const spoofed = [
  "Forwarded",
  "X-Forwarded-For",
  "X-Forwarded-Host",
  "X-Real-IP",
  "True-Client-IP",
  "CF-Connecting-IP",
];
const own = ["x-forwarded-for", "x-forwarded-proto", "x-request-id", "traceparent", "via"];

const token = fc.stringMatching(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,20}$/);
const inAnyCase = (names: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...names), fc.infiniteStream(fc.boolean()))
    .map(([name, upper]) =>
      [...name].map((one) => (upper.next().value ? one.toUpperCase() : one.toLowerCase())).join(""),
    );
const value = fc.stringMatching(/^[\x21-\x7e]{0,30}$/);
const field = fc.tuple(fc.oneof(token, inAnyCase(ofTheConnection), inAnyCase(spoofed)), value);
/** Fields, and the names that one of them nominates for the connection. */
const message = fc
  .tuple(fc.array(field, { maxLength: 20 }), fc.array(token, { maxLength: 4 }))
  .map(([fields, nominated]) => ({
    nominated: nominated.map((name) => name.toLowerCase()),
    fields: [...fields, ["Connection", nominated.join(", ")] as const] satisfies HeaderField[],
  }));

const namesOf = (fields: readonly HeaderField[]): string[] => fields.map(([name]) => name);
const isOfConnection = (name: string): boolean => ofTheConnection.some((one) => one.toLowerCase() === name);
const nominatedIn = (fields: readonly HeaderField[]): Set<string> =>
  new Set(
    fields
      .filter(([name]) => name.toLowerCase() === "connection")
      .flatMap(([, options]) => options.split(",").map((option) => option.trim().toLowerCase())),
  );

describe("whatever fields a message has", () => {
  it("those of a connection go neither way, in any case and if they are nominated", () => {
    fc.assert(
      fc.property(message, ({ fields }) => {
        const nominated = nominatedIn(fields);
        const up = namesOf(requestHeaders(fields, facts)).filter((name) => !own.includes(name));
        const down = namesOf(answerHeaders(fields));
        for (const name of [...up, ...down]) {
          expect(isOfConnection(name), name).toBe(false);
          expect(nominated.has(name), name).toBe(false);
        }
      }),
      { seed, numRuns: 500 },
    );
  });

  it("where a request came from is the proxy's word alone, once", () => {
    fc.assert(
      fc.property(message, ({ fields }) => {
        const up = requestHeaders(fields, facts);
        for (const name of own) expect(namesOf(up).filter((one) => one === name)).toEqual([name]);
        expect(up).toContainEqual(["x-forwarded-for", "192.0.2.1"]);
        const spoofable = spoofed
          .map((name) => name.toLowerCase())
          .filter((name) => name !== "x-forwarded-for");
        expect(namesOf(up).filter((name) => spoofable.includes(name))).toEqual([]);
      }),
      { seed, numRuns: 500 },
    );
  });

  it("all others pass upstream as often as they came, in their order and with their values", () => {
    fc.assert(
      fc.property(message, ({ fields }) => {
        const nominated = nominatedIn(fields);
        const special = [
          "host",
          "expect",
          "tracestate",
          ...own,
          ...spoofed.map((name) => name.toLowerCase()),
        ];
        const plain = fields
          .map(([name, text]): HeaderField => [name.toLowerCase(), text])
          .filter(([name]) => !isOfConnection(name) && !nominated.has(name) && !special.includes(name));
        const up = requestHeaders(fields, facts).filter(([name]) => !special.includes(name));
        expect(up).toEqual(plain);
      }),
      { seed, numRuns: 500 },
    );
  });
});
