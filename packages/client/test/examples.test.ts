import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = `${root}.results/examples/`;

/** In scope of an example that imports nothing itself. */
const prelude = `
import { basic, bearer, type BaseUrlResolver, type Client, createClient, singleFlight, type Observe, type Selected, soTicket } from "@so-webapi/client";
import { contactAgent } from "@so-webapi/client/agents/contact";
import { pocketAgent } from "@so-webapi/client/agents/pocket";
import { contact } from "@so-webapi/client/entities/contact";
declare const so: Client<readonly [typeof contactAgent, typeof pocketAgent, typeof contact]>;
`;

it("the examples of the README and of the comments compile against the built package", () => {
  const readme = [...read("README.md").matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);
  const comments = globSync("src/**/*.ts", { cwd: root })
    .flatMap((file) => [...read(file).matchAll(/^ *\* @example\n(.*?)^ *\*\/$/gms)])
    .map(([, code = ""]) => code.replace(/^ *\* ?/gm, ""));
  expect(readme.length).toBeGreaterThanOrEqual(6);
  expect(comments.length).toBeGreaterThanOrEqual(5);

  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [index, code] of [...readme, ...comments].entries()) {
    const text = /^import /m.test(code) ? code : `${prelude}\n${code}`;
    writeFileSync(`${folder}${String(index).padStart(2, "0")}.ts`, `${text}\nexport {};\n`);
  }
  writeFileSync(
    `${folder}tsconfig.json`,
    JSON.stringify({ extends: "../../tsconfig.json", include: ["*.ts"], exclude: [] }),
  );
  expect(compile()).toBe("");
}, 60_000);

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
