import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { manifestOf, publishable, root } from "../src/packages.ts";

// `changeset version` in a copy of what it reads: manifests, changesets and their settings.
const folder = mkdtempSync(join(realpathSync(tmpdir()), "so-versions-"));
const copy = (file: string) => cpSync(join(root, file), join(folder, file), { recursive: true });
const contract = "openapi/dist/superoffice.openapi.json";
const packages = publishable().map(({ folder: at, manifest }) => ({
  name: manifest.name,
  before: manifest.version,
  at: at.slice(root.length).replace(/\/$/, ""),
}));

beforeAll(() => {
  for (const file of ["package.json", "pnpm-workspace.yaml", "pnpm-lock.yaml", ".changeset"]) copy(file);
  for (const file of globSync(["openapi/package.json", "packages/*/package.json", "apps/*/package.json"], {
    cwd: root,
  }))
    copy(file);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  // Everyone gets a change, so that each must get a version; the contract's is written by so-contract diff.
  const bumps = packages.map(({ name }) => `"${name}": patch`).join("\n");
  writeFileSync(join(folder, ".changeset/all.md"), `---\n${bumps}\n---\n\nSomething that a user sees.\n`);
  writeFileSync(join(folder, "old.json"), JSON.stringify(older()));
  const kit = join(root, "packages/contract-kit/dist/cli.js");
  const told = ["--changeset", ".changeset/contract.md", "--packages", "@so-webapi/openapi"];
  execFileSync(process.execPath, [kit, "diff", "old.json", join(root, contract), ...told], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
  writeFileSync(join(folder, ".gitignore"), "node_modules\n");
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-q", "-m", "before");
  execFileSync(process.execPath, [join(root, "node_modules/@changesets/cli/bin.js"), "version"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The contract before an operation came. */
function older(): unknown {
  const document: { paths: Record<string, unknown> } = JSON.parse(readFileSync(join(root, contract), "utf8"));
  const { "/api/v1/Agents/Contact/GetMyActiveContacts": _, ...paths } = document.paths;
  return { ...document, paths };
}

describe.each(packages)("$name", ({ at, before }) => {
  it("gets a version and a changelog that names it", () => {
    const { version } = manifestOf(join(folder, at));
    expect(version).not.toBe(before);
    expect(readFileSync(join(folder, at, "CHANGELOG.md"), "utf8")).toContain(`## ${version}`);
  });
});

it("writes what changed in the contract into the changelog of the contract's package", () => {
  const changelog = readFileSync(join(folder, "openapi/CHANGELOG.md"), "utf8");
  expect(changelog).toContain("v1ContactAgent_GetMyActiveContacts");
});

it("leaves no changeset behind", () => {
  expect(globSync(".changeset/*.md", { cwd: folder }).filter((file) => !file.endsWith("README.md"))).toEqual(
    [],
  );
  expect(existsSync(join(folder, dirname(contract)))).toBe(false);
});
