import { describe, expect, test } from "vitest";
import { readManners } from "../../src/http/read-manners.ts";
import { openTestTenant } from "../harness/tenant.ts";

const RAW = 'NO:"Eget firma";US:"Own company"';

describe("the language of an answer", () => {
  test.each<[why: string, headers: Record<string, string>, expected: string]>([
    ["no header", {}, RAW],
    ["English", { "accept-language": "en" }, "Own company"],
    ["Norwegian by its tag", { "accept-language": "nb-NO" }, "Eget firma"],
    ["the platform's own code", { "accept-language": "US" }, "Own company"],
    ["weights", { "accept-language": "en;q=0.3, no;q=0.8" }, "Eget firma"],
    ["a language that the text lacks, and one that it has", { "accept-language": "fr,de,en" }, "Own company"],
    ["languages that the text lacks", { "accept-language": "fr,de" }, RAW],
    ["any language", { "accept-language": "*" }, RAW],
    ["SO-Language over Accept-Language", { "accept-language": "en", "so-language": "no" }, "Eget firma"],
    ["SO-Language * against Accept-Language", { "accept-language": "en", "so-language": "*" }, RAW],
    ["SO-Language x against Accept-Language", { "accept-language": "en", "so-language": "x" }, RAW],
    ["SO-Culture alone", { "so-culture": "en" }, RAW],
    ["SO-Culture beside a language", { "accept-language": "no", "so-culture": "en" }, "Eget firma"],
    ["a header of nonsense", { "accept-language": ';;q=,,"' }, RAW],
  ])("with %s a list item is in it", async (_, headers, expected) => {
    const { ask } = await openTestTenant();
    const { body } = await ask("GET", "Contact/1", { headers });
    expect(body.Category.Value).toBe(expected);
  });

  test("a header of 100,000 languages is read like any other", async () => {
    const { ask } = await openTestTenant();
    const headers = { "accept-language": `${"xx,".repeat(100_000)}en` };
    expect((await ask("GET", "Contact/1", { headers })).body.Category.Value).toBe("Own company");
  });

  test("what a user stored in several languages is stored as it was sent", async () => {
    const { ask } = await openTestTenant();
    const name = 'NO:"Lykt";US:"Lantern"';
    const { body } = await ask("POST", "Contact", {
      body: { Name: name },
      headers: { "accept-language": "en" },
    });
    expect(body.Name).toBe("Lantern");
    expect((await ask("GET", `Contact/${body.ContactId}`)).body.Name).toBe(name);
  });

  test("a resource id stays as it is in every language, since no text of one is documented", async () => {
    const { ask } = await openTestTenant();
    const { body } = await ask("POST", "Contact", {
      body: { Name: "[SR_YES]" },
      headers: { "accept-language": "en" },
    });
    expect(body.Name).toBe("[SR_YES]");
  });

  test("numbers and dates of the answer do not follow SO-Culture", async () => {
    const { ask } = await openTestTenant();
    const plain = await ask("GET", "User/current", { headers: { "accept-language": "de" } });
    const german = await ask("GET", "User/current", {
      headers: { "accept-language": "de", "so-culture": "de" },
    });
    expect(german.body).toEqual(plain.body);
  });
});

test("a language that nobody asked for costs nothing: texts come back as the same string", () => {
  const tenant = { settings: { identifier: "C", installation: "any", baseTimeZone: "UTC" } } as const;
  const manners = readManners(new Request("http://sandbox"), tenant as never);
  expect(manners.text(RAW)).toBe(RAW);
});
