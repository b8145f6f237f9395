import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readSteps, type Step } from "./read-steps.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Ports that the examples name: `npm start` in the root, a sandbox, a page, a Worker. */
const PORTS = ["8787", "4010", "3000", "8788"] as const;
export type Port = (typeof PORTS)[number];

/** A copy of an example outside of the repository, whose ports are free ones. */
export interface Example extends Disposable {
  readonly folder: string;
  /** The commands of its README. */
  readonly steps: readonly Step[];
  /** What a port that the example names is in the copy. */
  port(named: Port): string;
}

/** Copies an example, as somebody would who begins with it, with what is installed for it. */
export async function openExample(name: string): Promise<Example> {
  const source = join(root, name);
  using copy = new DisposableStack();
  const folder = mkdtempSync(join(realpathSync(tmpdir()), `so-webapi-${name}-`));
  copy.defer(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const ports = Object.fromEntries(await Promise.all(PORTS.map(async (port) => [port, await freePort()])));
  const anyPort = new RegExp(`(?<=[:= ])(?:${PORTS.join("|")})\\b`, "g");
  for (const file of filesOf(source)) {
    cpSync(join(source, file), join(folder, file), { recursive: true });
    const text = readFileSync(join(folder, file), "utf8");
    writeFileSync(
      join(folder, file),
      text.replace(anyPort, (port) => ports[port] ?? port),
    );
  }
  symlinkSync(join(source, "node_modules"), join(folder, "node_modules"));
  const steps = readSteps(join(folder, "README.md"));
  const made = copy.move();
  return {
    folder,
    steps,
    port: (named) => ports[named] ?? named,
    [Symbol.dispose]: () => made.dispose(),
  };
}

/** What belongs to the example, and nothing that running it left there. */
function filesOf(source: string): string[] {
  const list = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
    cwd: source,
    encoding: "utf8",
  });
  return list.trim().split("\n");
}

async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return String(address.port);
}
