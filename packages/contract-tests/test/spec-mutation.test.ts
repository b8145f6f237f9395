import { compileDocument } from "@so-webapi/contract-kit/contract";
import type { Json } from "@so-webapi/contract-kit/json";
import {
  classMutations,
  mutationsOf,
  operationMutations,
  proveSpec,
  renderSpecMutations,
  repaired,
  type SpecMutationReport,
  type SpecVerdict,
  specMutationReport,
} from "@so-webapi/contract-kit/mutation";
import { directions } from "@so-webapi/contract-kit/samples";
import { beforeAll, describe, expect, it } from "vitest";
import { holdingAssertions } from "../src/types/assertions.ts";
import { classAssertions } from "../src/types/class-source.ts";
import { typeAssertion, typesNotice } from "../src/types/type-witness.ts";
import { writeResult } from "./setup/results.ts";
import { closedDocument, pureSubjects, samples } from "./setup/subjects.ts";

const threshold = 1;
/** Every so many changes of a class are judged by whole documents as well. */
const wholeEvery = 500;

const subjects = pureSubjects();
const mutations = [...classMutations(closedDocument), ...operationMutations(closedDocument)];
const classes = Object.entries(closedDocument.components.schemas);
const originals = classes.flatMap(([name, schema]) => classAssertions(closedDocument, name, schema));
let holding: ReadonlySet<string>;
let verdicts: SpecVerdict[];
let report: SpecMutationReport;

beforeAll(async () => {
  const changed = mutations.flatMap((mutation) => {
    try {
      return typeAssertion(mutation.document(), mutation) ?? [];
    } catch {
      // A broken reference has no type at all.
      return [];
    }
  });
  holding = await holdingAssertions(closedDocument, [...originals, ...changed], ".results/assertions/");
  verdicts = await proveSpec({
    document: closedDocument,
    samples,
    table: subjects.table,
    loadValidators: subjects.closed.loadValidators,
    mutations,
    typesNotice: typesNotice(closedDocument, holding),
  });
  report = specMutationReport(verdicts);
  writeResult("spec-mutation", report, renderSpecMutations(report));
});

describe("the types", () => {
  it("say of every class what the contract says: names, required, type of each property, members", () => {
    expect(originals.filter((assertion) => !holding.has(assertion))).toEqual([]);
    expect(originals.length).toBeGreaterThan(classes.length);
  });
});

describe("changes of the contract", () => {
  it("are of at least 20 kinds, and each kind is used", () => {
    expect(report.kinds.length).toBeGreaterThanOrEqual(20);
    const unused = report.kinds.filter(({ killed, excused, survived }) => killed + excused + survived === 0);
    expect(unused).toEqual([]);
  });

  it("are noticed, all that no rule excuses", () => {
    expect(report.survivors).toEqual([]);
    expect(report.share).toBeGreaterThanOrEqual(threshold);
  });

  // Each fact of the contract is there to be changed in one way or another: fewer changes are fewer facts.
  it("keep their figures", async () => {
    const rows = report.kinds.map(
      ({ name, killed, excused }) => `${name}: ${killed} noticed, ${excused} excused`,
    );
    await expect(`${rows.join("\n")}\n`).toMatchFileSnapshot("./figures/spec-mutation.txt");
  });

  it("use every rule, and every witness notices some", () => {
    expect(report.rules.filter(({ count }) => count === 0)).toEqual([]);
    expect(report.witnesses.filter(({ killed }) => killed === 0)).toEqual([]);
  });

  it("that samples notice are noticed by whole documents too, compiled with ajv", () => {
    const original = compileDocument(closedDocument);
    const bodies = samples.flatMap((sample) =>
      directions.flatMap((direction) => {
        const whole = {
          ...sample,
          faults: [],
          [direction]: { ...sample[direction], body: JSON.stringify(repaired(sample, direction)) },
        };
        const changed = mutationsOf(closedDocument, whole).filter(
          (one) => one.of === "body" && one.direction === direction,
        );
        return [
          repaired(sample, direction),
          ...changed.map((one) => (one.of === "body" ? one.body() : null)),
        ].map((body) => [sample.operationId, direction, body] as const);
      }),
    );
    const judge = (
      compiled: ReturnType<typeof compileDocument>,
      [id, direction, body]: readonly [string, string, Json],
    ) => {
      const operation = compiled.operation(id);
      return (
        (direction === "request" ? operation?.request : operation?.responses["200"])?.(body).length === 0
      );
    };
    const before = bodies.map((body) => judge(original, body));
    const seen = verdicts.filter(
      ({ mutation, killedBy }) => mutation.of === "class" && killedBy.includes("samples"),
    );
    const chosen = seen.filter((_, index) => index % wholeEvery === 0);
    expect(chosen.length).toBeGreaterThanOrEqual(4);
    for (const { mutation } of chosen) {
      let changes: boolean;
      try {
        const compiled = compileDocument(mutation.document());
        changes = bodies.some((body, index) => judge(compiled, body) !== before[index]);
      } catch {
        changes = true;
      }
      expect(changes, `${mutation.kind} ${mutation.where}`).toBe(true);
    }
  });
});
