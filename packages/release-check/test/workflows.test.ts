import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { root } from "../src/packages.ts";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  readonly environment?: unknown;
  readonly "timeout-minutes"?: number;
}
interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const files = globSync(".github/workflows/*.yml", { cwd: root });
const read = (file: string): Workflow => parse(readFileSync(join(root, file), "utf8"));
const all = files.map((file) => [basename(file), read(file)] as const);
const named = (name: string): Workflow => read(`.github/workflows/${name}`);
const stepsOf = (workflow: Workflow) => Object.values(workflow.jobs).flatMap(({ steps }) => steps);

/** What a job may have besides reading the repository, and in which workflow. */
const rights: Readonly<Record<string, readonly string[]>> = {
  "release.yml": ["id-token"],
  "pages.yml": ["id-token", "pages"],
};

describe.each(all)("%s", (name, workflow) => {
  it("has no more rights than it needs", () => {
    expect([{}, { contents: "read" }]).toContainEqual(workflow.permissions);
    const written = Object.values(workflow.jobs).flatMap(({ permissions = {} }) =>
      Object.entries(permissions).flatMap(([right, level]) => (level === "read" ? [] : [right])),
    );
    expect(written.filter((right) => !rights[name]?.includes(right))).toEqual([]);
  });

  it("names every action by its commit, keeps no token in the checkout, and ends", () => {
    const uses = stepsOf(workflow).flatMap(({ uses }) => uses ?? []);
    expect(uses.filter((action) => !/^[\w./-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
    for (const { uses = "", with: given } of stepsOf(workflow))
      if (uses.startsWith("actions/checkout@")) expect(given).toMatchObject({ "persist-credentials": false });
    for (const job of Object.values(workflow.jobs)) expect(job["timeout-minutes"]).toBeGreaterThan(0);
  });

  it("puts nothing that a stranger can write into a script", () => {
    const scripts = stepsOf(workflow).map(({ run = "" }) => run);
    expect(scripts.filter((script) => /\$\{\{\s*(?:github\.(?:event|head_ref)|inputs)/.test(script))).toEqual(
      [],
    );
  });
});

describe("what they do", () => {
  const commands = (name: string) => stepsOf(named(name)).flatMap(({ run }) => run ?? []);

  it.each(["ci.yml", "release.yml"])(
    "%s has the lock file checked before anything is installed from it",
    (name) => {
      const [first = ""] = commands(name);
      expect(first).toMatch(/^npx -y pnpm@[\d.]+ install /);
      for (const option of ["--lockfile-only", "--frozen-lockfile", "--no-trust-lockfile"])
        expect(first.split(" ")).toContain(option);
    },
  );

  it("CI runs what anyone can run: .ci/run, and the audit", () => {
    expect(commands("ci.yml").some((command) => /\bbash \.ci\/run$/.test(command.trim()))).toBe(true);
    expect(commands("ci.yml")).toContain("node scripts/audit.mjs");
    const script = readFileSync(join(root, ".ci/run"), "utf8");
    for (const part of ["npm test", "npm run test:system"]) expect(script).toContain(part);
  });

  it("a release is tested first, and published with provenance", () => {
    const steps = stepsOf(named("release.yml"));
    const at = (part: string) => steps.findIndex(({ run = "" }) => run.includes(part));
    expect(at("npm test")).toBeGreaterThan(-1);
    expect(at("changeset publish")).toBeGreaterThan(at("npm test"));
    expect(steps[at("changeset publish")]?.env).toMatchObject({ NPM_CONFIG_PROVENANCE: "true" });
    expect(Object.values(named("release.yml").jobs)[0]?.permissions).toMatchObject({ "id-token": "write" });
  });
});
