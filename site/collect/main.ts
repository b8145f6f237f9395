// Makes the content of the site from the repository: node site/collect/main.ts. Everything goes to site/src/generated.
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readBenchmarks } from "./benchmarks.ts";
import { makeChangelogs } from "./changelogs.ts";
import { makeConfiguration } from "./configuration.ts";
import { writeDocuments } from "./documents.ts";
import { makeEvidence } from "./evidence.ts";
import { makeFrontPage } from "./front-page.ts";
import { makeReference } from "./reference/reference.ts";
import { writeReports } from "./reports.ts";
import { generated, readText, root } from "./repository.ts";
import { sidebarOf } from "./sidebar.ts";
import { writeFile } from "./write.ts";

rmSync(generated, { recursive: true, force: true });
mkdirSync(join(generated, "public"), { recursive: true });
copyFileSync(join(root, "site/src/favicon.svg"), join(generated, "public/favicon.svg"));
const data = (name: string, value: unknown): void =>
  writeFile(join(generated, `${name}.json`), JSON.stringify(value));

const documents = writeDocuments();
data("sidebar", sidebarOf(documents));
data("front-page", makeFrontPage(documents));

const reference = makeReference();
data("reference", reference);
const operations = Object.fromEntries(
  reference.groups.map(({ key, operations: own }) => [
    key,
    own.map(({ method, path }) => `${method} ${path}`),
  ]),
);
writeFile(join(generated, "public/operations.json"), JSON.stringify(operations));
copyFileSync(join(root, "openapi/dist/superoffice.openapi.json"), join(generated, "public/openapi.json"));

const places = new Map([
  ...reference.classes.map(({ name }) => [name, `reference/classes/${name}/`] as const),
  ...reference.groups.flatMap(({ key, operations: own }) =>
    own.map(({ id }) => [id, `reference/${key}/#${id}`] as const),
  ),
]);
data(
  "evidence",
  makeEvidence((owner) => places.get(owner) ?? ""),
);
data("reports", writeReports());
data("benchmarks", readBenchmarks());
writeFile(join(generated, "public/benchmarks/results.json"), readText("bench/results.json"));
data("configuration", makeConfiguration());
copyFileSync(join(root, "apps/edge-proxy/config.schema.json"), join(generated, "public/config.schema.json"));
data("changelogs", makeChangelogs());
