import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SoOptionsError } from "../../src/index.ts";
import { type VerifyWebhookOptions, verifyWebhook, type WebhookSource } from "../../src/webhooks/index.ts";
import { serve } from "../server.ts";

const SECRET = "Something Super Secret";
const SEED = 20_180_405;

/** docs.superoffice.com, "Receiving notifications". */
const CHANGED = {
  EventId: "88f91933-edce-4c1a-8ded-ade8e2f72434",
  Timestamp: "2018-04-05T08:28:01.5732501Z",
  Changes: ["contact_id", "updated_associate_id", "soundEx", "updated", "name"],
  Event: "contact.changed",
  PrimaryKey: 18,
  Entity: "contact",
  ContextIdentifier: "Cust54321",
  ChangedByAssociateId: 5,
  WebhookName: "Tonys Contact Handler",
};

/** By another implementation than the one under test. */
function sign(body: string | Uint8Array, secret = SECRET): string {
  return createHmac("sha256", secret).update(body).digest("base64");
}

function notification(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Request {
  return new Request("https://app.example.com/webhook", {
    method: "POST",
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "X-Superoffice-Signature": sign(body),
      ...headers,
    },
    body,
  });
}

const json = JSON.stringify(CHANGED, null, 1);

describe("a webhook that was signed with the secret", () => {
  it("is given as it was sent, beside what its headers say", async () => {
    const request = notification(json, {
      "X-Superoffice-Event": "contact.changed",
      "X-Superoffice-Eventid": "88f91933-edce-4c1a-8ded-ade8e2f72434",
      "X-Superoffice-Retry": "2",
    });
    expect(await verifyWebhook(request, SECRET)).toEqual({
      ok: true,
      payload: CHANGED,
      delivery: { event: "contact.changed", eventId: CHANGED.EventId, retry: 2 },
    });
  });

  it("narrows by the name of its event", async () => {
    const webhook = await verifyWebhook(notification(json), SECRET);
    if (!webhook.ok || webhook.payload.Event !== "contact.changed") throw new Error("refused");
    const name: "contact.changed" = webhook.payload.Event;
    const key: number | undefined = webhook.payload.PrimaryKey;
    expect([name, key]).toEqual(["contact.changed", 18]);
  });

  it("knows the names of its events, and those that are told", async () => {
    const text = '{"Event":"y_table.created"}';
    const webhook = await verifyWebhook(notification(text), SECRET);
    const own = await verifyWebhook<"y_table.created">(notification(text), SECRET);
    if (!webhook.ok || !own.ok) throw new Error("refused");
    // @ts-expect-error A misspelt name.
    expect(webhook.payload.Event === "contact.chnaged").toBe(false);
    expect(webhook.payload.Event === "list.category.created").toBe(false);
    // @ts-expect-error A name that nobody told.
    expect(webhook.payload.Event === "y_table.created").toBe(true);
    expect(own.payload.Event === "y_table.created").toBe(true);
  });

  it.each<[title: string, source: WebhookSource]>([
    [
      "octets and headers as Node has them",
      { headers: { "x-superoffice-signature": sign(json) }, body: Buffer.from(json) },
    ],
    ["text and Headers", { headers: new Headers({ "X-SuperOffice-Signature": sign(json) }), body: json }],
    ["headers in another case", { headers: { "X-SUPEROFFICE-SIGNATURE": sign(json) }, body: json }],
  ])("may come as %s", async (_title, source) => {
    expect(await verifyWebhook(source, SECRET)).toMatchObject({ ok: true, payload: CHANGED });
  });

  it("may be signed with any of several secrets", async () => {
    expect(await verifyWebhook(notification(json), ["new", SECRET, "old"])).toMatchObject({ ok: true });
    expect(await verifyWebhook(notification(json), ["new", "old"])).toMatchObject({ ok: false });
  });

  it("is verified by its octets, whatever its white space, letters and order of names", async () => {
    for (const text of [
      '{ "Event" :\r\n"test"}',
      '{"x":1.0,"Event":"test","b":"\\u00e6"}',
      '{"Event":"test","N":"Bjørn 🚀"}',
    ]) {
      expect(await verifyWebhook(notification(text), SECRET)).toMatchObject({
        ok: true,
        payload: { Event: "test" },
      });
    }
  });

  it("comes over a real socket in pieces", async () => {
    const results: unknown[] = [];
    await using server = await serve(async (response, { headers, bytes }) => {
      results.push(await verifyWebhook({ headers, body: bytes }, SECRET));
      response.end();
    });
    const big = JSON.stringify({
      ...CHANGED,
      Changes: Array.from({ length: 20_000 }, (_, at) => `field_${at}`),
    });
    await fetch(server.url, { method: "POST", body: big, headers: { "X-SuperOffice-Signature": sign(big) } });
    expect(results).toMatchObject([{ ok: true, payload: { Event: "contact.changed" } }]);
  });

  it.each([
    ["without most of its properties", { Event: "sale.deleted", Values: { sale_id: 994863 } }],
    ["with properties of the webhook itself", { Event: "test", team: { id: 7 } }],
    ["with a name that is not documented", { Event: "y_table.created" }],
  ])("%s is given", async (_title, payload) => {
    const webhook = await verifyWebhook(notification(JSON.stringify(payload)), SECRET);
    expect(webhook).toMatchObject({ ok: true, payload });
  });

  it("takes null for what was not sent", async () => {
    const webhook = await verifyWebhook(notification('{"Event":"test","Entity":null,"own":null}'), SECRET);
    expect(webhook).toMatchObject({ ok: true, payload: { Event: "test", own: null } });
    expect(webhook.ok && "Entity" in webhook.payload).toBe(false);
  });

  it.each([
    ["no header", undefined, null],
    ["no number", "twice", null],
    ["a negative number", "-1", null],
    ["none", "0", 0],
  ])("has %s for retries", async (_title, header, retry) => {
    const request = notification(json, header === undefined ? {} : { "X-SuperOffice-Retry": header });
    expect(await verifyWebhook(request, SECRET)).toMatchObject({ delivery: { retry } });
  });
});

describe("a webhook is refused", () => {
  const unsigned = (headers: Record<string, string>) => ({ headers, body: json });
  it.each<[title: string, code: string, source: () => WebhookSource, options?: VerifyWebhookOptions]>([
    ["without a signature", "signature-missing", () => unsigned({})],
    ["with an empty signature", "signature-missing", () => unsigned({ "X-SuperOffice-Signature": "" })],
    [
      "with a signature that is no base64",
      "signature-malformed",
      () => unsigned({ "X-SuperOffice-Signature": "abcXyz123==" }),
    ],
    [
      "with a short one",
      "signature-malformed",
      () => unsigned({ "X-SuperOffice-Signature": sign(json).slice(0, 40) }),
    ],
    [
      "with a long one",
      "signature-malformed",
      () => unsigned({ "X-SuperOffice-Signature": `${sign(json).slice(0, 42)}AAAA==` }),
    ],
    [
      "with one in hexadecimal",
      "signature-malformed",
      () => unsigned({ "X-SuperOffice-Signature": createHmac("sha256", SECRET).update(json).digest("hex") }),
    ],
    [
      "with that of another secret",
      "signature-mismatch",
      () => unsigned({ "X-SuperOffice-Signature": sign(json, "other") }),
    ],
    [
      "with that of the secret's beginning",
      "signature-mismatch",
      () => unsigned({ "X-SuperOffice-Signature": sign(json, SECRET.slice(0, -1)) }),
    ],
    [
      "when its body was parsed and written anew",
      "signature-mismatch",
      () => notification(JSON.stringify(CHANGED), { "X-Superoffice-Signature": sign(json) }),
    ],
    [
      "when a line break was added",
      "signature-mismatch",
      () => notification(`${json}\n`, { "X-Superoffice-Signature": sign(json) }),
    ],
    [
      "with an empty body that another was signed for",
      "signature-mismatch",
      () => ({ headers: { "X-SuperOffice-Signature": sign(json) }, body: "" }),
    ],
    ["above the limit", "body-too-large", () => notification(json), { maxBytes: json.length - 1 }],
    [
      "above the limit as octets",
      "body-too-large",
      () => ({ headers: { "X-SuperOffice-Signature": sign(json) }, body: Buffer.from(json) }),
      { maxBytes: 10 },
    ],
    ["that is signed and no JSON", "payload", () => notification("Event=test")],
    ["that is signed and empty", "payload", () => notification("")],
    ["that is signed and a list", "payload", () => notification('[{"Event":"test"}]')],
    ["that is signed and has no event", "payload", () => notification('{"PrimaryKey":1}')],
    ["that is signed and has null for its event", "payload", () => notification('{"Event":null}')],
    ["that is signed and has an empty event", "payload", () => notification('{"Event":""}')],
    [
      "that is signed and has a text for its key",
      "payload",
      () => notification('{"Event":"test","PrimaryKey":"18"}'),
    ],
    [
      "that is signed and has no texts for changes",
      "payload",
      () => notification('{"Event":"test","Changes":[1]}'),
    ],
    ["that is signed and not UTF-8", "payload", () => notification(new Uint8Array([0x22, 0xe6, 0x22]))],
    ["that is signed and nested without end", "payload", () => notification("[".repeat(5000))],
  ])("%s: %s", async (_title, code, source, options) => {
    const refused = await verifyWebhook(source(), SECRET, options);
    expect(refused).toEqual({ ok: false, code, message: expect.any(String) });
    expect(JSON.stringify(refused)).not.toMatch(/Secret|Tonys|Cust54321/);
  });

  it("when its body was read before", async () => {
    const request = notification(json);
    await request.text();
    expect(await verifyWebhook(request, SECRET)).toMatchObject({ ok: false, code: "body-unreadable" });
  });

  it("when its body breaks", async () => {
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode(json.slice(0, 9)));
        controller.error(new Error("reset"));
      },
    });
    const init = { method: "POST", body, duplex: "half", headers: { "X-SuperOffice-Signature": sign(json) } };
    const request = new Request("https://app.example.com/", init);
    expect(await verifyWebhook(request, SECRET)).toMatchObject({ ok: false, code: "body-unreadable" });
  });

  it("and a body without end is not read to its end", async () => {
    let pulled = 0;
    let cancelled = false;
    const body = new ReadableStream({
      pull: (controller) => {
        pulled++;
        controller.enqueue(new Uint8Array(1000));
      },
      cancel: () => {
        cancelled = true;
      },
    });
    const init = { method: "POST", body, duplex: "half", headers: { "X-SuperOffice-Signature": sign(json) } };
    const request = new Request("https://app.example.com/", init);
    expect(await verifyWebhook(request, SECRET, { maxBytes: 5000 })).toMatchObject({
      code: "body-too-large",
    });
    expect(cancelled).toBe(true);
    expect(pulled).toBeLessThan(20);
  });

  it("for any bit that differs, in its body or its signature", async () => {
    const signature = Buffer.from(sign(json), "base64");
    const bytes = Buffer.from(json);
    const bit = fc.tuple(fc.boolean(), fc.nat(), fc.integer({ min: 0, max: 7 }));
    await fc.assert(
      fc.asyncProperty(bit, async ([inBody, place, shift]) => {
        const [body, claimed] = [Buffer.from(bytes), Buffer.from(signature)];
        const target = inBody ? body : claimed;
        const at = place % target.length;
        target[at] = (target[at] ?? 0) ^ (1 << shift);
        const source = { headers: { "x-superoffice-signature": claimed.toString("base64") }, body };
        expect(await verifyWebhook(source, SECRET)).toMatchObject({ ok: false, code: "signature-mismatch" });
      }),
      { seed: SEED },
    );
  });
});

it.each([
  ["an empty secret", "", undefined, "secret-empty"],
  ["no secret at all", [], undefined, "secret-empty"],
  ["an empty one of several", ["a", ""], undefined, "secret-empty"],
  ["a secret that the environment lacks", undefined as never, undefined, "secret-empty"],
  ["a limit that is none", SECRET, { maxBytes: Number.NaN }, "max-bytes-invalid"],
])("%s is a mistake of the program", async (_title, secret, options, code) => {
  const wrong = verifyWebhook(notification(json), secret, options);
  await expect(wrong).rejects.toThrow(SoOptionsError);
  await expect(verifyWebhook(notification(json), secret, options)).rejects.toMatchObject({
    issues: [{ code }],
  });
});
