import { describe, expect, test } from "vitest";
import { openTestTenant } from "../harness/tenant.ts";

const SAMPLE = "application/json; charset=utf-8";

describe("the media type of an answer", () => {
  test.each<[accept: string, expected: string]>([
    ["", "application/json"],
    ["*/*", "application/json"],
    ["application/json", "application/json"],
    [SAMPLE, "application/json"],
    ["text/json", "text/json"],
    ["application/xml", "application/xml"],
    ["text/xml", "text/xml"],
    ["text/*", "text/json"],
    ["application/json;q=0.5, application/xml", "application/xml"],
    ["application/xml;q=0.1, application/json;q=0.2", "application/json"],
    ["application/xml;q=0, */*", "application/json"],
    ["application/json;q=0, */*;q=0.1", "text/json"],
    ["text/html, application/xml;q=0.9, */*;q=0.8", "application/xml"],
    ["application/json-patch+json", "application/json-patch+json"],
    ["application/merge-patch+json", "application/merge-patch+json"],
    ["image/png", "application/json"],
    ["text/html", "application/json"],
    ["*/*;q=0", "application/json"],
    ["nonsense", "application/json"],
  ])("for %j is %s", async (accept, expected) => {
    const { ask } = await openTestTenant();
    const answer = await ask("GET", "User/currentAssociate", { headers: { accept } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe(`${expected}; charset=utf-8`);
    if (expected.endsWith("xml")) expect(answer.body).toMatch(/^<Associate><AssociateId>1</);
    else expect(answer.body.AssociateId).toBe(1);
  });

  test("is JSON for an error whatever was asked for", async () => {
    const { ask } = await openTestTenant();
    const answer = await ask("GET", "Contact/99999", { headers: { accept: "application/xml" } });
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ Error: true, ErrorType: "SoNotFoundException" });
  });

  test("is nothing for an answer without a body", async () => {
    const { ask } = await openTestTenant();
    const { body } = await ask("POST", "Contact", { body: { Name: "A" } });
    const answer = await ask("DELETE", `Contact/${body.ContactId}`, { headers: { accept: "text/xml" } });
    expect([answer.status, answer.body, answer.headers.get("content-type")]).toEqual([204, "", null]);
  });
});

describe("$select", () => {
  test("keeps the fields of an answer and nulls what was not asked for, names in any case", async () => {
    const { ask } = await openTestTenant();
    const whole = (await ask("GET", "Contact/1")).body;
    const { body } = await ask("GET", "Contact/1?$select=NAME,category/ID");
    expect(Object.keys(body)).toEqual(Object.keys(whole));
    expect(body.Name).toBe(whole.Name);
    expect(body.Category).toEqual({ ...nulls(whole.Category), Id: whole.Category.Id });
    const rest = { ...body, Name: null, Category: null };
    expect(Object.values(rest).every((value) => value === null)).toBe(true);
  });

  test("leaves out of an XML answer what it nulls", async () => {
    const { ask } = await openTestTenant();
    const headers = { accept: "application/xml" };
    const { body } = await ask("GET", "Contact/1?$select=name,category/id", { headers });
    expect(body).toBe(
      "<ContactEntity><Name>Nattlys Lanterner AS</Name><Category><Id>902</Id></Category></ContactEntity>",
    );
  });

  test.each(["name//id", "/", "a/"])("%j is refused", async (select) => {
    const { ask } = await openTestTenant();
    expect((await ask("GET", `Contact/1?$select=${encodeURIComponent(select)}`)).status).toBe(400);
  });
});

function nulls(object: object): object {
  return Object.fromEntries(Object.keys(object).map((key) => [key, null]));
}
