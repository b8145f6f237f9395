import { fileURLToPath } from "node:url";
import { openReference } from "../../src/pages/reference.ts";
import { type PageSample, readPageSamples } from "../../src/wide/page-samples.ts";

/** The reference pages, or undefined where they are not at hand. */
export const reference = openReference();

/** Every sample of all pages, extracted into a folder of its own below `.results/`. */
export function wideSamples(folder: string): Promise<PageSample[]> {
  if (reference === undefined) throw new RangeError("there are no pages");
  return readPageSamples(
    reference.folder,
    fileURLToPath(new URL(`../../.results/${folder}/`, import.meta.url)),
  );
}

/** What is said aloud where there are no pages: nothing of it counts as passed. */
export const notRun = (what: string): string =>
  `${what}: NOT RUN, the reference pages are not here (set SO_REFERENCE_DIR to their folder)`;
