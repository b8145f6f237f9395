import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { allBlocks, root } from "../pages.ts";
import { greenhousePage } from "./greenhouse-page.ts";
import { mendedMonday, recordedAnswer, recordedMonday } from "./recorded.ts";
import type { Scene } from "./scene.ts";

const sandbox = "so-sandbox serve --port 0";

/** A page about the sandbox's paths, whose lines are pasted against one that listens where the page says. */
const againstSandbox: Scene = {
  port: 4010,
  before: { "": sandbox },
  // A person copies the code out of one answer into the next line.
  replace: (command, { said }) =>
    command.replace("code=...", `code=${[...said.matchAll(/[?&]code=([\w-]+)/g)].at(-1)?.[1] ?? ""}`),
};

/** Every page that has something to type, and what the page does not say. */
export const scenes: Readonly<Record<string, Scene>> = {
  "README.md": {
    system: true,
    folder: "root",
    serves: /npm start\b/,
    port: 8787,
    // Paths of readers begin with `npm start` running.
    before: { "http://127.0.0.1:8787": "npm start" },
    expect: [{ command: "/Remote/Services86/", prints: /GetMyActiveContactsResponse/ }],
  },
  "CONTRIBUTING.md": { system: true, folder: "root", serves: /^npm start\b/ },
  "apps/edge-proxy/README.md": {
    prepare({ folder }) {
      for (const name of ["dist", "package.json"])
        symlinkSync(join(root, "apps/edge-proxy", name), join(folder, name));
      symlinkSync(join(root, "openapi"), join(folder, "openapi"));
    },
    serves: /(?:node|bun|deno run .*) dist\/node\.js$/,
    port: 8787,
    before: { "/Remote/Services86/": "node dist/node.js" },
    expect: [
      { command: "node dist/node.js check", prints: /upstream/i },
      { command: "/Remote/Services86/", prints: /GetMyActiveContactsResponse/ },
    ],
  },
  "apps/sandbox/README.md": {
    prepare({ folder }) {
      symlinkSync(join(root, "apps/sandbox/dist"), join(folder, "dist"));
      for (const name of ["apps", "packages", "openapi"]) symlinkSync(join(root, name), join(folder, name));
      writeFileSync(join(folder, "my-company.yaml"), seedOfTheGuide());
      const pages = join(folder, "../shared/reference/agent/Greenhouse_Agent");
      mkdirSync(pages, { recursive: true });
      writeFileSync(join(pages, "v1GreenhouseAgent_GetBed.md"), greenhousePage);
    },
    serves: /\bserve\b/,
    port: 4010,
    // A free port, and a hundred contacts instead of a hundred thousand.
    replace: (command) => command.replace(" serve", " serve --port 0").replace("100000", "100"),
  },
  "packages/sandbox/docs/control.md": againstSandbox,
  "packages/sandbox/docs/signing-in.md": againstSandbox,
  // Without the pages at hand, as on most machines.
  "packages/docs-compiler/README.md": { folder: "root", env: { SO_REFERENCE_DIR: "/nowhere" } },
  "packages/docs-check/README.md": { folder: "root" },
  "packages/contract-kit/README.md": {
    prepare({ folder }) {
      const monday = join(folder, "recorded/monday");
      mkdirSync(monday, { recursive: true });
      recordedMonday(monday);
      recordedAnswer(join(folder, "answer.json"));
      for (const name of ["old.json", "new.json"])
        cpSync(join(root, "openapi/dist/superoffice.openapi.json"), join(folder, name));
      mkdirSync(join(folder, ".changeset"));
    },
    port: 8080,
    before: { "http://127.0.0.1:8080": sandbox, "https://online.superoffice.com": sandbox },
    replace(command, { folder }) {
      // Someone mended what the first run found.
      if (command.includes("mutate recorded/")) mendedMonday(join(folder, "recorded/monday"));
      return command
        .replace("https://online.superoffice.com/Cust12345", "http://127.0.0.1:8080")
        .replace("Bearer …", `Basic ${btoa("tje0:Tje0")}`);
    },
    expect: [
      { command: "check recorded/", status: 1 },
      { command: "validate --operation", status: 1 },
    ],
    env: { SO_AUTHORIZATION: `Basic ${btoa("tje0:Tje0")}` },
  },
};

/** The example of the guide to seed files, so that it is served as well. */
function seedOfTheGuide(): string {
  const block = allBlocks().find(
    ({ page, language }) => page === "packages/sandbox/docs/seed.md" && language === "yaml",
  );
  if (block === undefined) throw new Error("packages/sandbox/docs/seed.md shows no seed file");
  return block.code;
}
