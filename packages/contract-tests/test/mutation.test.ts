import type { Json } from "@so-webapi/contract-kit/json";
import {
  bodyKinds,
  type MutationReport,
  messageKinds,
  mutationReport,
  mutationsOf,
  describe as name,
  prove,
  renderMutations,
  type Verdict,
} from "@so-webapi/contract-kit/mutation";
import { startRecorder } from "@so-webapi/contract-kit/servers";
import { canonicalize } from "@so-webapi/platform/names";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckId } from "../src/checks/check.ts";
import { columnsOf } from "../src/matrix/columns.ts";
import { mutantChecks } from "../src/mutation/mutant-checks.ts";
import { typeVerdicts } from "../src/types/mutant-types.ts";
import { writeResult } from "./setup/results.ts";
import { closedDocument, type RealSubjects, samples, startSubjects } from "./setup/subjects.ts";

/** The share of mutants without an excuse that must be killed. Every schema of the samples is fully known. */
const threshold = 1;

let subjects: RealSubjects;
let verdicts: Verdict[];
let report: MutationReport;
const stops: (() => Promise<void>)[] = [];
const mutations = samples.flatMap((sample) => mutationsOf(closedDocument, sample));

beforeAll(async () => {
  subjects = await startSubjects(["enforce"]);
  const [request, response] = await Promise.all([startRecorder(), startRecorder()]);
  stops.push(subjects.stop, request.close, response.close);
  const checks = mutantChecks(subjects, mutations, { request, response });
  const columns = columnsOf(subjects);
  const wanted = [...checks.map(({ id }) => id), "types.request", "types.response"];
  const green = new Map<string, ReadonlySet<CheckId>>();
  for (const sample of samples) {
    const ids = new Set<CheckId>();
    for (const { id, run } of columns) if (wanted.includes(id) && (await run(sample)).ok) ids.add(id);
    green.set(sample.operationId, ids);
  }
  const killedByTypes = await typeVerdicts(closedDocument, samples, mutations, ".results/mutants/");
  const batches = (["request", "response"] as const).map((direction) => ({
    id: `types.${direction}` as const,
    killed: new Map(
      [...killedByTypes].filter(
        ([one]) =>
          one.direction === direction && green.get(one.operationId)?.has(`types.${direction}`) === true,
      ),
    ),
  }));
  verdicts = await prove({ document: closedDocument, mutations, checks, green, batches });
  report = mutationReport(verdicts);
  writeResult("mutation", report, renderMutations("Mutations of samples", report));
});

afterAll(async () => {
  await Promise.all(stops.map((stop) => stop()));
});

describe("mutations of samples", () => {
  it("are of at least 20 kinds, and each kind is used", () => {
    expect(bodyKinds.length + messageKinds.length).toBeGreaterThanOrEqual(20);
    const unused = report.kinds.filter(({ killed, excused, survived }) => killed + excused + survived === 0);
    expect(unused).toEqual([]);
  });

  it("are killed, all that no rule excuses", () => {
    expect(report.survivors).toEqual([]);
    expect(report.share).toBeGreaterThanOrEqual(threshold);
  });

  // A contract that became looser kills less and excuses more, or has fewer facts to change, although all that is made
  // of it is made anew and agrees. The figures are kept, so that such a change is made on purpose: `vitest run -u`.
  it("keep their figures", async () => {
    const rows = report.operations.map(
      ({ name: row, killed, excused }) => `${row}: ${killed} killed, ${excused} excused`,
    );
    await expect(`${rows.join("\n")}\n`).toMatchFileSnapshot("./figures/mutation.txt");
  });

  it("are seen by every check that has a say", () => {
    expect(report.checks.map(({ id }) => id).sort()).toEqual([
      "client.request",
      "client.response",
      "proxy.node.enforce",
      "proxy.worker.enforce",
      "spec.request",
      "spec.response",
      "table.agrees",
      "types.request",
      "types.response",
    ]);
    expect(report.checks.filter(({ killed }) => killed === 0)).toEqual([]);
    expect(
      verdicts.filter(({ seenBy }) => seenBy.length === 0).map(({ mutation }) => name(mutation)),
    ).toEqual([]);
  });

  it("that are legal are let pass by every check of the contract, and tolerated ones by the proxy", () => {
    expect(report.contested).toEqual([]);
  });

  // Of answers the column itself says so: it passes where the proxy refuses what the open contract refuses.
  it("that make a request break the open contract are refused by the proxy, on Node and on Workers", async () => {
    let refused = 0;
    const { operations, shapes } = subjects.table;
    for (const { mutation, seenBy, killedBy } of verdicts) {
      if (mutation.of !== "body" || mutation.direction !== "request") continue;
      const validators = await subjects.open.loadValidators(mutation.operationId);
      const root = operations.find(({ operationId }) => operationId === mutation.operationId)?.request;
      if (root == null) throw new RangeError("the operation takes no body");
      // As the platform reads it: what is spelt otherwise and means the same is no violation.
      const read = canonicalize(mutation.body(), root, shapes);
      if (!read.ok || (validators?.request?.(read.value) ?? []).length === 0) continue;
      const proxies = seenBy.filter((id) => id.startsWith("proxy."));
      expect(killedBy, name(mutation)).toEqual(expect.arrayContaining(proxies));
      refused += proxies.length;
    }
    expect(refused).toBeGreaterThan(100);
  });

  it("use every rule", () => {
    expect(report.rules.filter(({ count }) => count === 0)).toEqual([]);
    expect(report.tolerances.filter(({ count }) => count === 0)).toEqual([]);
  });

  it("are excused only where the closed profile accepts what they made", async () => {
    for (const { mutation, result } of verdicts) {
      if (result !== "excused" || mutation.of !== "body") continue;
      const validators = await subjects.closed.loadValidators(mutation.operationId);
      const check = mutation.direction === "request" ? validators?.request : validators?.responses["200"];
      const original = JSON.parse(sampleOf(mutation.operationId)[mutation.direction].body) as Json;
      // A faulty sample has its own violations; the mutation may not add to them.
      expect(check?.(mutation.body()).length, name(mutation)).toBe(check?.(original).length);
    }
  });

  it("that the platform takes are the original again once they are spelt as the contract spells", async () => {
    for (const { mutation, tolerance } of verdicts) {
      if (tolerance === undefined || mutation.of !== "body") continue;
      const row = subjects.table.operations.find(({ operationId }) => operationId === mutation.operationId);
      if (row?.request == null) throw new RangeError("the operation takes no body");
      const canonical = canonicalize(mutation.body(), row.request, subjects.table.shapes);
      const original: unknown = JSON.parse(sampleOf(mutation.operationId).request.body);
      expect(canonical.ok && canonical.value, name(mutation)).toEqual(original);
    }
  });
});

function sampleOf(operationId: string) {
  return samples.find((sample) => sample.operationId === operationId)!;
}
