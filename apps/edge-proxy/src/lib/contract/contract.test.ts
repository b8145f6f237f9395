import { describe, expect, it } from "vitest";
import { wholeContract } from "./contract.ts";

// A proxy whose validators are missing or take everything would look as if all were well.
describe.each(wholeContract.operations)(
  "the validators of $operationId",
  ({ operationId, request, responses }) => {
    it("are there for every documented body, and refuse what it cannot be", async () => {
      const validators = await wholeContract.loadValidators(operationId);
      if (request !== null) expect(validators?.request?.("not a body")).not.toEqual([]);
      for (const [status, shape] of Object.entries(responses)) {
        if (shape !== null) expect(validators?.responses[status]?.("not a body")).not.toEqual([]);
      }
      expect(validators).toBeDefined();
    });
  },
);

it("an operation that does not exist has no validators", async () => {
  expect(await wholeContract.loadValidators("toString")).toBeUndefined();
});
