import { describe, expect, test } from "vitest";
import { openTestTenant, TEST_NOW } from "../harness/tenant.ts";

const ACTIVE = "Agents/Contact/GetMyActiveContacts";

describe("a JSON body", () => {
  test.each([
    "application/json",
    "text/json",
    "Application/JSON; charset=UTF-8",
    "application/merge-patch+json",
  ])("is taken as %s, names in any case", async (type) => {
    const { ask } = await openTestTenant();
    const body = { nAmE: "Case Ltd", CATEGORY: { iD: 32 }, emails: [{ VALUE: "a@example.com" }] };
    const answer = await ask("POST", "Contact", { body, headers: { "content-type": type } });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ Name: "Case Ltd", Category: { Id: 32 } });
    expect(answer.body.Emails[0].Value).toBe("a@example.com");
  });

  test("takes enums as names in any case, as numbers and as flags", async () => {
    const { ask, clock } = await openTestTenant();
    const id = (await ask("POST", "Contact", { body: { Name: "Enum Ltd" } })).body.ContactId;
    clock.now = TEST_NOW + 3_600_000;
    const idsFor = async (ActionType: unknown): Promise<number[]> => {
      const body = { ActivityStartTime: "2026-11-20T11:00:00", ContactCategories: [], ActionType };
      const answer = await ask("POST", ACTIVE, { body });
      return answer.body.map(({ ContactId }: { ContactId: number }) => ContactId);
    };
    for (const action of ["Created", "CREATED", 1, 3, "created, updated"])
      expect(await idsFor(action)).toContain(id);
    for (const action of ["Updated", 2, "PersonAdded,DocumentAdded"])
      expect(await idsFor(action)).not.toContain(id);
  });

  test.each<[why: string, body: string | Uint8Array, headers: Record<string, string>, status: number]>([
    ["malformed", '{"Name":', {}, 400],
    ["two values", "{} {}", {}, 400],
    ["a wrong type", '{"Name":5}', {}, 400],
    ["an array for an object", '[{"Name":"A"}]', {}, 400],
    ["a text for an object", '"Name"', {}, 400],
    ["an enum that does not exist", '{"Category":{"Id":"x"}}', {}, 400],
    ["nested too deep", `${"[".repeat(500_000)}`, {}, 400],
    ["a megabyte of nested objects", `${'{"a":'.repeat(200_000)}1${"}".repeat(200_000)}`, {}, 400],
    ["no UTF-8", Uint8Array.of(...new TextEncoder().encode('{"Name":"'), 0xff, 0xfe, 0x22, 0x7d), {}, 400],
    ["half a character at its end", Uint8Array.of(...new TextEncoder().encode('{"Name":"'), 0xc3), {}, 400],
    ["empty", "", {}, 400],
    ["of another charset", '{"Name":"A"}', { "content-type": "application/json; charset=iso-8859-1" }, 415],
    ["plain text", "Name", { "content-type": "text/plain" }, 415],
    ["an image", "Name", { "content-type": "image/png" }, 415],
    ["of a type that is none", "{}", { "content-type": "json" }, 415],
    ["with a media type of a prototype", "{}", { "content-type": "constructor" }, 415],
  ])("that is %s changes nothing", async (_, body, headers, status) => {
    const { sandbox } = await openTestTenant();
    const before = await sandbox.snapshot();
    const response = await sandbox.fetch(
      new Request("http://sandbox/api/v1/Contact", {
        method: "POST",
        headers: {
          authorization: `Basic ${btoa("tje0:Tje0")}`,
          "content-type": "application/json",
          ...headers,
        },
        body: typeof body === "string" ? body : body.slice(),
      }),
    );
    expect(response.status).toBe(status);
    expect(JSON.parse(await response.text())).toMatchObject({
      Error: true,
      ErrorMessage: expect.any(String),
    });
    expect(await sandbox.snapshot()).toEqual(before);
  });

  test("names of Object.prototype are data like any other", async () => {
    const { ask } = await openTestTenant();
    const body =
      '{"Name":"Proto Ltd","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    expect((await ask("POST", "Contact", { body })).status).toBe(200);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("a byte order mark is no part of it", async () => {
    const { ask } = await openTestTenant();
    expect((await ask("POST", "Contact", { body: '\uFEFF{"Name":"BOM Ltd"}' })).body.Name).toBe("BOM Ltd");
  });
});
