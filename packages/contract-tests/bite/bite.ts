// node bite/bite.ts [WORD…]: breaks the repository on purpose, one edit of `edits.ts` at a time, builds what hangs on it, and
// says which tests go red. An edit that nothing notices fails the run. Takes half an hour; the working tree must be clean.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Edit, edits } from "./edits.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const own = "packages/contract-tests/";
const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };
const words = process.argv.slice(2);
const chosen = edits.filter(({ what, file }) => words.every((word) => `${what} ${file}`.includes(word)));

/** `killed` where every file named went red, by tests or by a build that refuses. */
interface Verdict {
  readonly result: "killed" | "survived";
  readonly by: readonly string[];
}

const unclean = git("status", "--porcelain", "--untracked-files=no");
if (unclean !== "") throw new Error(`commit or undo first: what is edited is put back from git\n${unclean}`);

let survived = 0;
for (const [index, edit] of chosen.entries()) {
  const { result, by } = tried(edit);
  if (result === "survived") survived++;
  console.log(
    `${index + 1}/${chosen.length} ${result === "killed" ? "killed  " : "SURVIVED"} ${edit.what} (${edit.file})`,
  );
  for (const one of by) console.log(`      ${one}`);
}
// What was built of the last edit goes.
if (!chosen.every(isOwn)) build();
console.log(`${chosen.length - survived} of ${chosen.length} edits killed`);
process.exitCode = survived === 0 && chosen.length > 0 ? 0 : 1;

function tried(edit: Edit): Verdict {
  const file = `${root}${edit.file}`;
  const text = readFileSync(file, "utf8");
  if (text.split(edit.find).length !== 2)
    throw new Error(`${edit.file} does not hold exactly once: ${edit.find}`);
  writeFileSync(
    file,
    text.replace(edit.find, () => edit.put),
  );
  try {
    const refused = isOwn(edit) ? undefined : build();
    if (refused !== undefined) return { result: "killed", by: [`the build: ${refused}`] };
    const red = edit.seenBy.map((one) => failing(one));
    return { result: red.every(({ length }) => length > 0) ? "killed" : "survived", by: red.flat() };
  } finally {
    writeFileSync(file, text);
  }
}

/** Tests of the edited package itself read its source, and nothing is built for them. */
function isOwn({ file, seenBy }: Edit): boolean {
  return seenBy.every((one) => one.includes("/ ") && file.startsWith(one.slice(0, one.indexOf(" "))));
}

/** Builds everything anew that hangs on what changed; a reason where it cannot be built. */
function build(): string | undefined {
  const { status, stdout, stderr } = spawnSync(
    "npx",
    [
      "--prefer-offline",
      "-y",
      "pnpm@12.21.0",
      "exec",
      "turbo",
      "run",
      "build",
      "generate",
      "--output-logs=errors-only",
    ],
    { cwd: root, env, encoding: "utf8" },
  );
  if (status === 0) return undefined;
  return /^.*(?:rror|: ).*$/m.exec(`${stdout}${stderr}`)?.[0] ?? `status ${status}`;
}

/** Titles of the tests that fail, the first three. */
function failing(entry: string): string[] {
  const parts = entry.split(" ");
  const folder = parts[0]?.endsWith("/") === true ? (parts.shift() ?? own) : own;
  const output = `${root}${folder}.results/bite.json`;
  rmSync(output, { force: true });
  spawnSync(
    `${root}${folder}node_modules/.bin/vitest`,
    ["run", "--reporter=json", `--outputFile.json=${output}`, ...parts],
    { cwd: `${root}${folder}`, env, maxBuffer: 2 ** 28 },
  );
  if (!existsSync(output)) {
    console.log(`      ${entry}: the tests did not run`);
    return [];
  }
  const { testResults = [] } = JSON.parse(readFileSync(output, "utf8")) as {
    readonly testResults?: readonly {
      readonly message: string;
      readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
    }[];
  };
  const failed = testResults.flatMap(({ message, assertionResults }) => {
    const titles = assertionResults.filter(({ status }) => status === "failed").map((one) => one.fullName);
    return titles.length > 0 || message === "" ? titles : [message.split("\n")[0] ?? ""];
  });
  const more = failed.length > 3 ? [`and ${failed.length - 3} more`] : [];
  return [...failed.slice(0, 3), ...more].map((title) => `${parts.join(" ")}: ${title.slice(0, 120)}`);
}

function git(...args: string[]): string {
  return execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
}
