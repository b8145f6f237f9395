// Time and memory of `so-docs compile` beside markdown-it, and how its time grows with the pages.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median, printTable, say } from "../statistics.mjs";

const folder = fileURLToPath(new URL("../../packages/docs-compiler/bench/", import.meta.url));
const contract = fileURLToPath(new URL("../../openapi", import.meta.url));
const reference =
  process.env.SO_REFERENCE_DIR ?? fileURLToPath(new URL("../../../shared/reference", import.meta.url));

export async function run({ rounds }) {
  say(`\nCompiler: so-docs compile, written files included, beside reading and parsing with markdown-it`);
  if (!existsSync(reference)) {
    say("The reference pages are not at hand: nothing was measured.");
    return;
  }
  // It exits with 1 when it misses its targets; the figures are what counts here.
  const { stdout } = spawnSync(process.execPath, [join(folder, "compile.mjs"), String(rounds)], {
    encoding: "utf8",
  });
  say(stdout.trim());
  const shares = [0.25, 0.5, 1];
  const parts = shares.map((share) => part(share));
  try {
    const seconds = parts.map(() => []);
    for (let round = 0; round < rounds; round++) {
      for (const [index, { path }] of parts.entries()) {
        const out = mkdtempSync(join(tmpdir(), "so-docs-growth-"));
        const started = performance.now();
        spawnSync(process.execPath, [join(folder, "compile-once.mjs"), path, contract, out], {
          stdio: "ignore",
        });
        seconds[index].push((performance.now() - started) / 1000);
        rmSync(out, { recursive: true, force: true });
      }
    }
    const [first, , last] = seconds.map(median);
    const [few, , many] = parts.map(({ pages }) => pages);
    printTable(
      ["growth", "pages", "seconds"],
      parts.map(({ pages }, index) => [
        `${shares[index] * 100} % of the pages`,
        pages,
        median(seconds[index]).toFixed(2),
      ]),
      seconds.map((own) => ({ seconds: own })),
    );
    say(`${(((last - first) / (many - few)) * 1000).toFixed(2)} ms a page between the least and the most`);
  } finally {
    for (const { path } of parts) rmSync(path, { recursive: true, force: true });
  }
}

/** A reference folder with this share of the agents' and entities' folders and all WSDLs. */
function part(share) {
  const path = mkdtempSync(join(tmpdir(), "so-docs-part-"));
  let pages = 0;
  for (const name of ["seeds", "soap", "wsdl"]) {
    if (existsSync(join(reference, name)))
      cpSync(join(reference, name), join(path, name), { recursive: true });
  }
  for (const release of ["agent", "rest"]) {
    mkdirSync(join(path, release));
    const folders = readdirSync(join(reference, release), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    for (const { name } of folders.filter((_, index) => index % Math.round(1 / share) === 0)) {
      cpSync(join(reference, release, name), join(path, release, name), { recursive: true });
      pages += readdirSync(join(reference, release, name)).length;
    }
  }
  return { path, pages };
}
