import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packedContract } from "../contract/contract.ts";
import { operationById, operationsOf, requestSchema } from "../contract/document.ts";
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

  it("select properties of the answer's class, or columns that a list showed, and filter by those of numbers", () => {
    const known = knownValues();
    const queries = (operationId: string): Record<string, string>[] => {
      const found = operationById(document, operationId);
      if (found === undefined) throw new RangeError(operationId);
      return fc
        .sample(requestArbitrary(document, found, { known }), { numRuns: 40, seed: 8 })
        .map(({ query }) => query);
    };
    const selected = (operationId: string): Set<string> =>
      new Set(queries(operationId).flatMap(({ $select = "" }) => $select.split(",").filter(Boolean)));
    const names = selected("v1ContactEntity_GetContactEntity");
    expect(names.size).toBeGreaterThan(20);
    expect([...names].filter((name) => !/^\w+(?:\/\w+)?$/.test(name))).toEqual([]);
    expect([...names].some((name) => name.includes("/"))).toBe(true);

    expect(selected("v1ContactEntity_GetAll")).toEqual(new Set());
    known.learn("/api/v1/Contact", {
      value: [{ PrimaryKey: "5", EntityName: "contact", contactId: 5, name: "Dare", "odata.x": 1 }],
    });
    expect(selected("v1ContactEntity_GetAll")).toEqual(new Set(["contactId", "name"]));
    const filters = queries("v1ContactEntity_GetAll").map(({ $filter }) => $filter);
    expect(new Set(filters)).toEqual(
      new Set([undefined, "contactId eq 5", "contactId gt 5", "contactId lt 5"]),
    );
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
