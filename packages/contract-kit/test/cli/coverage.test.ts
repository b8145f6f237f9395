import { expect, it } from "vitest";
import { run } from "../support/run.ts";

it("so-contract coverage lists what the samples do not show", async () => {
  const { status, out } = await run(["coverage", "--json"]);
  const coverage = JSON.parse(out);
  expect(coverage.operationsWithoutSample).toEqual([]);
  expect(coverage.statusesWithoutSample).toContain("v1ContactAgent_GetMyActiveContacts 401");
  expect(coverage.mediaTypesWithoutSample).toContain("v1ContactAgent_GetMyActiveContacts request text/xml");
  expect(coverage.nullNeverShown).toContain("ContactActivity.Name");
  expect(coverage.nullNeverShown).not.toContain("ContactActivity.TableRight");
  expect(coverage.shownAsNullOnly).toContain("ContactActivity.TableRight");
  expect(coverage.membersShown.length + coverage.membersNeverShown.length).toBe(coverage.members);
  expect(status).toBe(0);
});

it("so-contract coverage counts over the whole contract where it is asked to", async () => {
  const { out } = await run(["coverage", "--whole"]);
  expect(out).toContain("operations without a sample 3112,");
});
