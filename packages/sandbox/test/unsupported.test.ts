import { expect, test } from "vitest";
import { createSandbox } from "../src/index.ts";

test("an operation without behaviour answers 501 with a problem that names it", async () => {
  const sandbox = await createSandbox();
  const headers = { authorization: `Basic ${btoa("tje0:Tje0")}` };
  const answer = await sandbox.fetch(
    new Request("http://sandbox/api/v1/Agents/BLOB/GetBlobEntity?blobEntityId=1", {
      method: "POST",
      headers,
    }),
  );
  expect(answer.status).toBe(501);
  expect(await answer.json()).toMatchObject({
    code: "operation-not-supported",
    operation: "v1BLOBAgent_GetBlobEntity",
  });
  await sandbox.close();
});
