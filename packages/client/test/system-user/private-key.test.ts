import { describe, expect, it } from "vitest";
import { SoOptionsError } from "../../src/index.ts";
import { systemUser } from "../../src/system-user/index.ts";
import { application, pkcs8, setUp, xmlOf } from "./ticket-service.ts";

describe("a private key is refused, with what to do", () => {
  const aes = { cipher: "aes-256-cbc", passphrase: "x" };
  const encrypted = application.privateKey.export({ format: "pem", type: "pkcs8", ...aes }) as string;
  const oldEncrypted = application.privateKey.export({ format: "pem", type: "pkcs1", ...aes }) as string;
  const publicPem = application.publicKey.export({ format: "pem", type: "spki" }) as string;
  it.each<[title: string, key: string, message: RegExp]>([
    ["with a password", encrypted, /openssl pkey/],
    ["with a password in the old form", oldEncrypted, /openssl pkey/],
    ["that is the public one", publicPem, /private key, not the public one/],
    [
      "that is the public one in XML",
      "<RSAKeyValue><Modulus>AA==</Modulus></RSAKeyValue>",
      /not the public one/,
    ],
    [
      "that is a certificate",
      "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----",
      /not the public one/,
    ],
    [
      "for an elliptic curve",
      "-----BEGIN EC PRIVATE KEY-----\nAA==\n-----END EC PRIVATE KEY-----",
      /RSA keys only/,
    ],
    ["that is cut short", pkcs8.slice(0, 400), /all of its lines/],
    ["that is the name of a file", "private.pem", /text of a PEM file/],
    ["that is empty", "", /text of a PEM file/],
    ["that is no text", undefined as never, /RSASSA/],
  ])("%s", async (_title, privateKey, message) => {
    await using one = await setUp();
    expect(() => systemUser(one.options({ privateKey }))).toThrow(SoOptionsError);
    expect(() => systemUser(one.options({ privateKey }))).toThrow(message);
  });

  it.each([
    ["that is no key inside", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"],
    ["that is no base64 inside", "-----BEGIN RSA PRIVATE KEY-----\n????\n-----END RSA PRIVATE KEY-----"],
    ["that lost a line on its way", pkcs8.replace(/\n[^\n]{64}\n/, "\n")],
    ["in XML that lacks a member", xmlOf(application.privateKey).replace(/<DP>.*<\/DP>/, "")],
  ])("%s, when it is used first; nothing is sent", async (_title, privateKey) => {
    await using one = await setUp({ privateKey });
    const error = await one.ask().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "system-user", reason: "key", cause: expect.anything() });
    expect(one.issuer.seen).toEqual([]);
  });

  it("when it is a CryptoKey for something else", async () => {
    await using one = await setUp();
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const privateKey = await crypto.subtle.importKey("raw", new Uint8Array(32), algorithm, false, ["sign"]);
    expect(() => systemUser(one.options({ privateKey }))).toThrow(/RSASSA-PKCS1-v1_5/);
  });
});
