import { describe, expect, it } from "vitest";
import { packedSamples } from "../../src/samples/index.ts";
import { contractMatchers } from "../../src/vitest/index.ts";

expect.extend(contractMatchers);

const operation = "v1ContactAgent_GetMyActiveContacts";
const sample = packedSamples().find(({ operationId }) => operationId === operation)!;
const body = (): Record<string, unknown>[] => JSON.parse(sample.response.body);

describe("toMatchContract", () => {
  it("takes a body that keeps the contract, and an answer, which stays readable", async () => {
    await expect(body()).toMatchContract(operation);
    const response = new Response(sample.response.body, { status: 200 });
    await expect(response).toMatchContract(operation);
    expect(await response.json()).toHaveLength(1);
  });

  it("refuses one that does not, with place, reason and subject", async () => {
    const [first] = body();
    const wrong = [{ ...first, ContactId: "920" }];
    await expect(expect(wrong).toMatchContract(operation)).rejects.toThrow(
      "/0/ContactId must be int32 (ContactActivity.ContactId)",
    );
    await expect(wrong).not.toMatchContract(operation);
    await expect(expect(body()).not.toMatchContract(operation)).rejects.toThrow("and it does");
  });

  it("lets drift pass in the open profile alone", async () => {
    const [first] = body();
    const newer = [{ ...first, NewInVersion12: 1 }];
    await expect(newer).not.toMatchContract(operation);
    await expect(newer).toMatchContract(operation, { profile: "open" });
  });

  it("takes requests", async () => {
    const request = JSON.parse(sample.request.body);
    await expect(request).toMatchContract(operation, { direction: "request" });
    await expect({ ...request, ActionType: "Nothing" }).not.toMatchContract(operation, {
      direction: "request",
    });
  });

  it("is neither true nor false of what the contract does not know", async () => {
    await expect(expect({}).toMatchContract("v1Nothing")).rejects.toThrow("no operation v1Nothing");
    await expect(expect({}).not.toMatchContract("v1Nothing")).rejects.toThrow("no operation v1Nothing");
  });
});
