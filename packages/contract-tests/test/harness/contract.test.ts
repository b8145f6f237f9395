// The harness itself under test: validators, records, types, tables and envelopes that are broken in a known way: the matrix
// goes red in exactly the columns that look at it.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { mutationsOf, prove } from "@so-webapi/contract-kit/mutation";
import type { OperationValidators } from "@so-webapi/validators";
import { describe, expect, it } from "vitest";
import type { CheckId } from "../../src/checks/check.ts";
import { lineProblems } from "../../src/checks/types.ts";
import { columnsOf } from "../../src/matrix/columns.ts";
import { compileProject } from "../../src/types/compile.ts";
import { failing, quick, useSubjects } from "../setup/failing.ts";
import { closedDocument, samples } from "../setup/subjects.ts";

const whole = useSubjects({ types: true });

describe("with nothing broken", () => {
  it("no column fails", async () => {
    expect(await failing(whole())).toEqual([]);
  });
});

describe("a broken validator", () => {
  const always = (count: number) => async (): Promise<OperationValidators> => {
    const check = () =>
      Array.from({ length: count }, () => ({ pointer: "", keyword: "type", message: "is wrong" }));
    return { request: check, responses: { 200: check } };
  };

  it("that accepts all is found by the records of faults and by the second opinion", async () => {
    const loadValidators = always(0);
    const [closed, open] = whole().opinions;
    const subjects = {
      ...whole(),
      closed: { ...whole().closed, loadValidators },
      opinions: [{ ...closed!, shipped: loadValidators }, open!],
    };
    expect(await failing(subjects)).toEqual(["spec.response", "validators.agree"]);
  });

  it("that accepts all lets mutants survive", async () => {
    const sample = samples.find(({ operationId }) => operationId === "v1ContactAgent_GetContactSummary")!;
    const mutations = mutationsOf(closedDocument, sample).filter(({ of }) => of === "body");
    const green = new Map([[sample.operationId, new Set<CheckId>(["spec.request"])]]);
    const run = async () => ({ ok: true, problems: [] });
    const check = { id: "spec.request", sees: () => true, run, exact: false, tolerant: false } as const;
    const verdicts = await prove({ document: closedDocument, mutations, checks: [check], green });
    expect(verdicts.filter(({ result }) => result === "survived").length).toBeGreaterThan(100);
    expect(verdicts.filter(({ result }) => result === "killed")).toEqual([]);
  });

  it("that refuses all is found at once", async () => {
    const loadValidators = always(1);
    const subjects = {
      ...whole(),
      closed: { ...whole().closed, loadValidators },
      open: { ...whole().open, loadValidators },
    };
    expect(await failing(subjects, quick)).toEqual(["spec.open", "spec.request", "spec.response"]);
  });

  it("cannot kill by a check that was not green on the original", async () => {
    const sample = samples[0]!;
    const mutations = mutationsOf(closedDocument, sample).slice(0, 5);
    const run = async () => ({ ok: false, problems: [{ message: "always red" }] });
    const check = { id: "spec.request", sees: () => true, run, exact: false, tolerant: false } as const;
    const green = new Map([[sample.operationId, new Set<CheckId>()]]);
    const verdicts = await prove({ document: closedDocument, mutations, checks: [check], green });
    expect(verdicts.flatMap(({ killedBy, seenBy }) => [...killedBy, ...seenBy])).toEqual([]);
  });
});

describe("a broken record of faults", () => {
  const faulty = samples.filter(({ faults }) => faults.length > 0);
  const column = (id: CheckId) => columnsOf(whole()).find((one) => one.id === id)!;

  it.each(faulty.map((sample) => [sample.operationId, sample] as const))(
    "of %s is found",
    async (_id, sample) => {
      const [first, ...rest] = sample.faults;
      expect((await column("spec.response").run({ ...sample, faults: rest })).ok).toBe(false);
      const elsewhere = { ...first!, pointer: "" };
      expect(
        (await column("spec.response").run({ ...sample, faults: [...sample.faults, elsewhere] })).ok,
      ).toBe(false);
      const onRequest = { ...first!, in: "request" as const };
      expect(
        (await column("spec.request").run({ ...sample, faults: [...sample.faults, onRequest] })).ok,
      ).toBe(false);
    },
  );
});

describe("a broken table, types or envelope", () => {
  it("is found: another path", async () => {
    const operations = whole().table.operations.map((row) => ({ ...row, path: `${row.path}Lorem` }));
    expect(
      await failing({ ...whole(), table: { ...whole().table, operations } }, (id) => id === "table.agrees"),
    ).toEqual(["table.agrees"]);
  });

  it("is found: a compiler that refuses nothing", async () => {
    expect(await failing({ ...whole(), types: { ...whole().types, mustFail: [] } }, quick)).toEqual([
      "types.request",
      "types.response",
    ]);
  });

  it("is found: files that were not generated", async () => {
    expect(await failing({ ...whole(), types: { ...whole().types, read: () => undefined } }, quick)).toEqual([
      "types.request",
      "types.response",
    ]);
  });

  it("is found: a type that collapsed to any, in both kinds of file", async () => {
    const folder = new URL("../../.results/any/", import.meta.url);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const text = [
      'import type { NotAny } from "../../src/types/not-any.ts";',
      "// biome-ignore lint: the point of the test",
      "type Body = any;",
      'export const body = { Name: "lorem" } satisfies NotAny<Body>;',
      "export const c0 = 7 satisfies Body; // wrong: number-to-string /Name",
    ].join("\n");
    writeFileSync(new URL("any.ts", folder), text);
    writeFileSync(
      new URL("tsconfig.json", folder),
      JSON.stringify({ extends: "../../tsconfig.json", include: ["./*.ts"], exclude: [] }),
    );
    const errors = await compileProject(fileURLToPath(new URL("tsconfig.json", folder)));
    expect(errors.map(({ line }) => line)).toEqual([4]);
    expect(lineProblems(text, errors)).toEqual([
      "line 5 compiles although it is wrong: number-to-string /Name",
      expect.stringContaining("line 4: TS"),
    ]);
  });

  it("is found: an envelope with two arguments exchanged", async () => {
    const soap = whole().soap.map((one) => {
      const [action = ""] = /<Contact:ActionType.*/.exec(one.request) ?? [];
      const request = one.request
        .replace(action, "")
        .replace("<Contact:ActivityStartTime", `${action}<Contact:ActivityStartTime`);
      return { ...one, request };
    });
    expect(await failing({ ...whole(), soap }, quick)).toEqual(["soap.request"]);
  });
});
