import { generateKeyPairSync } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readConfig } from "../src/config/config.ts";
import { parseJsonc } from "../src/config/document/jsonc.ts";
import { type Variable, variables } from "../src/config/variables.ts";
import { problems } from "../src/lib/problem/problems.ts";
import { wranglerConfig } from "./support/programs.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

/** Rows of the table whose first heading is given; how wide its columns are does not matter. */
function rowsOf(heading: string): string[][] {
  const lines = readme.split("\n").map((line) => (line.startsWith("|") ? cellsOf(line) : []));
  const start = lines.findIndex(([first]) => first === heading) + 2;
  const end = lines.findIndex((cells, at) => at >= start && cells.length === 0);
  return lines.slice(start, end);
}

function cellsOf(line: string): string[] {
  return line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

describe("the README", () => {
  it("has the table of problems as the code has it", () => {
    expect(rowsOf("`code`")).toEqual(
      Object.entries(problems).map(([code, { status, title, when }]) => [
        `\`${code}\``,
        String(status),
        title,
        when,
      ]),
    );
  });

  it("has the table of settings as the code has it", () => {
    expect(rowsOf("Variable")).toEqual(
      Object.entries<Variable>(variables).map(([name, { key, default: otherwise, unit, effect, only }]) => [
        `\`${name}\``,
        key === "" ? "—" : `\`${key}\``,
        otherwise === "" ? "unset" : `\`${otherwise}\``,
        unit,
        only === undefined ? effect : `${effect} (Node only)`,
      ]),
    );
  });
});

it("the README's example is the one that the compiler has seen", () => {
  const [, example] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(example).toBe(readFileSync(new URL("support/readme-example.ts", import.meta.url), "utf8"));
});

/** Variables that the README's examples take secrets from. */
const secrets = {
  REDIS_URL: "redis://127.0.0.1",
  ERP_KEY_HASH: `sha256:5c0ffee5a17:${"0".repeat(64)}`,
  SO_TICKET: "7T:ticket",
  SO_SYSTEM_TOKEN: "system",
  SO_APPLICATION_TOKEN: "application",
};
/** What the files hold that the examples name. */
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const files: Readonly<Record<string, string>> = {
  "/run/secrets/so-app": "application",
  "/run/secrets/so-private-key": privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
};
const readFile = (path: string): string => files[path] ?? "";

it("the README's configuration file is one that can be read", () => {
  const examples = [...readme.matchAll(/```jsonc?\n([\s\S]*?)```/g)];
  expect(examples.length).toBeGreaterThanOrEqual(12);
  for (const [, example = ""] of examples) {
    const parsed = parseJsonc(example);
    expect(parsed).toMatchObject({ ok: true });
    expect(readConfig(secrets, parsed.ok && parsed.value, readFile)).toMatchObject({
      ok: true,
    });
  }
});

it("the README names tests that there are", () => {
  const rows = rowsOf("What").filter((cells) => /^`(?:test|src)\/.*\.test\.ts`$/.test(cells[2] ?? ""));
  expect(rows.length).toBeGreaterThan(5);
  for (const [, title = "", file = ""] of rows) {
    const text = readFileSync(new URL(`../${file.replaceAll("`", "")}`, import.meta.url), "utf8");
    expect(text, file).toContain(title);
  }
});

it("tables with a column of tests name tests that there are", () => {
  const files = ["../test", "../src"].flatMap((folder) =>
    globSync("**/*{.test,-contract}.ts", { cwd: fileURLToPath(new URL(folder, import.meta.url)) }).map(
      (file) => readFileSync(new URL(`${folder}/${file}`, import.meta.url), "utf8"),
    ),
  );
  const tests = files.join("\n");
  const tables = readme.matchAll(/^\|.*\| Test \|\n\|[-| :]+\|\n((?:\|.*\|\n)+)/gm);
  const titles = [...tables].flatMap(([, rows = ""]) =>
    rows
      .trim()
      .split("\n")
      .map((row) => row.split("|").at(-2)?.trim() ?? ""),
  );
  expect(titles.length).toBeGreaterThan(15);
  for (const title of titles) expect(tests).toContain(title);
});

describe("wrangler.jsonc", () => {
  it("deploys what the build makes, with variables that exist", () => {
    const { main, assets, vars } = wranglerConfig() as {
      main?: string;
      assets?: object;
      vars?: Readonly<Record<string, string>>;
    } & ReturnType<typeof wranglerConfig>;
    expect(main).toBe("dist/worker/index.js");
    expect(assets).toMatchObject({ directory: "dist/public", binding: "ASSETS", run_worker_first: true });
    for (const name of Object.keys(vars ?? {})) expect(variables).toHaveProperty(name);
  });
});
