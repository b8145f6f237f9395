import {
  type Outcome,
  outcome,
  specOpen,
  specRequest,
  specResponse,
  type Table,
  tableAgrees,
  together,
} from "@so-webapi/contract-kit/checks";
import type { SpecTarget } from "@so-webapi/contract-kit/contract";
import { differences } from "@so-webapi/contract-kit/json";
import { asDocumented, headClasses } from "@so-webapi/contract-kit/pages";
import type { PageSample } from "./page-samples.ts";

/** What the wide matrix looks at: the whole contract and what is made of it. */
export interface WideSubjects {
  readonly closed: SpecTarget;
  readonly open: SpecTarget;
  readonly table: Table;
  /** What was found of the table's classes already: each is compared once. */
  readonly classes: Map<string, readonly string[]>;
}

/** Columns of the wide matrix that are run sample by sample. */
export const wideColumnIds = ["spec.request", "spec.response", "spec.open", "table.agrees"] as const;

export type WideColumnId = (typeof wideColumnIds)[number];

/** The checks of one page's sample, its message around the bodies as the page's tables say. */
export async function runWideColumn(
  id: WideColumnId,
  { closed, open, table, classes }: WideSubjects,
  printed: PageSample,
): Promise<Outcome> {
  const sample = asDocumented(closed.document, printed);
  switch (id) {
    case "spec.request":
      return together(await specRequest(closed, sample), classified(closed, printed));
    case "spec.response":
      return specResponse(closed, sample);
    case "spec.open":
      return specOpen(open, sample);
    default:
      return tableAgrees(closed.document, table, sample, classes);
  }
}

/** The docs compiler and the kit say the same of the message around the bodies. */
function classified({ document }: SpecTarget, sample: PageSample): Outcome {
  const differ = differences(headClasses(document, sample), [...sample.headClasses]);
  const unexplained = sample.unexplained
    .filter((failure) => !isNullOfError(sample, failure))
    .map(({ source, at, kind }) => `${source}: ${kind} at ${at} has no class`);
  return outcome([...differ.map((one) => `classes of the docs compiler: ${one}`), ...unexplained]);
}

/** The generator prints null as the body of an error. */
const isNullOfError = (
  { response }: PageSample,
  { side, at, value }: PageSample["unexplained"][number],
): boolean => side === "response" && response.status >= 400 && at === "" && value === null;
