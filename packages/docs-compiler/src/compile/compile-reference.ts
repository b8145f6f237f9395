import { existsSync, statSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import type { Diagnostic } from "../diagnostic.ts";
import { contractFiles } from "../emit/files.ts";
import { checkCitations } from "../evidence/check-citations.ts";
import { collectEvidence, type Evidence } from "../evidence/collect-evidence.ts";
import { evidenceFiles } from "../evidence/evidence-files.ts";
import { readCorrections } from "../evidence/read-corrections.ts";
import { type ContractModel, mergeContract } from "../merge/merge.ts";
import type { Pages } from "../pages/join-pages.ts";
import { readPages } from "../pages/read-pages.ts";
import { describeVersion } from "../soap/describe.ts";
import { writeDescriptors } from "../soap/write-descriptors.ts";
import { classFacts } from "../wsdl/class-facts.ts";
import type { ClassFacts } from "../wsdl/facts.ts";
import { readVersions } from "../wsdl/read-versions.ts";
import { contradictions } from "./contradictions.ts";
import { danglingReferences } from "./dangling-references.ts";
import { readHandWritten } from "./hand-written.ts";
import { mergeEntry } from "./merge-entry.ts";
import { mergeDescriptions, pageDescriptions } from "./page-descriptions.ts";
import type { OnProgress } from "./progress.ts";
import { selectGroups, unknownGroups } from "./select-groups.ts";
import { UnreadableError } from "./unreadable-error.ts";

/** What is compiled, and with which hand-written parts. */
export interface CompileOptions {
  /** The contract folder whose hand-written parts are read: `openapi.yaml`, `parameters.yaml`, overlays. */
  readonly handWritten: string;
  /**
   * Groups to write, `Contact`, `ContactAgent` or `agents/contact`, in any case. All pages are read all the same, so
   * that what is written is what the whole would have. Default: all.
   */
  readonly only?: readonly string[];
  /** Take over the pages' own descriptions. The result must not be published. Default: false. */
  readonly descriptions?: boolean;
  /** Default: nothing. */
  readonly onProgress?: OnProgress;
}

/** What the sources amount to. */
export interface Counts {
  readonly pages: number;
  readonly operations: number;
  readonly classes: number;
  readonly enums: number;
  readonly soapVersions: number;
}

/** What a run over the reference made: the model, the files to write, and all that was found to say. */
export interface Compilation {
  /** Restricted to `only`. */
  readonly model: ContractModel;
  readonly pages: Pages;
  readonly facts: ClassFacts;
  /** Of the whole, whatever `only` says. */
  readonly evidence: Evidence;
  /** Texts by their path below the contract folder. */
  readonly files: ReadonlyMap<string, string>;
  /** All of one run, by file and line. */
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: Counts;
  /** Names in `only` that no group has. */
  readonly unknownGroups: readonly string[];
}

/**
 * Compiles a reference folder: pages and WSDLs into the contract's files, with evidence. Writes nothing.
 *
 * @throws UnreadableError where there is no reference, or the hand-written parts cannot be read. Everything that is
 *   wrong with a page or a WSDL is a diagnostic.
 *
 * @example
 * ```ts
 * const { files, diagnostics } = await compileReference("reference", { handWritten: "openapi" });
 * ```
 */
export async function compileReference(referenceDir: string, options: CompileOptions): Promise<Compilation> {
  const { only, onProgress = () => undefined } = options;
  if (!existsSync(referenceDir) || !statSync(referenceDir).isDirectory())
    throw new UnreadableError(referenceDir, "is no folder");
  const hand = readHandWritten(options.handWritten);
  const corrections = readCorrections(options.handWritten);
  const step = async (phase: "wsdl" | "merge" | "emit", done: 0 | 1): Promise<void> => {
    onProgress({ phase, done, total: 1 });
    await setImmediate();
  };

  const pages = await readPages(referenceDir, {
    onPage: (_, done, total) => onProgress({ phase: "pages", done, total }),
  });
  if (pages.operations.length === 0 && pages.diagnostics.length === 0)
    throw new UnreadableError(referenceDir, "has no pages below agent, rest or seeds");
  await step("wsdl", 0);
  const { facts, soap, diagnostics: wsdlDiagnostics } = readServices(referenceDir);
  await step("wsdl", 1);
  await step("merge", 0);
  const operations = pages.operations.filter(({ supersededBy }) => supersededBy === undefined);
  const whole = mergeContract(firstOfEach(operations.map(({ page }) => page)), facts);
  const { evidence, diagnostics: strayCorrections } = collectEvidence(whole, corrections.corrections);
  const model = only === undefined ? whole : selectGroups(whole, only);
  await step("merge", 1);
  await step("emit", 0);
  const descriptions =
    options.descriptions === true
      ? mergeDescriptions(hand.descriptions, pageDescriptions(model))
      : hand.descriptions;
  const contract = contractFiles(model, { ...hand, descriptions });
  if (only !== undefined) mergeEntry(contract, hand.entry);
  const files = new Map([...hand.texts, ...contract, ...soap, ...evidenceFiles(evidence)]);
  await step("emit", 1);
  return {
    model,
    pages,
    facts,
    evidence,
    files,
    diagnostics: [
      ...pages.diagnostics,
      ...wsdlDiagnostics,
      ...whole.diagnostics,
      ...contradictions(evidence, facts),
      ...corrections.diagnostics,
      ...checkCitations(corrections.citations, referenceDir),
      ...strayCorrections,
      ...danglingReferences(contract, hand.schemas),
    ].sort(byPlace),
    counts: {
      pages: Object.values(pages.counts).reduce((sum, count) => sum + count.pages, 0),
      operations: model.operations.length,
      classes: model.classes.size,
      enums: model.enums.size,
      soapVersions: facts.versions.length,
    },
    unknownGroups: only === undefined ? [] : unknownGroups(whole, only),
  };
}

/** Facts and descriptors; the versions themselves, which are large, are dropped on the way out. */
function readServices(referenceDir: string) {
  const { versions, diagnostics } = readVersions(referenceDir);
  const { facts, diagnostics: more } = classFacts(versions);
  const soap = new Map<string, string>();
  if (versions.length > 0) {
    for (const [path, text] of writeDescriptors(versions.map(describeVersion)))
      soap.set(`soap/${path}`, text);
  }
  return { facts, soap, diagnostics: [...diagnostics, ...more] };
}

/** Two pages of one uid are a diagnostic; the first one is compiled. */
function firstOfEach<Page extends { readonly uid: string }>(pages: readonly Page[]): Page[] {
  const seen = new Set<string>();
  return pages.filter(({ uid }) => !seen.has(uid) && seen.add(uid));
}

const byPlace = (a: Diagnostic, b: Diagnostic): number =>
  a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1;
