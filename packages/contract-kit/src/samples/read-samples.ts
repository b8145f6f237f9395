import { createMatcher, type Method, type Routed } from "@so-webapi/operations";
import type { Contract } from "../contract/contract.ts";
import { operationById, operationsOf } from "../contract/document.ts";
import { UnreadableError } from "../errors.ts";
import { pageSamples } from "../pages/read-pages.ts";
import { type FindOperation, holdsSamples, readSampleFolder } from "./folder.ts";
import type { Sample } from "./sample.ts";

/**
 * The samples of a folder, whichever of two kinds it is: folders of `request.http` and `response.http`, or reference pages.
 *
 * @throws UnreadableError where the folder has neither
 */
export async function readSamples(folder: string, contract: Contract): Promise<Sample[]> {
  const { document } = contract.closed;
  if (holdsSamples(folder))
    return readSampleFolder(folder, (name) => operationById(document, name) !== undefined, finder(contract));
  const samples = await pageSamples(folder, contract);
  if (samples.length > 0) return samples;
  throw new UnreadableError(`${folder} has no sample: no request.http and no reference page with one`);
}

/** Finds an operation of a contract by a request's line, as servers do. */
export function finder({ open }: Contract): FindOperation {
  const rows = operationsOf(open.document).map(({ operationId, method, path, operation }) => ({
    operationId,
    method: method.toUpperCase() as Method,
    path,
    match: operation["x-match"] as Routed["match"],
  }));
  const match = createMatcher(rows);
  return (method, path) => {
    const found = match(method, path);
    return found.kind === "found" ? found.operation.operationId : undefined;
  };
}
