/** A command that no test types, and why. */
export interface LeftOut {
  readonly page: string;
  /** The command as it stands, without the remark behind it. */
  readonly command: string;
  readonly reason: string;
}

const inside = "It is what runs this check.";

const site = "site/test, part of test:system, installs, builds and serves it.";

/** Every command of the pages that is not run. A row that fits no command any more fails. */
export const leftOut: readonly LeftOut[] = [
  { page: "README.md", command: "npm test", reason: inside },
  { page: "CONTRIBUTING.md", command: "npm test", reason: inside },
  { page: "CONTRIBUTING.md", command: "npm run test:system", reason: inside },
  {
    page: "CONTRIBUTING.md",
    command: "npm run bench",
    reason: "It takes many minutes; bench/ has tests of its own, and its --help is run.",
  },
  {
    page: "CONTRIBUTING.md",
    command: "npx pnpm@12.21.0 changeset",
    reason: "It asks questions and waits for answers.",
  },
  { page: "CONTRIBUTING.md", command: "npm run docs", reason: site },
  { page: "site/README.md", command: "npm run docs", reason: site },
  { page: "site/README.md", command: "npm run docs -- --serve", reason: site },
  {
    page: "packages/client/README.md",
    command: "npm install @so-webapi/client",
    reason:
      "The package comes from the registry; packages/client/test/packed installs what would be published.",
  },
  {
    page: "packages/client/README.md",
    command: "npx @so-webapi/sandbox-server serve --port 8787",
    reason:
      "The package comes from the registry; apps/sandbox/README.md is typed, and packages/release-check starts it.",
  },
  {
    page: "packages/contract-kit/README.md",
    command: "npm install --save-dev @so-webapi/contract-kit",
    reason: "The package comes from the registry; packages/release-check installs what would be published.",
  },
  {
    page: "packages/contract-kit/README.md",
    command: "npx so-contract mutate --of contract",
    reason: "It takes ten seconds of a processor; packages/contract-kit/test/cli/mutate.test.ts runs it.",
  },
  {
    page: "apps/edge-proxy/README.md",
    command: "docker build -t so-proxy . && docker run --rm -p 8787:8787 so-proxy",
    reason:
      "No container runtime comes with npm; apps/edge-proxy/test/starts.test.ts does by hand what the Dockerfile says.",
  },
  {
    page: "apps/edge-proxy/README.md",
    command: "npx wrangler deploy",
    reason: "It needs an account; the same bundle runs in workerd in apps/edge-proxy/test.",
  },
];

/** Whether a command is left out. What stands behind `#` is a remark. */
export function isLeftOut(page: string, command: string): boolean {
  const bare = bareCommand(command);
  return leftOut.some((row) => row.page === page && row.command === bare);
}

/** A command without the remark behind it. */
export function bareCommand(command: string): string {
  return command.replace(/\s+#.*$/s, "").trim();
}
