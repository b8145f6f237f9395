import { createSandbox, type Sandbox } from "@so-webapi/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Contract, packedContract } from "../../src/contract/index.ts";
import { jsonReport } from "../../src/report/index.ts";
import { ContractError, watchTraffic } from "../../src/traffic/index.ts";

let contract: Contract;
let sandbox: Sandbox;
beforeAll(async () => {
  [contract, sandbox] = await Promise.all([packedContract(), createSandbox()]);
});
afterAll(() => sandbox.close());

const credentials = `Basic ${btoa("tje0:Tje0")}`;
const post = (path: string, body: unknown, type = "application/json"): Request =>
  new Request(`http://sandbox/Cust1${path}`, {
    method: "POST",
    headers: { authorization: credentials, accept: type, "content-type": type },
    body: JSON.stringify(body),
  });
/** The sandbox below a path of a tenant, as online installations are. */
const tenant: typeof fetch = (input) => {
  const request = new Request(input);
  return sandbox.fetch(new Request(request.url.replace("/Cust1", ""), request));
};
const activeContacts = "/api/v1/Agents/Contact/GetMyActiveContacts";

describe("watched traffic", () => {
  it("passes calls on unchanged, and holds each request and answer to the contract", async () => {
    const traffic = watchTraffic({ contract, fetch: tenant });
    const response = await traffic.fetch(post(activeContacts, { ActivityStartTime: "2013-02-04T15:29:21" }));
    expect(Array.isArray(await response.json())).toBe(true);
    const { cells } = traffic.matrix();
    expect(cells.map(({ check, result }) => `${check} ${result}`)).toEqual([
      "traffic.request passed",
      "traffic.response passed",
    ]);
    traffic.assert();
  });

  it("masks what a $select leaves out", async () => {
    const traffic = watchTraffic({ contract, fetch: tenant });
    await traffic.fetch(post(`${activeContacts}?$select=Name`, { ActivityStartTime: "2013-02-04T15:29:21" }));
    traffic.assert();
  });

  it("collects what disagrees, and the report holds no credential", async () => {
    const traffic = watchTraffic({ contract, fetch: tenant });
    await traffic.fetch(post(activeContacts, { ActivityStartTime: 7, Nothing: 1 }));
    expect(() => traffic.assert()).toThrow("/Nothing is not a property of the contract");
    expect(() => traffic.assert()).toThrow("/ActivityStartTime must");
    const report = jsonReport(traffic.matrix());
    expect(report).toContain("/ActivityStartTime");
    expect(report).not.toContain(credentials.slice("Basic ".length));
  });

  it("rejects the call that disagrees where it is asked to", async () => {
    const broken: typeof fetch = async () => Response.json([{ ContactId: "920" }]);
    const traffic = watchTraffic({ contract, fetch: broken, profile: "open", onProblem: "throw" });
    const call = traffic.fetch(post(activeContacts, {}));
    await expect(call).rejects.toThrow(ContractError);
    await expect(call).rejects.toMatchObject({
      code: "contract",
      operationId: "v1ContactAgent_GetMyActiveContacts",
    });
  });

  it("tells calls of no operation, and does not take silence for success", async () => {
    const traffic = watchTraffic({ contract, fetch: tenant });
    await traffic.fetch("http://sandbox/Cust1/api/v1/Nothing");
    expect(traffic.unknown).toEqual(["GET /Cust1/api/v1/Nothing"]);
    expect(() => traffic.assert()).toThrow("no call was checked");
  });

  it("says what it showed of the contract, and what nothing showed", async () => {
    const traffic = watchTraffic({ contract, fetch: tenant });
    await traffic.fetch(post(activeContacts, { ActivityStartTime: "2013-02-04T15:29:21" }));
    const coverage = traffic.coverage();
    expect(coverage.operationsWithoutSample).not.toContain("v1ContactAgent_GetMyActiveContacts");
    expect(coverage.operationsWithoutSample).toHaveLength(3115);
    expect(coverage.shownWithValue).toContain("ContactActivity.ContactId");
    expect(coverage.statusesWithoutSample).toContain("v1ContactAgent_GetMyActiveContacts 401");
    expect(coverage.statusesWithoutSample).not.toContain("v1ContactAgent_GetMyActiveContacts 200");
  });
});
