import { expect, it } from "vitest";
import { wholeContract } from "./contract.ts";

// A proxy whose validators are missing or take everything would look as if all were well.
it("the validators of every operation are there, and refuse what a body of the class cannot be", async () => {
  let checked = 0;
  for (const { operationId, request, responses } of wholeContract.operations) {
    const validators = await wholeContract.loadValidators(operationId);
    expect(validators, operationId).toBeDefined();
    const bodies = [
      [request, validators?.request] as const,
      ...Object.entries(responses).map(([status, shape]) => [shape, validators?.responses[status]] as const),
    ];
    for (const [shape, check] of bodies) {
      if (shape?.class === undefined || wholeContract.shapes.classes[shape.class] === undefined) continue;
      if (!shape.mediaTypes.includes("application/json")) continue;
      expect(check?.("not a body"), operationId).toMatchObject([{ pointer: "" }]);
      checked++;
    }
  }
  expect(checked).toBeGreaterThan(2_500);
});

it("an operation that does not exist has no validators", async () => {
  expect(await wholeContract.loadValidators("toString")).toBeUndefined();
});
