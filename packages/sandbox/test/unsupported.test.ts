import { expect, test } from "vitest";
import { openTestTenant } from "./harness/tenant.ts";

test("an operation without behaviour answers 501 with a problem that names it", async () => {
  const { ask } = await openTestTenant();
  const answer = await ask("POST", "Agents/BLOB/ChangeContactImage", { body: {} });
  expect(answer.status).toBe(501);
  expect(answer.body).toMatchObject({
    code: "operation-not-supported",
    operation: "v1BLOBAgent_ChangeContactImage",
    // Shown alone by what has room for one sentence, the SOAP bridge for example.
    detail: "The sandbox has no behaviour for v1BLOBAgent_ChangeContactImage.",
  });
});
