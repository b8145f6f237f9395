import { describe, expect, test } from "vitest";
import { openTestTenant } from "../harness/tenant.ts";
import { codeFlow, statusOf } from "./requests.ts";

describe("what a caller is told about itself", () => {
  test("the current principal is the user with person, company and group", async () => {
    const { ask } = await openTestTenant();
    const { body } = await ask("GET", "User/currentPrincipal");
    const person = (await ask("GET", `Person/${body.PersonId}`)).body;
    expect(body).toMatchObject({
      UserType: "InternalAssociate",
      Associate: "tje0",
      UserName: "tje0",
      IsPerson: true,
      FullName: person.FullName,
      EMailAddress: person.Emails[0].Value,
      ContactId: person.Contact.ContactId,
      RoleType: "Employee",
      DatabaseContextIdentifier: "Cust12345",
    });
    expect(body.FullName).not.toBe("");
  });

  test("the current principal follows the credentials", async () => {
    const { ask } = await openTestTenant();
    const headers = { authorization: `Basic ${btoa("ing0:Ing0")}` };
    expect((await ask("GET", "User/currentPrincipal", { headers })).body.Associate).toBe("ing0");
  });

  test("the current associate is the caller", async () => {
    const { ask } = await openTestTenant();
    const { body } = await ask("GET", "User/currentAssociate");
    expect(body).toMatchObject({ Name: "tje0", UserName: "tje0", Type: "InternalAssociate", Deleted: false });
  });

  test("the current user has person and group, and is blocked online", async () => {
    const { ask } = await openTestTenant();
    const { body } = await ask("GET", "User/current");
    expect(body).toMatchObject({ Name: "tje0", UserGroup: { Id: 1 }, Person: { PersonId: 5 } });
    const online = await openTestTenant({ tenant: { installation: "online" } });
    const headers = { authorization: `Bearer ${(await codeFlow(online.sandbox)).access_token}` };
    expect((await online.ask("GET", "User/current", { headers })).status).toBe(403);
  });

  test("the current token is one that Bearer takes, and the caller's own where Bearer called", async () => {
    const { ask, sandbox } = await openTestTenant();
    const token = (await ask("GET", "User/currentToken")).body;
    const headers = { authorization: `Bearer ${token}` };
    expect(await statusOf(sandbox, headers)).toBe(200);
    expect((await ask("GET", "User/currentToken", { headers })).body).toBe(token);
  });
});
