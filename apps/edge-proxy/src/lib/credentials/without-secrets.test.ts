import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesBody, streamBody } from "../body/body.ts";
import type { HeaderField } from "../headers/fields.ts";
import type { TransportAnswer } from "../transport/transport.ts";
import { webDecompress } from "../validation/decompress.ts";
import { withoutSecrets } from "./without-secrets.ts";

const looking = { decompress: webDecompress, limit: 10_000 };
const ticket = "7T:abc+/<d&e>\\f==";
const sent: readonly HeaderField[] = [
  ["authorization", `SoTicket ${ticket}`],
  ["so-apptoken", "app-token-1234"],
];
const basic: readonly HeaderField[] = [["authorization", `Basic ${btoa("tje0:p+ss/w*rd")}`]];

const answer = (
  status: number,
  body: string | Uint8Array,
  headers: readonly HeaderField[] = [["content-type", "application/json"]],
): TransportAnswer => ({
  status,
  statusText: "",
  headers,
  body: bytesBody(typeof body === "string" ? new TextEncoder().encode(body) : Uint8Array.from(body)),
});
const textOf = async ({ body }: TransportAnswer) =>
  new TextDecoder().decode((await body?.take(1_000_000))?.bytes);

describe("an answer that repeats credentials", () => {
  it.each([
    ["as they are", ticket],
    ["in JSON", JSON.stringify(ticket)],
    [
      "in JSON of .NET",
      JSON.stringify(ticket)
        .replaceAll("+", "\\u002B")
        .replaceAll("<", "\\u003C")
        .replaceAll("&", "\\u0026")
        .replaceAll(">", "\\u003E")
        .replaceAll("/", "\\u002F")
        .replaceAll("\\\\", "\\u005C"),
    ],
    ["in a URL", encodeURIComponent(ticket)],
    ["in Base64", btoa(ticket)],
    ["beside each other", `${ticket}app-token-1234${ticket}`],
  ])("%s loses them and keeps the rest", async (_how, text) => {
    const given = await withoutSecrets(answer(500, `{"before":1,${text},"after":2}`), sent, looking);
    const shown = await textOf(given);
    expect(shown).toMatch(/^\{"before":1,.*\[redacted\].*,"after":2\}$/);
    expect(shown).not.toMatch(/abc|app-token/);
  });

  it.each([`Basic ${btoa("tje0:p+ss/w*rd")}`, "tje0:p+ss/w*rd", "the password p+ss/w*rd is wrong"])(
    "loses a password in %j",
    async (text) => {
      const shown = await textOf(await withoutSecrets(answer(403, text), basic, looking));
      expect(shown).not.toMatch(/p\+ss|dGplM/);
    },
  );

  it("loses what was packed, and says nothing of the bytes that were", async () => {
    const packed = gzipSync(`{"Message":"${ticket}"}`);
    const headers: HeaderField[] = [
      ["content-type", "text/plain"],
      ["content-encoding", "gzip"],
      ["content-length", "99"],
      ["etag", '"x"'],
      ["x-echo", `SoTicket ${ticket}`],
      ["x-kept", "1"],
    ];
    const given = await withoutSecrets(answer(200, packed, headers), sent, looking);
    expect(await textOf(given)).toBe('{"Message":"[redacted]"}');
    expect(given.headers).toEqual([
      ["content-type", "text/plain"],
      ["x-kept", "1"],
    ]);
  });
});

describe("an answer that cannot be looked at", () => {
  const large = () => new Blob(["x".repeat(20_000)]).stream();
  it.each([
    ["over the limit", { ...answer(500, ""), body: streamBody(large()) }],
    ["packed in an unknown way", answer(500, "??", [["content-encoding", "br-unknown"]])],
  ])("is withheld where it is an error %s, and passes where it is none", async (_why, error) => {
    await expect(withoutSecrets(error, sent, looking)).rejects.toMatchObject({ code: "error-withheld" });
  });

  it("passes whole where it is no error", async () => {
    const given = await withoutSecrets({ ...answer(200, ""), body: streamBody(large()) }, sent, looking);
    const taken = await given.body?.take(100_000);
    expect((taken?.bytes.byteLength ?? 0) + 0).toBe(20_000);
  });
});

it("an answer that repeats nothing passes byte for byte", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom(200, 404, 500),
      async (bytes, status) => {
        const given = await withoutSecrets(answer(status, bytes), sent, looking);
        expect([...((await given.body?.take(1_000))?.bytes ?? [])]).toEqual([...bytes]);
      },
    ),
    { seed: 20_261_122 },
  );
});
