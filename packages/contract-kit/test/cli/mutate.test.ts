import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run, samplesWith, tree } from "../support/run.ts";

describe("so-contract mutate", () => {
  it("kills all mutants of the seeds' samples that no rule excuses, and says which rule excuses the others", async () => {
    const file = join(tree(), "proof.json");
    const { status, out } = await run(["mutate", "--json", file]);
    expect(out).toMatch(/100\.000 % of 3\d{3} mutants without an excuse killed, in 8 bodies/);
    expect(status).toBe(0);
    const proof = JSON.parse(readFileSync(file, "utf8"));
    expect(Object.keys(proof.operations)).toHaveLength(8);
    expect(proof.total.survived).toBe(0);
    expect(proof.rules).toContainEqual({
      id: "order-free",
      count: expect.any(Number),
      sentence: "A JSON object has no order (RFC 8259, 4).",
    });
    const sum = (tallies: Record<string, { killed: number }>): number =>
      Object.values(tallies).reduce((all, { killed }) => all + killed, 0);
    expect([sum(proof.kinds), sum(proof.operations)]).toEqual([proof.total.killed, proof.total.killed]);
  });

  it("kills nothing by a check that was red before, and fails for it", async () => {
    const red = samplesWith((text) => text.replace('"ContactId": 920', '"ContactId": "920"'));
    const { status, out } = await run(["mutate", red, "--threshold", "0"]);
    expect(out).toContain("NOT GREEN before it was changed: v1ContactAgent_GetMyActiveContacts response");
    expect(out).toContain("in 1 bodies");
    expect(status).toBe(1);
  });

  // A contract that says nothing of its only property's value lets every change of it through.
  const loose = (property: object, value = "7"): string[] => {
    const schema = { type: "object", required: ["Id"], properties: { Id: property } };
    const content = { "application/json": { schema } };
    const spec = {
      openapi: "3.1.0",
      info: { title: "Own", version: "1" },
      paths: { "/one": { get: { operationId: "one", responses: { 200: { description: "", content } } } } },
    };
    const folder = tree({
      "spec.json": JSON.stringify(spec),
      "samples/one/request.http": "GET /one\n",
      "samples/one/response.http": `HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"Id": ${value}}\n`,
    });
    return [join(folder, "samples"), "--spec", join(folder, "spec.json")];
  };

  it("lists survivors of a contract that is too loose, and holds them to the threshold", async () => {
    const { status, out } = await run(["mutate", ...loose({ type: ["integer", "string"] })]);
    expect(out).toMatch(/SURVIVED one response \S+ \/Id/);
    expect(status).toBe(1);
    expect(
      (await run(["mutate", ...loose({ type: ["integer", "string"] }), "--threshold", "10"])).status,
    ).toBe(0);
  });

  it.each([
    ["a list", { type: ["array", "null"], items: { type: "integer" } }, "null-to-array"],
    ["a text", { type: ["string", "null"] }, "null-to-string"],
  ])("excuses %s where null stood and both are right", async (_, property, kind) => {
    const { status, out } = await run(["mutate", ...loose(property, "null")]);
    expect(status).toBe(0);
    expect(out).toMatch(new RegExp(`  ${kind} +0 +1 +0 +0\n`));
    expect(out).toContain("value-of-type ");
  });

  it.each([
    ["list", { type: ["array", "null"], minItems: 1, items: { type: "integer" } }, "null-to-array"],
    ["text", { type: ["string", "null"], pattern: "^[a-c]$" }, "null-to-string"],
  ])("kills a %s where null stood that the contract says more of", async (_, property, kind) => {
    const { status, out } = await run(["mutate", ...loose(property, "null")]);
    expect(status).toBe(0);
    expect(out).toMatch(new RegExp(`  ${kind} +1 +0 +0 +0\n`));
    expect(out).not.toContain("CONTESTED");
  });

  it("counts what a contract says nothing of as open, not as killed", async () => {
    const { out } = await run(["mutate", ...loose({})]);
    expect(out).toMatch(/all +\d+ +\d+ +0 +[1-9]/);
  });

  it("changes the contract, and some sample or probe notices each change", async () => {
    const { status, out } = await run(["mutate", "--of", "contract"]);
    expect(out).toMatch(/100\.00 % of 4\d{3} changes without an excuse noticed/);
    expect(out).toContain("members-say-type");
    expect(status).toBe(0);
  });

  it.each([
    [["mutate", "--of", "nothing"], "say samples or contract"],
    [["mutate", "--threshold", "much"], "give a percentage"],
  ])("%s is wrong usage", async (args, message) => {
    const { status, err } = await run(args);
    expect(err).toContain(message);
    expect(status).toBe(2);
  });
});
