import { describe, expect, it } from "vitest";
import { clockAt, published, signJwt } from "../identity/issuer.ts";
import { application, claims, HOUR, PATH, PREFIX, setUp } from "./ticket-service.ts";

describe("a token that comes back is refused, and no ticket taken out of it", () => {
  const now = clockAt().now;
  const seconds = (off: number) => Math.floor(now / 1000) + off;
  it.each<[title: string, reason: string, token: () => string]>([
    ["with alg none", "algorithm", () => signJwt(claims(now, "7T:x"), { header: { alg: "none" } })],
    ["with alg HS256", "algorithm", () => signJwt(claims(now, "7T:x"), { header: { alg: "HS256" } })],
    [
      "with a kid that nobody published",
      "key",
      () => signJwt(claims(now, "7T:x"), { header: { kid: "two" } }),
    ],
    [
      "with the application's own signature",
      "signature",
      () => signJwt(claims(now, "7T:x"), { key: application.privateKey }),
    ],
    [
      "with another ticket put in",
      "signature",
      () => {
        const [head, , signature] = signJwt(claims(now, "7T:x")).split(".");
        return `${head}.${signJwt(claims(now, "7T:y")).split(".")[1]}.${signature}`;
      },
    ],
    [
      "of the issuer of ID tokens",
      "issuer",
      () => signJwt(claims(now, "7T:x", { iss: "https://sod.superoffice.com" })),
    ],
    ["for another database than it names", "audience", () => signJwt(claims(now, "7T:x", { aud: "spn:1" }))],
    ["for an application", "audience", () => signJwt(claims(now, "7T:x", { aud: "app" }))],
    [
      "without a database",
      "claim",
      () => signJwt(claims(now, "7T:x", { aud: "spn:undefined", [`${PREFIX}serial`]: undefined })),
    ],
    ["that is over", "expired", () => signJwt(claims(now, "7T:x", { exp: seconds(-60) }))],
    ["that begins later", "not-yet-valid", () => signJwt(claims(now, "7T:x", { nbf: seconds(61) }))],
    ["of another tenant", "claim", () => signJwt(claims(now, "7T:x", { [`${PREFIX}ctx`]: "Cust1" }))],
    ["without a ticket", "claim", () => signJwt(claims(now, "7T:x", { [`${PREFIX}ticket`]: undefined }))],
    ["with a ticket that no header can carry", "claim", () => signJwt(claims(now, "7T:x\r\nX: y"))],
    ["that is no JWT", "malformed", () => "7T:x"],
  ])("%s: %s", async (_title, reason, token) => {
    await using one = await setUp();
    one.issuer.answer = () => [200, { IsSuccessful: true, Token: token() }];
    const error = await one.ask().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "token", reason, call: { path: PATH } });
    expect((error as Error).message).not.toMatch(/7T|Cust|secret/);
  });

  it("tells by how much this clock is off", async () => {
    await using one = await setUp();
    one.issuer.answer = () => [
      200,
      { IsSuccessful: true, Token: signJwt(claims(one.clock.now - 2 * HOUR, "7T:x")) },
    ];
    await expect(one.ask()).rejects.toThrow(
      "by this clock it ended 6900 s ago. If it was issued just now, this clock is wrong.",
    );
  });

  it("takes the tenant in any letter case, and its own key for the first token that needs it", async () => {
    await using one = await setUp();
    one.issuer.answer = () => [
      200,
      {
        IsSuccessful: true,
        Token: signJwt(claims(one.clock.now, "7T:x", { [`${PREFIX}ctx`]: "cust12345" })),
      },
    ];
    await expect(one.ask()).resolves.toBeDefined();
    expect(published.publicKey).not.toBe(application.publicKey);
  });
});
