import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = `${root}.results/examples/`;

const client = "@so-webapi/client";

/** In scope of an example that does not bring them itself, by name. */
const given: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["basic", "bearer", "createClient", "renewing", "retries", "soTicket", "xsrfSession"].map((name) => [
      name,
      `import { ${name} } from "${client}";`,
    ]),
  ),
  ...Object.fromEntries(
    ["BaseUrlResolver", "Observe", "Selected"].map((name) => [
      name,
      `import type { ${name} } from "${client}";`,
    ]),
  ),
  contact: `import { contact } from "${client}/entities/contact";`,
  so: `declare const so: import("${client}").Client<readonly [
    typeof import("${client}/agents/contact").contactAgent,
    typeof import("${client}/agents/pocket").pocketAgent,
    typeof import("${client}/entities/contact").contact,
  ]>;`,
};

/** An example with what it takes for given. */
function complete(code: string): string {
  const missing = Object.entries(given).filter(([name]) => {
    // Neither a property nor a part of a module's name.
    const word = `(?<![.@\\w"'/-])${name}(?![\\w-])`;
    const isUsed = new RegExp(word).test(code);
    const isOwn = new RegExp(`(?:^import [^;]*|\\b(?:const|let|function) )${word}`, "m").test(code);
    return isUsed && !isOwn;
  });
  return `${missing.map(([, text]) => text).join("\n")}\n${code}\nexport {};\n`;
}

// Those of the README and of the guide are docs-check's.
it("the examples of the comments compile against the built package", () => {
  const comments = globSync("src/**/*.ts", { cwd: root })
    .flatMap((file) => [...read(file).matchAll(/^ *\* @example\n(.*?)^ *\*\/$/gms)])
    .map(([, code = ""]) => code.replace(/^ *\* ?/gm, ""));
  expect(comments.length).toBeGreaterThanOrEqual(5);

  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [index, code] of comments.entries()) {
    writeFileSync(`${folder}${String(index).padStart(2, "0")}.ts`, complete(code));
  }
  writeFileSync(
    `${folder}tsconfig.json`,
    JSON.stringify({ extends: "../../tsconfig.json", include: ["*.ts"], exclude: [] }),
  );
  expect(compile()).toBe("");
});

function read(file: string): string {
  return readFileSync(`${root}${file}`, "utf8");
}

/** What the compiler says, nothing when it is content. */
function compile(): string {
  try {
    return execFileSync(`${root}node_modules/.bin/tsc`, ["-p", folder, "--pretty", "false"], {
      encoding: "utf8",
    });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
