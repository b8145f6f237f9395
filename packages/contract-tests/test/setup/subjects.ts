import { readFileSync } from "node:fs";
import { compileDocument, readContract } from "@so-webapi/contract-kit/contract";
import { startRecorder } from "@so-webapi/contract-kit/servers";
import { readSamples, readSoapSamples } from "@so-webapi/openapi";
import * as table from "@so-webapi/operations/all";
import { loadValidators as loadOpen } from "@so-webapi/validators/all";
import { loadValidators as loadClosed } from "@so-webapi/validators/closed/all";
import { realClient } from "../../src/checks/real-client.ts";
import type { CompiledFiles } from "../../src/checks/types.ts";
import type { Subjects } from "../../src/matrix/columns.ts";
import { type Lab, type ProxyMode, startLab } from "../../src/servers/lab.ts";
import { compileProject } from "../../src/types/compile.ts";

export const samples = readSamples();
const sampled = samples.map(({ operationId }) => operationId);
/** The contract as far as the committed samples reach: their operations, with every schema that these lead to. */
export const closedDocument = readContract("closed", sampled);
const openDocument = readContract("open", sampled);

/** The repository's own packages as subjects of the checks, and how to end what runs for them. */
export interface RealSubjects extends Subjects {
  readonly stop: () => Promise<void>;
}

/** Compiles the generated files. */
export async function compiledFiles(): Promise<CompiledFiles> {
  const [good, bad] = await Promise.all([
    compileProject("tsconfig.samples.json"),
    compileProject("tsconfig.must-fail.json"),
  ]);
  return { samples: good, mustFail: bad, read: readGenerated };
}

/** A file of this package by its path, or undefined. */
function readGenerated(file: string): string | undefined {
  try {
    return readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
  } catch {
    return undefined;
  }
}

/** Starts everything that the columns look at. */
export async function startSubjects(modes: readonly ProxyMode[]): Promise<RealSubjects> {
  const [lab, recorder, types] = await Promise.all([startLab(modes), startRecorder(), compiledFiles()]);
  return {
    ...pureSubjects(),
    types,
    recorder,
    lab,
    stop: async () => {
      await Promise.all([lab.stop(), recorder.close()]);
    },
  };
}

/** The subjects that need no server and no compiler. */
export function pureSubjects(): Omit<Subjects, "types" | "recorder" | "lab"> {
  return {
    closed: { document: closedDocument, loadValidators: loadClosed },
    open: { document: openDocument, loadValidators: loadOpen },
    opinions: [
      { profile: "closed", shipped: loadClosed, compiled: compileDocument(closedDocument) },
      { profile: "open", shipped: loadOpen, compiled: compileDocument(openDocument) },
    ],
    table,
    client: realClient,
    soap: readSoapSamples(),
  };
}

/** A lab in which nothing runs, for subjects whose sockets are not looked at. */
export const noLab: Lab = {
  proxy: (runtime, mode) => {
    throw new RangeError(`the lab has no ${runtime}.${mode}`);
  },
  samplesProxy: (runtime) => {
    throw new RangeError(`the lab has no ${runtime}.samples`);
  },
  stop: async () => {},
};
