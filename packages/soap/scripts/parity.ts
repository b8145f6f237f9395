// Writes docs/parity.md: what the bridge does about each difference that `so-docs soap-parity --json` lists.
// node scripts/parity.ts REFERENCE, or with the list on standard input: so-docs soap-parity --json reference | node scripts/parity.ts -
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type ParityReport, parityPage } from "./parity-page.ts";

const [reference = "-"] = process.argv.slice(2);
const compiler = fileURLToPath(new URL("../../docs-compiler/src/cli.ts", import.meta.url));
const json =
  reference === "-"
    ? readFileSync(0, "utf8")
    : execFileSync(process.execPath, [compiler, "soap-parity", "--json", reference], {
        encoding: "utf8",
        maxBuffer: 1 << 28,
      });
writeFileSync(new URL("../docs/parity.md", import.meta.url), parityPage(JSON.parse(json) as ParityReport));
