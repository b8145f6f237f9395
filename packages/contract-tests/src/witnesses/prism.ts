import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ContractDocument } from "@so-webapi/contract-kit/contract";
import type { Sample } from "@so-webapi/contract-kit/samples";
import { sendRaw, startRecorder } from "@so-webapi/contract-kit/servers";
import { neighbour } from "./neighbours.ts";

/** Prism as a validating proxy in front of a recorder. */
export interface PrismWitness {
  /** What Prism says of an exchange: one entry for each violation, its place and code. */
  readonly violations: (sample: Sample) => Promise<string[]>;
  readonly stop: () => Promise<void>;
}

/** Starts Prism with a contract. Fails where it ends or does not listen in 30 seconds. */
export async function startPrism(document: ContractDocument): Promise<PrismWitness> {
  const folder = mkdtempSync(join(tmpdir(), "prism-"));
  const file = join(folder, "contract.json");
  writeFileSync(file, JSON.stringify(document));
  const upstream = await startRecorder();
  const port = await freePort();
  const child = spawn(
    neighbour("prism"),
    ["proxy", file, upstream.url, "--host", "127.0.0.1", "--port", `${port}`],
    // A group of its own: the program in .bin starts another.
    { stdio: ["ignore", "pipe", "pipe"], detached: true },
  );
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async (): Promise<void> => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid);
    await Promise.all([ended, upstream.close()]);
    rmSync(folder, { recursive: true });
  };
  await new Promise<void>((resolve, reject) => {
    let printed = "";
    const late = setTimeout(() => reject(new Error(`Prism did not start: ${printed}`)), 30_000);
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      if (!printed.includes("is listening")) return;
      clearTimeout(late);
      resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => reject(new Error(`Prism ended with ${code}: ${printed}`)));
  });
  const violations = async (sample: Sample): Promise<string[]> => {
    upstream.expect(sample.response);
    const answer = await sendRaw(`http://127.0.0.1:${port}`, sample.request);
    if (upstream.requests.length !== 1)
      throw new Error(`Prism did not pass ${sample.operationId} on: ${answer.status}`);
    const header = answer.headers.find(([name]) => name.toLowerCase() === "sl-violations")?.[1];
    const list = JSON.parse(header ?? "[]") as {
      readonly location: readonly string[];
      readonly code: string;
    }[];
    return list.map(({ location, code }) => `${location.join("/")} ${code}`);
  };
  return { violations, stop };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
