import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packedSamples } from "../../src/samples/index.ts";
import { run, tree } from "../support/run.ts";

const operation = "v1ContactAgent_GetMyActiveContacts";
const sample = packedSamples().find(({ operationId }) => operationId === operation)!;
const file = (text: string): string => join(tree({ "answer.json": text }), "answer.json");
const answer = (change: (body: Record<string, unknown>[]) => void): string => {
  const body = JSON.parse(sample.response.body);
  change(body);
  return file(JSON.stringify(body));
};

describe("so-contract validate", () => {
  it("says of a documented answer that it keeps the contract", async () => {
    const { status, out } = await run(["validate", "--operation", operation, file(sample.response.body)]);
    expect(out).toMatch(new RegExp(`${operation} 200: keeps the contract\n$`));
    expect(status).toBe(0);
  });

  it("gives place, reason, what was found and the pages that the contract's word rests on", async () => {
    const path = answer((body) => {
      body[0]!["ContactId"] = "920";
    });
    const { status, out } = await run(["validate", "-o", operation, path]);
    expect(out).toContain('  break /0/ContactId must be int32\n      found    "920"\n');
    expect(out).toMatch(
      /contract ContactActivity\.ContactId: int32, confirmed \(page-and-wsdl\), by \S+:\d+/,
    );
    expect(status).toBe(1);
  });

  it("tells drift, which clients allow, from what breaks them", async () => {
    const path = answer((body) => {
      body[0]!["NewInVersion12"] = true;
    });
    const strict = await run(["validate", "-o", operation, path]);
    expect(strict.out).toContain("drift /0/NewInVersion12 is not a property of the contract");
    expect(strict.status).toBe(1);
    const open = await run(["validate", "-o", operation, "--allow-drift", path]);
    expect([open.status, open.out]).toEqual([0, strict.out]);
  });

  it("admits null for what a $select leaves out, and for nothing else", async () => {
    const path = answer((body) => {
      body[0]!["ActionId"] = null;
    });
    expect((await run(["validate", "-o", operation, path])).status).toBe(1);
    expect((await run(["validate", "-o", operation, "--select", "Name", path])).status).toBe(0);
    expect((await run(["validate", "-o", operation, "--select", "ActionId", path])).status).toBe(1);
  });

  it("takes whole messages, requests and answers", async () => {
    const request = file(`POST /api/v1/Agents/Contact/GetMyActiveContacts\n\n${sample.request.body}`);
    expect((await run(["validate", "-o", operation, request])).status).toBe(0);
    const response = file(`HTTP/1.1 200 OK\nContent-Type: application/json\n\n${sample.response.body}`);
    expect((await run(["validate", "-o", operation, response])).status).toBe(0);
  });

  it.each(packedSamples().map((one) => [one.operationId, one] as const))(
    "infers %s from its answer",
    async (id, one) => {
      const { out } = await run(["validate", "--infer", "--json", file(one.response.body)]);
      const [{ candidates }] = JSON.parse(out);
      const best = candidates.filter(
        ({ likeness }: { likeness: number }) => likeness === candidates[0].likeness,
      );
      // Operations that answer the same class cannot be told apart by an answer.
      const names = best.map(({ operationId }: { operationId: string }) => operationId);
      expect(candidates[0].likeness).toBe(1);
      if (best.length < 5) expect(names).toContain(id);
    },
  );

  it("writes the same for machines", async () => {
    const path = answer((body) => {
      body[0]!["ContactId"] = "920";
    });
    const { out } = await run(["validate", "-o", operation, "--json", path]);
    expect(JSON.parse(out)).toMatchObject([
      {
        file: path,
        operationId: operation,
        status: 200,
        disagreements: [{ pointer: "/0/ContactId", kind: "break" }],
      },
    ]);
    expect(readFileSync(path, "utf8")).toContain("920");
  });

  it.each([
    ["neither operation nor --infer", ["validate", "x.json"], 2, "say --operation or --infer"],
    [
      "an unknown operation, with what is near",
      ["validate", "-o", "GetMyActiveContacts", "x.json"],
      2,
      operation,
    ],
    ["a file that is not there", ["validate", "-o", operation, "/nowhere.json"], 5, "cannot be read"],
    [
      "a text that is no JSON, with its line",
      ["validate", "-o", operation, file("[\n  {,}]")],
      5,
      "line 2, column 4",
    ],
    ["a web page", ["validate", "-o", operation, file("<html>")], 5, "is a web page or XML"],
    [
      "a status without a body",
      ["validate", "-o", operation, "--status", "204", file("1")],
      2,
      "no JSON response",
    ],
  ])("tells %s", async (_title, args, expected, message) => {
    const { status, err } = await run(args);
    expect(err).toContain(message);
    expect(status).toBe(expected);
  });

  it("says so where no operation has such a body", async () => {
    const { status, out } = await run(["validate", "--infer", file("7")]);
    expect(out).toContain("no operation of the contract has a body of this shape");
    expect(status).toBe(1);
  });
});
