import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BenchmarkModel } from "../collect/benchmarks.ts";
import type { ChangelogModel } from "../collect/changelogs.ts";
import type { ConfigurationModel } from "../collect/configuration.ts";
import type { EvidenceModel } from "../collect/evidence.ts";
import type { FrontPage } from "../collect/front-page.ts";
import type { Reference } from "../collect/reference/model.ts";
import type { ReportModel } from "../collect/reports.ts";

/** What the collector wrote, by the names of its files. */
interface Collected {
  readonly "front-page": FrontPage;
  readonly reference: Reference;
  readonly evidence: EvidenceModel;
  readonly reports: readonly ReportModel[];
  readonly configuration: ConfigurationModel;
  readonly benchmarks: readonly BenchmarkModel[];
  readonly changelogs: readonly ChangelogModel[];
}

const read = new Map<string, unknown>();

/** Reads a file of the collector, once. The build runs in the folder of the site. */
export function dataOf<Name extends keyof Collected>(name: Name): Collected[Name] {
  const known =
    read.get(name) ?? JSON.parse(readFileSync(join(process.cwd(), `src/generated/${name}.json`), "utf8"));
  read.set(name, known);
  return known as Collected[Name];
}

/** The address of a path of the site. */
export const address = (path: string): string => `${import.meta.env.BASE_URL.replace(/\/$/, "")}/${path}`;
