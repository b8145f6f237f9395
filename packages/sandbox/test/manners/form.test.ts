import { describe, expect, test } from "vitest";
import { openTestTenant, TEST_NOW } from "../harness/tenant.ts";

const FORM = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };

describe("a form body", () => {
  test("holds flat properties, names in any case", async () => {
    const { ask } = await openTestTenant();
    const body = "NAME=%C3%98rn+%26+S%C3%B8nner&department=&nomailing=true&Number1=7";
    const answer = await ask("POST", "Contact", { body, headers: FORM });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      Name: "Ørn & Sønner",
      Department: "",
      NoMailing: true,
      Number1: "7",
    });
  });

  test("repeats a key for a list of plain values, and takes enums by name and number", async () => {
    const { ask, clock } = await openTestTenant();
    const category = { Category: { Id: 62 } };
    const id = (await ask("POST", "Contact", { body: { Name: "Form Ltd", ...category } })).body.ContactId;
    clock.now = TEST_NOW + 3_600_000;
    const ids = async (categories: string, action: string): Promise<number[]> => {
      const body = `ActivityStartTime=2026-11-20T11%3A00%3A00&${categories}&ActionType=${action}`;
      const answer = await ask("POST", "Agents/Contact/GetMyActiveContacts", { body, headers: FORM });
      expect(answer.status).toBe(200);
      return answer.body.map(({ ContactId }: { ContactId: number }) => ContactId);
    };
    expect(await ids("ContactCategories=32&contactCategories=62", "1")).toContain(id);
    expect(await ids("ContactCategories=62", "created")).toContain(id);
    expect(await ids("ContactCategories=32", "created")).not.toContain(id);
  });

  test.each<[why: string, path: string, body: string]>([
    ["an object inside", "Contact", "Name=A&Category=5"],
    ["a list of objects", "Contact", "Name=A&Emails=a%40example.com"],
    ["a dictionary", "Contact", "Name=A&CustomFields=x"],
    ["a property twice", "Contact", "Name=A&name=B"],
    ["a word for a number", "Contact", "Name=A&ContactId=five"],
    ["100,000 fields", "Contact", Array.from({ length: 100_000 }, (_, i) => `k${i}=v`).join("&")],
    ["100,000 times one field", "Contact", "Name=A&".repeat(100_000)],
  ])("with %s is 400 and changes nothing", async (_, path, body) => {
    const { ask, sandbox } = await openTestTenant();
    const before = await sandbox.snapshot();
    expect((await ask("POST", path, { body, headers: FORM })).status).toBe(400);
    expect(await sandbox.snapshot()).toEqual(before);
  });

  test("may name what is on every object's prototype", async () => {
    const { ask } = await openTestTenant();
    const body = "Name=Proto&__proto__=1&constructor=2&toString=3";
    expect((await ask("POST", "Contact", { body, headers: FORM })).status).toBe(200);
  });
});
