import { readFileSync } from "node:fs";
import type { OperationValidators } from "@so-webapi/validators";
import { parse as parseYaml } from "yaml";
import { UnreadableError } from "../errors.ts";
import { counted } from "../report/counted.ts";
import { closeProfile } from "./close.ts";
import { compileDocument } from "./compile.ts";
import { packedText } from "./data.ts";
import type { ContractDocument } from "./document.ts";
import { reachableDocument } from "./reachable.ts";
import { type SpecProblem, specProblems } from "./spec-problems.ts";

/** The open profile is what users get; the closed one, derived from it, is what samples are held against. */
export type Profile = "closed" | "open";

/** Checks of an operation's bodies, or undefined for an operation that the contract does not have. */
export type LoadValidators = (operationId: string) => Promise<OperationValidators | undefined>;

/** A contract in one of its profiles, with checks of the bodies. */
export interface SpecTarget {
  readonly document: ContractDocument;
  readonly loadValidators: LoadValidators;
}

/** A contract as everything here takes it. */
export interface Contract {
  /** For reports: title and version. */
  readonly name: string;
  /** The file that it was read from; undefined for the packed contract. */
  readonly file?: string;
  /** The file's text, for reports that point at its lines. */
  readonly text?: string;
  readonly open: SpecTarget;
  readonly closed: SpecTarget;
}

/** The spec was read and is no valid OpenAPI 3.1 document. Holds every reason. */
export class InvalidSpecError extends Error {
  override readonly name = "InvalidSpecError";
  readonly code = "spec-invalid";
  readonly problems: readonly SpecProblem[];

  constructor(file: string, problems: readonly SpecProblem[]) {
    super(`${file} is no valid contract: ${counted(problems.length, "problem")}`);
    this.problems = problems;
  }
}

/**
 * Reads the packed open contract, or its closed profile.
 *
 * @param operationIds keeps these operations and what they reach. Default: the whole contract
 */
export function readContract(profile: Profile, operationIds?: readonly string[]): ContractDocument {
  const whole = JSON.parse(packedText("superoffice.openapi.json")) as ContractDocument;
  const cut = operationIds === undefined ? whole : reachableDocument(whole, new Set(operationIds));
  return profile === "open" ? cut : closeProfile(cut);
}

/** The packed contract of the SuperOffice WebAPI, with the validators that ship with it. */
export async function packedContract(): Promise<Contract> {
  const [document, open, closed] = await Promise.all([
    readContract("open"),
    import("@so-webapi/validators/all"),
    import("@so-webapi/validators/closed/all"),
  ]);
  return {
    name: nameOf(document),
    open: { document, loadValidators: open.loadValidators },
    closed: { document: closeProfile(document), loadValidators: closed.loadValidators },
  };
}

/**
 * Reads a contract of the caller's own: OpenAPI 3.1 in one file, JSON or YAML. It is validated first.
 *
 * @throws UnreadableError where there is no such file or it is no JSON and no YAML
 * @throws InvalidSpecError where it is no valid contract, with all reasons
 */
export function contractFromFile(file: string): Contract {
  const text = readText(file);
  const value = parseDocument(file, text);
  const problems = specProblems(value);
  if (problems.length > 0) throw new InvalidSpecError(file, problems);
  return { ...contractOf(value as ContractDocument), file, text };
}

/** A contract of a document that is known to be valid. The closed profile is derived, and both are compiled with ajv. */
export function contractOf(given: ContractDocument): Contract {
  // A document without named schemas may leave the section out.
  const document = {
    ...given,
    components: { ...given.components, schemas: given.components?.schemas ?? {} },
  };
  return {
    name: nameOf(document),
    open: compiled(document),
    closed: compiled(closeProfile(document)),
  };
}

function compiled(document: ContractDocument): SpecTarget {
  const known = compileDocument(document);
  const operations = new Map<string, OperationValidators | undefined>();
  const loadValidators: LoadValidators = async (operationId) => {
    if (!operations.has(operationId)) operations.set(operationId, known.operation(operationId));
    return operations.get(operationId);
  };
  return { document, loadValidators };
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UnreadableError(`${file}: the spec cannot be read`, { cause: error });
  }
}

function parseDocument(file: string, text: string): unknown {
  const isJson = /^\s*\{/.test(text);
  try {
    return isJson ? JSON.parse(text) : parseYaml(text, { logLevel: "error", maxAliasCount: 1000 });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
    throw new UnreadableError(`${file} is no ${isJson ? "JSON" : "YAML"}: ${reason}`, { cause: error });
  }
}

function nameOf(document: ContractDocument): string {
  const { title = "contract", version = "" } =
    (document as { readonly info?: { readonly title?: string; readonly version?: string } }).info ?? {};
  return `${title} ${version}`.trim();
}
