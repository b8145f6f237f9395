import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { compileDocument, specProblems } from "@so-webapi/contract-kit/contract";
import type { Sample } from "@so-webapi/contract-kit/samples";
import type { Check } from "@so-webapi/validators";
import { neighbourModule } from "../witnesses/neighbours.ts";
import { startPrism } from "../witnesses/prism.ts";
import { type CorpusCase, judge, type Verdict } from "./corpus-case.ts";
import { corpusDocument, operationIdOf, pathOf } from "./corpus-document.ts";
import { ownScript } from "./own-generators.ts";

/** What a tool makes of every case, in their order. */
export type Tool = (cases: readonly CorpusCase[]) => Promise<Verdict[]>;

const refusal = (reason: string): Verdict => ({ kind: "no judgement", reason });

type Validate = (value: unknown) => boolean;
interface Ajv {
  readonly addSchema: (schema: object, id: string) => void;
  readonly getSchema: (pointer: string) => Validate | undefined;
}

/** ajv from npm for JSON Schema 2020-12, not strict as OpenAPI's own words want it; with ajv-formats or without. */
export function ajv(withFormats: boolean): Tool {
  const { Ajv2020 } = neighbourModule("ajv/dist/2020") as {
    readonly Ajv2020: new (options: object) => Ajv;
  };
  const { default: addFormats } = neighbourModule("ajv-formats") as {
    readonly default: (ajv: Ajv) => void;
  };
  return async (cases) => {
    const compiler = new Ajv2020({ strict: false, logger: false });
    if (withFormats) addFormats(compiler);
    compiler.addSchema(corpusDocument(cases), "corpus");
    return cases.map((one) => {
      const validate = compiler.getSchema(`corpus#/components/schemas/${one.name}`);
      if (validate === undefined) throw new Error(`ajv does not find ${one.name}`);
      return judge(one, (json) => validate(JSON.parse(json)));
    });
  };
}

/** Prism as a proxy in front of a server that answers what the case says. */
export const prism: Tool = async (cases) => {
  const witness = await startPrism(corpusDocument(cases));
  try {
    const verdicts: Verdict[] = [];
    for (const one of cases) {
      const accepted = new Set<string>();
      for (const json of [...one.taken, ...one.refused])
        if ((await witness.violations(sampleOf(one, json))).length === 0) accepted.add(json);
      verdicts.push(judge(one, (json) => accepted.has(json)));
    }
    return verdicts;
  } finally {
    await witness.stop();
  }
};

/** The kit on a contract that is not the packed one: it refuses a spec that is itself wrong, and compiles the rest. */
export const contractKit: Tool = async (cases) =>
  cases.map((one) => {
    const document = corpusDocument([one]);
    const [problem] = specProblems(document);
    if (problem !== undefined) return refusal(`refuses the contract: ${problem.message}`);
    const check = compileDocument(document).at(`/components/schemas/${one.name}`);
    return judge(one, (json) => check(JSON.parse(json)).length === 0);
  });

/** The way that the shipped validators are made, module by module. */
export const validators: Tool = async (cases) => {
  const folder = mkdtempSync(join(tmpdir(), "corpus-"));
  try {
    const verdicts: Verdict[] = [];
    for (const one of cases) verdicts.push(await packedVerdict(one, join(folder, one.name)));
    return verdicts;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

async function packedVerdict(one: CorpusCase, folder: string): Promise<Verdict> {
  const operationSchemas = await ownScript("validators/scripts/schemas.ts", "operationSchemas");
  const groupModules = await ownScript("validators/scripts/modules.ts", "groupModules");
  const contract = corpusDocument([one]);
  const operations = operationSchemas(contract);
  const modules = await groupModules(contract, new Map([["agents/corpus", operations]]), "").catch(
    (error: unknown) => String(error),
  );
  if (typeof modules === "string") return refusal(`cannot be said: ${modules.replace(/^Error: /, "")}`);
  for (const { path, text } of modules) {
    const file = join(folder, path.replace(/\.js$/, ".mjs"));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text.replaceAll("../common.js", "../common.mjs"));
  }
  const { validators } = (await import(pathToFileURL(join(folder, "agents/corpus.mjs")).href)) as {
    readonly validators: Readonly<
      Record<string, { readonly request?: Check; readonly responses: Readonly<Record<string, Check>> }>
    >;
  };
  const known = validators[operationIdOf(one)];
  const check = one.body === "request" ? known?.request : known?.responses["200"];
  if (check === undefined) throw new Error(`no check of ${one.name}`);
  return judge(one, (json) => check(JSON.parse(json)).length === 0);
}

function sampleOf(one: CorpusCase, json: string): Sample {
  const isRequest = one.body === "request";
  const type: [string, string] = ["Content-Type", "application/json"];
  return {
    operationId: operationIdOf(one),
    page: one.name,
    request: {
      method: "POST",
      target: pathOf(one),
      headers: isRequest ? [type] : [],
      body: isRequest ? json : "",
    },
    response: { status: 200, reason: "OK", headers: isRequest ? [] : [type], body: isRequest ? "" : json },
    faults: [],
  };
}
