// Writes the page of the corpus from what every tool makes of it. Needs the neighbours, and installs them.
import { writeFileSync } from "node:fs";
import { corpusPage } from "../src/corpus/corpus-table.ts";

writeFileSync(new URL("../../contract-kit/docs/corpus.md", import.meta.url), await corpusPage());
