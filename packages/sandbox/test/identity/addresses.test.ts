import { parseTenantStatus } from "@so-webapi/platform";
import { describe, expect, test } from "vitest";
import { openTestTenant } from "../harness/tenant.ts";
import { jsonOf, ME, send, TJE0 } from "./requests.ts";

const headers = { authorization: TJE0 };

describe("addresses", () => {
  test.each([
    "/api/v1/User/currentPrincipal",
    "/api/v1/User/currentPrincipal/",
    "/API/V1/user/CURRENTPRINCIPAL",
    "/Cust12345/api/v1/User/currentPrincipal",
    "/cust12345/Api/v1/User/currentPrincipal/",
    "/SuperOffice/api/v1/User/currentPrincipal",
  ])("%s is the same operation", async (path) => {
    const { sandbox } = await openTestTenant();
    expect((await send(sandbox, path, { headers })).status).toBe(200);
  });

  test("another tenant's path is 421 before anybody is asked who calls", async () => {
    const { sandbox } = await openTestTenant();
    const response = await send(sandbox, "/Cust99999/api/v1/User/currentPrincipal");
    expect(response.status).toBe(421);
    expect(await jsonOf(response)).toMatchObject({ title: "Wrong subdomain used to access tenant" });
  });

  test("on site the API may lie under any name, online under the tenant's only", async () => {
    const path = "/WebApi/api/v1/User/currentPrincipal";
    const onsite = await openTestTenant({ tenant: { installation: "onsite" } });
    expect((await send(onsite.sandbox, path, { headers })).status).toBe(200);
    const online = await openTestTenant({ tenant: { installation: "online" } });
    expect((await send(online.sandbox, path, { headers })).status).toBe(421);
    expect((await send(online.sandbox, path.replace("WebApi", "SuperOffice"), { headers })).status).toBe(421);
  });

  test.each([
    "/",
    "/nothing",
    "/api2/v1",
    "/%ff/api/v1/Contact/1",
    "/api/v1/%ff",
    "/login",
    "/login/nothing",
    "/a/b/api/v1",
  ])("%s is 404", async (path) => {
    const { sandbox } = await openTestTenant();
    expect((await send(sandbox, path, { headers })).status).toBe(404);
  });
});

describe("the state service", () => {
  test("tells a running tenant without credentials, in the documented form", async () => {
    const { sandbox } = await openTestTenant();
    const response = await send(sandbox, "/api/state/cust12345");
    const body = await jsonOf(response);
    expect(response.status).toBe(200);
    expect(body).toEqual({
      ContextIdentifier: "Cust12345",
      Endpoint: "http://sandbox/Cust12345",
      State: "Running",
      IsRunning: true,
      ValidUntil: "2026-11-20T12:01:00.000Z",
      Api: "http://sandbox/Cust12345/api",
    });
    const local = await send(sandbox, "http://localhost:4010/api/state/Cust12345");
    expect(parseTenantStatus(await jsonOf(local))).toMatchObject({ ok: true, value: { isRunning: true } });
  });

  test("does not know a tenant that lives elsewhere", async () => {
    const { sandbox } = await openTestTenant();
    const body = await jsonOf(send(sandbox, "/api/state/Cust99999"));
    expect(body).toMatchObject({
      ContextIdentifier: "Cust99999",
      State: "Unknown",
      IsRunning: false,
      Api: null,
    });
  });

  test.each(["OnlineMaintenance", "Suspended", "OfflineMaintenance", "MigrationPending"] as const)(
    "a tenant in state %s says so, and answers operations only where that state runs",
    async (state) => {
      const { sandbox } = await openTestTenant();
      sandbox.setTenantState(state);
      const running = state === "OnlineMaintenance";
      const body = await jsonOf(send(sandbox, "/api/state/Cust12345"));
      expect(body).toMatchObject({ State: state, IsRunning: running });
      expect((await send(sandbox, ME, { headers })).status).toBe(running ? 200 : 503);
      sandbox.setTenantState("Running");
      expect((await send(sandbox, ME, { headers })).status).toBe(200);
    },
  );

  test("the Api of the state service is where operations answer", async () => {
    const { sandbox } = await openTestTenant();
    const { Api } = await jsonOf(send(sandbox, "/api/state/Cust12345"));
    expect((await send(sandbox, `${Api}/v1/User/currentPrincipal`, { headers })).status).toBe(200);
  });
});

describe("what the API says of itself", () => {
  test("GET api tells the versions: HTML unless JSON is asked for", async () => {
    const { sandbox } = await openTestTenant();
    const page = await send(sandbox, "/api/");
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(await page.text()).toContain("http://sandbox/api/v1");
    const json = await send(sandbox, "/Cust12345/api", { headers: { accept: "application/json" } });
    expect(await jsonOf(json)).toMatchObject({ v1: "http://sandbox/Cust12345/api/v1", Version: "v1" });
  });

  test("GET api/v1 lists every operation by address and method", async () => {
    const { sandbox } = await openTestTenant();
    const list = await jsonOf(send(sandbox, "/api/v1"));
    expect(list["http://sandbox/api/v1/Contact/{id}"]).toMatchObject({
      GET: expect.stringContaining("v1ContactEntity_GetContactEntity"),
      PUT: expect.stringContaining("v1ContactEntity_PutContactEntity"),
      DELETE: expect.any(String),
    });
    expect(Object.values<object>(list).flatMap((methods) => Object.keys(methods))).toHaveLength(3116);
  });

  test("GET of an agent's operation describes it and does not run it", async () => {
    const { sandbox, ask } = await openTestTenant();
    const path = "Agents/Contact/DeleteContactEntity?contactEntityId=1";
    const described = await send(sandbox, `/api/v1/${path}`, { headers });
    expect(described.status).toBe(200);
    expect(await jsonOf(described)).toMatchObject({
      operationId: "v1ContactAgent_DeleteContactEntity",
      method: "POST",
    });
    expect((await ask("GET", "Contact/1")).status).toBe(200);
  });

  test("a method that an address has not is 405 with what is allowed", async () => {
    const { sandbox } = await openTestTenant();
    const response = await send(sandbox, "/api/v1/Contact", { headers, method: "PUT" });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, POST");
  });
});

test("a page of the sandbox quotes what comes from the address", async () => {
  const { sandbox } = await openTestTenant({ tenant: { installation: "onsite" } });
  const page = await (await send(sandbox, "/%3Cimg%20src=x%3E/api")).text();
  expect(page).not.toContain("<img");
});

test("signing in answers where no tenant is named, and on site there is no OAuth", async () => {
  const { sandbox } = await openTestTenant({ tenant: { installation: "onsite" } });
  expect((await send(sandbox, "/login/.well-known/openid-configuration")).status).toBe(404);
  expect((await send(sandbox, ME, { headers })).status).toBe(200);
});
