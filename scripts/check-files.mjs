// No file that people write is longer than 300 lines without a reason, and the reason stands here. Prints them.
// Exit status 1 for a longer file without a reason, and for a reason that is needed no more.
import { readFileSync } from "node:fs";
import { repositoryFiles, rootFolder } from "./workspace.mjs";

const limit = 300;
/** A reason stays while its file is about as long: files grow and shrink. */
const nearly = 250;

/** Made by programs, or data as it came. */
const notWritten = [
  /(^|\/)pnpm-lock\.yaml$/,
  /^openapi\/(agents|entities|schemas|evidence|soap|samples)\//,
  /^openapi\/test\/golden\//,
  /(^|\/)(generated|fixtures)\//,
  /(^|\/)CHANGELOG\.md$/,
];

const oneSubject = "one subject, told in one order; parts of it would share all of its set-up";
const reasons = {
  "apps/edge-proxy/README.md": "what operators look up is on one page, which a browser searches",
  "packages/client/README.md": "what developers look up is on one page, which a browser searches",
  "packages/platform/README.md": "a section for each sub-path, on one page",
  "packages/soap/docs/parity.md": "written by so-docs soap-parity, a section for each agent",
  "openapi/openapi.yaml": "the compiler writes its lists; by hand are the first lines",
  "packages/sandbox/src/seed/default.seed.yaml": "data: the tenant that a sandbox begins with",
  "packages/sandbox/src/storage/schema.ts":
    "the schema of the database, a table for each kind of row; Drizzle wants it whole",
  "packages/sandbox/inspector/style.css": "the one style sheet of the inspector",
  "apps/edge-proxy/test/cache.test.ts": oneSubject,
  "apps/edge-proxy/test/callers.test.ts": oneSubject,
  "apps/edge-proxy/test/canaries.test.ts": oneSubject,
  "apps/edge-proxy/test/renewal.test.ts": oneSubject,
  "apps/edge-proxy/test/small-proxy.test.ts": oneSubject,
  "apps/edge-proxy/test/visibility.test.ts": oneSubject,
  "openapi/test/policy.test.ts": "the rules of POLICY.md in its order, and a test that none is missing",
  "packages/client/test/lists/rows.test.ts": oneSubject,
  "packages/client/test/transport/retries.test.ts": oneSubject,
  "packages/contract-kit/src/diff/diff.test.ts": "a table: a case for each rule of a diff",
  "packages/contract-kit/test/cli/check.test.ts": oneSubject,
  "packages/contract-tests/bite/edits.ts":
    "a table: an edit that breaks something, and the tests that must see it",
  "packages/sandbox/test/identity/oauth.test.ts": oneSubject,
  "packages/sandbox/test/lists/odata-list.test.ts": oneSubject,
  "packages/soap/test/bad-input.test.ts": "a table: what is wrong with a message, and the code that says so",
  "packages/types/scripts/generator/generate-types.test.ts":
    "cases of schemas and the text that comes of each",
};

const root = rootFolder();
const files = repositoryFiles(
  root,
  ..."ts tsx mts js mjs css html sh sql yaml yml md jsonc".split(" ").map((ending) => `*.${ending}`),
).filter((file) => !notWritten.some((pattern) => pattern.test(file)));
const counted = files.map((file) => ({
  file,
  lines: readFileSync(`${root}${file}`, "utf8").split("\n").length - 1,
}));
const long = counted.filter(({ lines }) => lines > limit);

let status = 0;
for (const { file, lines } of long) {
  if (reasons[file] !== undefined) console.log(`${String(lines).padStart(5)}  ${file}: ${reasons[file]}`);
  else {
    console.error(`${file} has ${lines} lines, and no reason for more than ${limit}`);
    status = 1;
  }
}
for (const file of Object.keys(reasons))
  if (!counted.some((found) => found.file === file && found.lines > nearly)) {
    console.error(`${file} has no more than ${nearly} lines: its reason can go`);
    status = 1;
  }
console.log(`${files.length} files, ${long.length} of them longer than ${limit} lines`);
process.exit(status);
