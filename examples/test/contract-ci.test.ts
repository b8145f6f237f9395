import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { follow } from "./support/follow.ts";
import { type Example, openExample } from "./support/open-example.ts";
import { openShell } from "./support/shell.ts";

interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}
interface Job {
  readonly env: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

function jobOf({ folder }: Example): Job & Pick<Workflow, "permissions"> {
  const workflow: Workflow = parse(readFileSync(join(folder, ".github/workflows/contract.yml"), "utf8"));
  const { contract } = workflow.jobs;
  if (contract === undefined) throw new Error("the workflow has no job contract");
  return { ...contract, permissions: workflow.permissions };
}

/** What GitHub makes of the job's variables where nobody has set any: `${{ vars.X || 'this' }}`. */
function unsetEnvironment({ env }: Job): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).map(([name, text]) => [
      name,
      text.replace(/^\$\{\{ \w+\.\w+ \|\| '(.*)' \}\}$/, "$1"),
    ]),
  );
}

/** The job's commands one after the other, but for `npm ci`: what it installs is there. */
async function runJob(example: Example): Promise<void> {
  const job = jobOf(example);
  await using shell = openShell(example.folder, unsetEnvironment(job));
  const commands = job.steps.flatMap(({ run }) => (run === undefined || run === "npm ci" ? [] : [run]));
  expect(commands).toHaveLength(job.steps.length - 4);
  for (const [index, command] of commands.entries())
    await shell.run({ commands: command, line: index + 1, prints: undefined, isServer: false });
}

it("the README of contract-ci can be followed to its end", async () => {
  await using followed = await follow("contract-ci");
  expect(followed.printed).toHaveLength(3);
});

it("the workflow's commands run as written, against the sandbox that they start", async () => {
  using example = await openExample("contract-ci");
  await runJob(example);
  const reports = globSync("reports/*.*", { cwd: example.folder }).sort();
  expect(reports).toEqual(["reports/live.html", "reports/live.xml", "reports/recorded.xml"]);
});

it("the workflow fails where a recorded answer breaks the contract", async () => {
  using example = await openExample("contract-ci");
  const file = join(example.folder, "recorded/v1ContactEntity_GetContactEntity/1-200/response.http");
  writeFileSync(file, readFileSync(file, "utf8").replace('"ContactId": 1,', '"ContactId": "one",'));
  await expect(runJob(example)).rejects.toThrow("FAILED spec.response");
});

it("the workflow may only read, and takes actions by their commit", async () => {
  using example = await openExample("contract-ci");
  const { permissions, steps } = jobOf(example);
  expect(permissions).toEqual({ contents: "read" });
  const actions = steps.flatMap(({ uses }) => uses ?? []);
  expect(actions).toHaveLength(3);
  for (const action of actions) expect(action).toMatch(/@[0-9a-f]{40}$/);
});
