import { bearer, createClient, isUnopened, retries, soTicket } from "@so-webapi/client";
import { contact } from "@so-webapi/client/entities/contact";
import type { Checks } from "./check.ts";
import { has, isTrue, same } from "./expect.ts";
import { runtimeName } from "./runtime.ts";

const apis = [contact] as const;
const retry = retries({ baseDelayMs: 1, maxDelayMs: 1 });

/** A client whose requests go to one manner of the server. Counts and states are by path, so each has its own. */
function client(rough: string, manner: string, more: object = {}) {
  const place = `/${manner}/${crypto.randomUUID()}`;
  const so = createClient({ baseUrl: rough + place, apis, timeoutMs: 30_000, ...more });
  const seen = async (path: string): Promise<number> => {
    const all: Record<string, number> = await (await fetch(`${rough}/seen`)).json();
    return all[place + path] ?? 0;
  };
  return { so, seen };
}

/** A read, with what it must end as. */
function ends(
  manner: string,
  expected: Readonly<Record<string, unknown>>,
  more: object = {},
): Checks[string] {
  return async ({ rough }) => {
    const { so } = client(rough, manner, more);
    has((await so.contact.get(7)).error, expected);
  };
}

const shortly = { timeoutMs: 300 };
const network = { code: "network" };
const timeout = { code: "timeout", timeoutMs: 300 };

/** Against the server that misbehaves. */
export const roughChecks: Checks = {
  "reset before the request was read": async ({ rough }) => {
    const { so, seen } = client(rough, "reset-unread");
    has((await so.contact.create({ Name: "x".repeat(1_000_000) })).error, network);
    same(await seen("/api/v1/Contact"), 1);
  },
  "reset after the request was read": async ({ rough }) => {
    const { so, seen } = client(rough, "reset-read", { retry });
    has((await so.contact.create({ Name: "once" })).error, network);
    same(await seen("/api/v1/Contact"), 1);
  },
  "reset inside of the body": ends("reset-in-body", network),
  "stalls before the head": ends("stall-before-head", timeout, shortly),
  "stalls inside of the head": ends("stall-in-head", timeout, shortly),
  "stalls inside of the body": ends("stall-in-body", timeout, shortly),
  "a body shorter than its length": ends("truncated", network),
  "a body without its last chunk": ends("chunk-missing", network),
  "a body that is no gzip": ends("gzip-broken", network),
  "a lone last chunk": ends("chunked-zero", { code: "decoding", reason: "empty", status: 200 }),
  "a page in place of an error": ends("html-error", {
    code: "status",
    status: 502,
    body: { form: "unknown" },
  }),
  "a page in place of an answer": ends("html-success", { code: "decoding", reason: "media-type" }),

  "a body longer than its length": async ({ rough }) => {
    const { so } = client(rough, "longer-than-told");
    has(await so.contact.get(7), { ok: true, data: null });
  },
  "204 that tells a length": async ({ rough }) => {
    const { so } = client(rough, "204-with-length");
    has(await so.contact.get(7), { ok: true, data: undefined });
  },
  "gzip is read": async ({ rough }) => {
    const { so } = client(rough, "gzip");
    has(await so.contact.get(7), { ok: true, data: { ContactId: 7 } });
  },
  "a redirect is not followed, and its target sees no credentials": async ({ rough, elsewhere }) => {
    const { so } = client(rough, "redirect", { auth: bearer("secret") });
    const before = await (await fetch(`${elsewhere}/seen`)).json();
    has((await so.contact.get(7)).error, { code: "status", status: 307, family: "redirect" });
    same(await (await fetch(`${elsewhere}/seen`)).json(), before);
  },

  "a read that is put off is made again": async ({ rough }) => {
    const { so, seen } = client(rough, "busy-at-first", { retry });
    has(await so.contact.get(7), { ok: true, data: { ContactId: 7 } });
    same(await seen("/api/v1/Contact/7"), 2);
  },
  "a read whose connection breaks is made again": async ({ rough }) => {
    const { so, seen } = client(rough, "reset-at-first", { retry });
    has(await so.contact.get(7), { ok: true, data: { ContactId: 7 } });
    same(await seen("/api/v1/Contact/7"), 2);
  },
  "a write that the server may have done is made once": async ({ rough }) => {
    const { so, seen } = client(rough, "busy", { retry });
    has((await so.contact.create({ Name: "once" })).error, { code: "status", status: 503 });
    same(await seen("/api/v1/Contact"), 1);
  },
  "nobody listens, and the connection is known not to have opened": async ({ nobody }) => {
    const so = createClient({ baseUrl: nobody, apis });
    const { error } = await so.contact.get(7);
    has(error, network);
    // workerd does not say why a connection failed, so that nothing can be known there.
    same(isUnopened(error?.cause), runtimeName() !== "Cloudflare-Workers");
  },
  "a refused credential is renewed once, and the request made again": async ({ rough }) => {
    const auth = ({ rejected }: { rejected?: unknown }) => bearer(rejected ? "new" : "old");
    const { so, seen } = client(rough, "new-token-please", { auth });
    has(await so.contact.update(7, { Name: "Renewed" }), { ok: true, data: { ContactId: 7 } });
    same(await seen("/api/v1/Contact/7"), 2);
  },
  "an address that moved is looked up again": async ({ rough }) => {
    let address = `${rough}/moved/${crypto.randomUUID()}`;
    const baseUrl = {
      resolve: async () => address,
      invalidate: () => {
        address = `${rough}/gzip/${crypto.randomUUID()}`;
      },
    };
    const so = createClient({ baseUrl, apis });
    has(await so.contact.get(7), { ok: true, data: { ContactId: 7 } });
  },

  "headers, query and body go out as given": async ({ rough }) => {
    const { so } = client(rough, "echo", {
      auth: soTicket("7T:abc==", { appToken: "1234567-1234-9876" }),
      language: "nb",
      culture: "nb-NO",
      timeZone: "NO",
    });
    const answer = await so.contact.create({ Name: "Blåbærsyltetøy ☃" }, { headers: { "X-Own": "yes" } });
    const echo: unknown = answer.data;
    const { headers, body, url } = echo as { headers: object; body: string; url: string };
    has(headers, {
      authorization: "SoTicket 7T:abc==",
      "so-apptoken": "1234567-1234-9876",
      "accept-language": "nb",
      "so-culture": "nb-NO",
      "so-timezone": "NO",
      "x-own": "yes",
      "content-type": "application/json; charset=utf-8",
    });
    isTrue(url.endsWith("/api/v1/Contact"), "the path");
    const bytes = Uint8Array.from(atob(body), (char) => char.charCodeAt(0));
    same(JSON.parse(new TextDecoder().decode(bytes)), { Name: "Blåbærsyltetøy ☃" });
  },
  "a stream goes up": async ({ rough }) => {
    const { so } = client(rough, "echo");
    const parts = ["one ", "two ", "three"].map((text) => new TextEncoder().encode(text));
    const stream = new ReadableStream({
      pull(controller) {
        const part = parts.shift();
        if (part) controller.enqueue(part);
        else controller.close();
      },
    });
    const answer = await so.contact.saveImage(7, stream, { headers: { "Content-Type": "image/png" } });
    const echo: unknown = answer.data;
    const { headers, body } = echo as { headers: object; body: string };
    same(atob(body), "one two three");
    has(headers, { "content-type": "image/png" });
  },
  "a line break in a header is refused": async ({ rough }) => {
    const { so, seen } = client(rough, "echo");
    const { error } = await so.contact.create({}, { headers: { "X-Own": "a\r\nX-Forged: b" } });
    has(error, { code: "request" });
    same(await seen("/api/v1/Contact"), 0);
  },
  "a signal ends a call": async ({ rough }) => {
    const { so } = client(rough, "stall-in-body");
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    has((await so.contact.get(7, { signal: controller.signal })).error, { code: "abort" });
  },
};
