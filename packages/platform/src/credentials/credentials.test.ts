import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  APP_TOKEN_HEADER,
  basicAuthorization,
  bearerAuthorization,
  CREDENTIAL_HEADERS,
  parseAuthorization,
  redactHeaders,
  soTicketAuthorization,
  XSRF_COOKIE,
  XSRF_HEADER,
} from "./index.ts";

const coded = (code: string) => expect.objectContaining({ name: "PlatformError", code });

describe("basicAuthorization", () => {
  test.each([
    // RFC 7617, 2 and 2.1
    ["Aladdin", "open sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="],
    ["test", "123£", "Basic dGVzdDoxMjPCow=="],
    ["", "", "Basic Og=="],
    ["user", "a:b", "Basic dXNlcjphOmI="],
    ["øyvind", "🔑", "Basic w7h5dmluZDrwn5SR"],
  ])("encodes %j and %j as UTF-8", (user, password, header) => {
    expect(basicAuthorization(user, password)).toBe(header);
  });

  test("refuses a user's name with a colon", () => {
    expect(() => basicAuthorization("a:b", "c")).toThrow(coded("credential-user-colon"));
  });

  test.each(["a\r\nX=y", "a\n", "a\r", "a\0", "a\x7f", "\ud800"])("refuses %j in either part", (text) => {
    expect(() => basicAuthorization(text, "p")).toThrow(coded("credential-character"));
    expect(() => basicAuthorization("u", text)).toThrow(coded("credential-character"));
  });

  test("takes a password of a megabyte", () => {
    expect(basicAuthorization("u", "p".repeat(1_000_000))).toHaveLength(6 + Math.ceil(1_000_002 / 3) * 4);
  });
});

describe.each([
  ["soTicketAuthorization", soTicketAuthorization, "SoTicket"],
  ["bearerAuthorization", bearerAuthorization, "Bearer"],
])("%s", (_, authorization, scheme) => {
  test("sends the credential as it is", () => {
    expect(authorization("7T:MwBh/+_-.~==")).toBe(`${scheme} 7T:MwBh/+_-.~==`);
  });

  test.each(["a\r\nSO-AppToken: x", "a\nb", "a\r", " a", "a b", "a\t", "a\0", "å", "a\u2028"])(
    "refuses %j, which could begin another header or end the credential",
    (credential) => {
      expect(() => authorization(credential)).toThrow(coded("credential-character"));
    },
  );

  test("refuses an empty credential", () => {
    expect(() => authorization("")).toThrow(coded("credential-empty"));
  });

  test("does not repeat the credential in the error", () => {
    expect(() => authorization("secret word")).toThrow(expect.not.stringContaining("secret"));
    try {
      authorization("secret word");
    } catch (error) {
      expect(String(error)).not.toContain("secret");
    }
  });
});

describe("parseAuthorization", () => {
  test.each<[header: string | null | undefined, expected: unknown]>([
    [null, { scheme: "none" }],
    [undefined, { scheme: "none" }],
    ["", { scheme: "none" }],
    ["  ", { scheme: "none" }],
    ["Basic dGVzdDoxMjPCow==", { scheme: "basic", user: "test", password: "123£" }],
    ["basic dGVzdDoxMjPCow", { scheme: "basic", user: "test", password: "123£" }],
    ["BASIC   QTpiOmM=", { scheme: "basic", user: "A", password: "b:c" }],
    ["Basic Og==", { scheme: "basic", user: "", password: "" }],
    ["Basic", { scheme: "malformed", name: "basic" }],
    ["Basic ", { scheme: "malformed", name: "basic" }],
    ["Basic bm9jb2xvbg==", { scheme: "malformed", name: "basic" }],
    ["Basic !!!!", { scheme: "malformed", name: "basic" }],
    ["Basic 5jrm", { scheme: "malformed", name: "basic" }],
    ["Basic YQo6Yg==", { scheme: "malformed", name: "basic" }],
    ["SoTicket 7T:abc==", { scheme: "soticket", ticket: "7T:abc==" }],
    ["SOTICKET 7T:abc==", { scheme: "soticket", ticket: "7T:abc==" }],
    ["soticket", { scheme: "malformed", name: "soticket" }],
    ["SoTicket 7T:a b", { scheme: "malformed", name: "soticket" }],
    ["Bearer 8A:Cust1.abc", { scheme: "bearer", token: "8A:Cust1.abc" }],
    ["bearer 8A:Cust1.abc", { scheme: "bearer", token: "8A:Cust1.abc" }],
    ["Bearer å", { scheme: "malformed", name: "bearer" }],
    ['Digest username="a"', { scheme: "unknown", name: "Digest" }],
    ["__proto__ x", { scheme: "unknown", name: "__proto__" }],
  ])("reads %j", (header, expected) => {
    expect(parseAuthorization(header)).toEqual(expected);
  });

  test.each(["7T:secret==", "7T:secret== more", "secret"])(
    "does not take a credential without a scheme for a scheme's name: %j",
    (header) => {
      expect(parseAuthorization(header)).toEqual({ scheme: "unknown", name: null });
    },
  );

  test("reads what basicAuthorization makes", () => {
    const text = fc.string({ unit: "binary" }).filter((value) => !/[\p{Cc}\p{Surrogate}]/u.test(value));
    fc.assert(
      fc.property(
        text.filter((user) => !user.includes(":")),
        text,
        (user, password) => {
          expect(parseAuthorization(basicAuthorization(user, password))).toEqual({
            scheme: "basic",
            user,
            password,
          });
        },
      ),
      { seed: 7_617 },
    );
  });

  test("reads a byte order mark as part of the user's name", () => {
    expect(parseAuthorization(basicAuthorization("\ufeffa", "b"))).toMatchObject({ user: "\ufeffa" });
  });
});

describe("redactHeaders", () => {
  const secret = "the-secret";

  test.each([...CREDENTIAL_HEADERS, ...CREDENTIAL_HEADERS.map((name) => name.toUpperCase())])(
    "lets no value of %s through, in any form of headers",
    (name) => {
      for (const headers of [{ [name]: secret }, { [name]: [secret, secret] }, [[name, secret] as const]]) {
        expect(redactHeaders(headers)).toEqual({ [name.toLowerCase()]: "[redacted]" });
      }
      expect(JSON.stringify(redactHeaders(new Map([[name, secret]])))).not.toContain(secret);
    },
  );

  test("takes a Headers object, with several Set-Cookie", () => {
    const headers = new Headers({ Accept: "application/json", Authorization: `Bearer ${secret}` });
    headers.append("Set-Cookie", `a=${secret}`);
    headers.append("Set-Cookie", `b=${secret}`);
    expect(redactHeaders(headers)).toEqual({
      accept: "application/json",
      authorization: "[redacted]",
      "set-cookie": "[redacted]",
    });
  });

  test("joins repeated headers and leaves out absent ones", () => {
    expect(
      redactHeaders([
        ["Via", "a"],
        ["via", "b"],
      ]),
    ).toEqual({ via: "a, b" });
    expect(redactHeaders({ Accept: ["a", "b"], Age: undefined })).toEqual({ accept: "a, b" });
  });

  test("leaves the input as it is", () => {
    const headers = Object.freeze({ Authorization: secret });
    redactHeaders(headers);
    expect(headers).toEqual({ Authorization: secret });
  });
});

test("the headers of the platform's own credentials are known to be secret", () => {
  expect(CREDENTIAL_HEADERS).toContain(APP_TOKEN_HEADER.toLowerCase());
  expect(CREDENTIAL_HEADERS).toContain(XSRF_HEADER.toLowerCase());
  expect(XSRF_COOKIE).toBe("XSRF-TOKEN");
  expect(Object.isFrozen(CREDENTIAL_HEADERS)).toBe(true);
});
