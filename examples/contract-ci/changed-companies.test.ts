import assert from "node:assert/strict";
import { after, test } from "node:test";
import { basic } from "@so-webapi/client";
import { packedContract } from "@so-webapi/contract-kit";
import { watchTraffic } from "@so-webapi/contract-kit/traffic";
import { createSandbox } from "@so-webapi/sandbox";
import { changedCompanies } from "./changed-companies.ts";

const sandbox = await createSandbox();
const traffic = watchTraffic({ contract: await packedContract(), fetch: sandbox.fetch });
const crm = { baseUrl: "http://sandbox", auth: basic("tje0", "Tje0"), fetch: traffic.fetch };

test("names the companies that changed, the latest first", async () => {
  const [first, ...others] = await changedCompanies(crm);
  assert.equal(first, "Thimblewick Tea Ltd");
  assert.equal(others.includes("Copper Gull Robotics Inc"), true);
});

after(async () => {
  await sandbox.close();
  traffic.assert(); // throws for whatever was sent or answered that the contract does not have
});
