import { packedText } from "../contract/data.ts";
import type { Sample } from "./sample.ts";

/** The samples that are packed with this package: those of the seed pages, each with its recorded faults. */
export function packedSamples(): Sample[] {
  const { rest } = JSON.parse(packedText("samples.json")) as { readonly rest: readonly Sample[] };
  return [...rest];
}
