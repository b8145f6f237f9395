import { describe, expect, it } from "vitest";
import { pocketAgent } from "../../src/generated/agents/pocket.ts";
import { createClient, type SoOptionsError } from "../../src/index.ts";
import { type SystemUserOptions, type SystemUserTicket, systemUser } from "../../src/system-user/index.ts";
import { serve } from "../server.ts";
import { application, asked, HOUR, KEYS, PATH, pkcs1, pkcs8, setUp, xmlOf } from "./ticket-service.ts";

describe("a system user", () => {
  it("signs its token, and is given a ticket in a token that was signed", async () => {
    await using one = await setUp();
    one.clock.now = Date.UTC(2026, 0, 2, 3, 4, 59);
    expect(await one.headers()).toEqual(["SoTicket 7T:1==", "secret-1"]);
    const { SignedSystemToken } = JSON.parse(one.issuer.asked(PATH)[0]?.body ?? "");
    expect(SignedSystemToken).toMatch(
      /^SuperOffice DevNet Node OIDC-8k8Q7DmBgo\.202601020304\.[A-Za-z0-9+/]+={0,2}$/,
    );
  });

  it.each<[title: string, key: () => SystemUserOptions["privateKey"] | Promise<CryptoKey>]>([
    ["PEM in PKCS#8", () => pkcs8],
    ["PEM in PKCS#1", () => pkcs1],
    [
      "PEM with the line breaks of Windows and words before it",
      () => `Bag Attributes: x\r\n${pkcs8.replaceAll("\n", "\r\n")}`,
    ],
    ["PEM on one line, as in a variable", () => pkcs1.replaceAll("\n", " ")],
    ["the vendor's XML", () => xmlOf(application.privateKey)],
    [
      "a CryptoKey",
      () => {
        const der = new Uint8Array(application.privateKey.export({ format: "der", type: "pkcs8" }));
        const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
        return crypto.subtle.importKey("pkcs8", der, algorithm, false, ["sign"]);
      },
    ],
  ])("signs with %s", async (_title, key) => {
    await using one = await setUp({ privateKey: await key() });
    expect(await one.headers()).toEqual(["SoTicket 7T:1==", "secret-1"]);
  });

  it("takes out one ticket for all who wait", async () => {
    await using one = await setUp();
    const credentials = await Promise.all(Array.from({ length: 20 }, () => one.ask()));
    expect(new Set(credentials).size).toBe(1);
    expect(one.issuer.seen.map(({ target }) => target)).toEqual([PATH, KEYS]);
  });

  it("keeps a ticket that is used, and takes out another five minutes before the end of one that is not", async () => {
    await using one = await setUp();
    const first = await one.ask();
    for (let hour = 0; hour < 24; hour++) {
      one.clock.now += HOUR;
      expect(await one.ask()).toBe(first);
    }
    one.clock.now += 6 * HOUR - 300_001;
    expect(await one.ask()).toBe(first);
    one.clock.now += 6 * HOUR - 300_000;
    expect(await one.ask()).not.toBe(first);
    expect(asked(one)).toBe(2);
  });

  it("counts an end too early by an hour at most, never too late", async () => {
    await using one = await setUp();
    const first = await one.ask();
    one.clock.now += HOUR - 1;
    await one.ask();
    // Six hours from the first use, since the second was within the hour.
    one.clock.now += 5 * HOUR + 1 - 300_000;
    expect(await one.ask()).not.toBe(first);
  });

  it("takes out another ticket when one was rejected, once for all", async () => {
    await using one = await setUp();
    const rejected = await one.ask();
    const [a, b] = await Promise.all([one.ask({ rejected }), one.ask({ rejected })]);
    expect(a).toBe(b);
    expect(a).not.toBe(rejected);
    expect(await one.ask({ rejected })).toBe(a);
    expect(asked(one)).toBe(2);
  });

  it("goes on when who waits goes away", async () => {
    await using one = await setUp();
    const controller = new AbortController();
    const aborted = one.ask({ signal: controller.signal });
    controller.abort(new Error("gone"));
    await expect(aborted).rejects.toThrow("gone");
    await one.ask();
    expect(asked(one)).toBe(1);
  });

  it("gives a client what it needs, and another ticket after a 401", async () => {
    await using one = await setUp();
    await using api = await serve((response, { headers }) => {
      response.writeHead(headers["authorization"] === "SoTicket 7T:1==" ? 401 : 200, {
        "Content-Type": "application/json",
      });
      response.end("null");
    });
    const so = createClient({ baseUrl: api.url, auth: one.auth, apis: [pocketAgent] });
    expect(await so.agents.pocket.getMyCallerIDs({})).toMatchObject({ ok: true });
    expect(api.seen.map(({ headers }) => headers["so-apptoken"])).toEqual(["secret-1", "secret-1"]);
    expect(asked(one)).toBe(2);
  });
});

describe("a store of tickets", () => {
  it("spares a ticket, and is told once an hour that it is in use", async () => {
    const saved: SystemUserTicket[] = [];
    const store = { load: () => saved.at(-1), save: (ticket: SystemUserTicket) => void saved.push(ticket) };
    await using one = await setUp({ store });
    const start = one.clock.now;
    expect(await one.headers()).toEqual(["SoTicket 7T:1==", "secret-1"]);
    for (let half = 0; half < 5; half++) {
      one.clock.now += HOUR / 2;
      const other = systemUser(one.options());
      const credential = await other({ signal: new AbortController().signal });
      expect(credential.applyTo(new Headers()).headers.get("Authorization")).toBe("SoTicket 7T:1==");
    }
    expect(asked(one)).toBe(1);
    expect(saved.map(({ ticket, endsAt }) => [ticket, (endsAt - start) / HOUR])).toEqual([
      ["7T:1==", 6],
      ["7T:1==", 7],
      ["7T:1==", 8],
    ]);
  });

  it("that fails with a new ticket fails the call, and the ticket is not lost", async () => {
    const saved: SystemUserTicket[] = [];
    let isBroken = true;
    const store = {
      load: () => undefined,
      save: (ticket: SystemUserTicket) => {
        if (isBroken) throw new Error("disk full");
        saved.push(ticket);
      },
    };
    await using one = await setUp({ store });
    await expect(one.ask()).rejects.toMatchObject({ code: "system-user", reason: "store" });
    isBroken = false;
    await one.ask();
    expect(saved.map(({ ticket }) => ticket)).toEqual(["7T:1=="]);
    expect(asked(one)).toBe(1);
  });

  it("that lags behind does not bring an old ticket back", async () => {
    let stored: SystemUserTicket | undefined;
    const store = { load: () => stored, save: () => {} };
    await using one = await setUp({ store });
    const start = one.clock.now;
    const rejected = await one.ask();
    stored = { ticket: "7T:old==", endsAt: start + HOUR };
    const next = await one.ask({ rejected });
    expect(next.applyTo(new Headers()).headers.get("Authorization")).toBe("SoTicket 7T:2==");
  });
});

it("mistakes in the options are told all at once", () => {
  const wrong = {
    environment: "prod" as never,
    tenant: "../x",
    timeoutMs: Number.NaN,
    systemToken: "a\n",
    applicationToken: "b c",
    privateKey: "",
    renewBeforeMs: 6 * HOUR,
  };
  try {
    systemUser(wrong);
    expect.unreachable();
  } catch (error) {
    expect((error as SoOptionsError).issues.map(({ option }) => option)).toEqual(Object.keys(wrong));
  }
});

it("nothing of a system user shows when it is logged", async () => {
  await using one = await setUp();
  const { inspect } = await import("node:util");
  const shown = inspect([one.auth, await one.ask()], { depth: 9, showHidden: true });
  expect(shown).not.toMatch(/7T|secret-1|BEGIN|8k8Q/);
});
