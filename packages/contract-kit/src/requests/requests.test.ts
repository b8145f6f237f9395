import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packedContract } from "../contract/contract.ts";
import { operationsOf, requestSchema } from "../contract/document.ts";
import { knownValues } from "./known-values.ts";
import { requestArbitrary, requestOf } from "./request-arbitrary.ts";

const contract = await packedContract();
const { document } = contract.open;

describe("requests that are made of the contract", () => {
  it("keep the closed contract, whatever the operation", async () => {
    const wrong: string[] = [];
    let bodies = 0;
    for (const found of operationsOf(document).filter((_, index) => index % 7 === 0)) {
      const requests = fc.sample(requestArbitrary(document, found, { known: knownValues() }), {
        numRuns: 2,
        seed: 8,
      });
      if (requestSchema(document, found) === undefined) continue;
      const validators = await contract.closed.loadValidators(found.operationId);
      for (const { body } of requests) {
        bodies++;
        for (const violation of validators?.request?.(body) ?? [])
          wrong.push(`${found.operationId} ${violation.pointer} ${violation.message}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(bodies).toBeGreaterThan(500);
  });

  it("take ids from answers, under the name that the request has for them", () => {
    const known = knownValues({ TicketId: [9] });
    known.learn("/api/v1/Contact", {
      value: [{ PrimaryKey: "5", name: "Dare", Category: { CategoryId: 3 } }],
    });
    expect([known.of("id", "/api/v1/Contact/{id}"), known.of("ContactEntityId")]).toEqual([["5"], ["5"]]);
    expect([known.of("categoryIds"), known.of("ticketid"), known.of("name")]).toEqual([[3], [9], []]);
  });

  it("fill paths so that they stay the operation's", () => {
    for (const found of operationsOf(document).filter(({ path }) => path.includes("{"))) {
      const [parts] = fc.sample(requestArbitrary(document, found, { known: knownValues() }), {
        numRuns: 1,
        seed: 3,
      });
      const { target } = requestOf(found, parts ?? { path: {}, query: {} });
      expect(target.split("?")[0]?.split("/").length, target).toBe(found.path.split("/").length);
      expect(target).not.toMatch(/\/(?:\/|$)|[{}]/);
    }
  });
});
