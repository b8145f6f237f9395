import { readFile } from "node:fs/promises";
import { createSandbox, isLoopback, type Sandbox } from "@so-webapi/sandbox";
import { nodeSqlite } from "@so-webapi/sandbox/node-sqlite";
import { sampleFolder } from "@so-webapi/sandbox/sample-folder";
import type { ServeArguments } from "./arguments.ts";

/** A seed file that cannot be read. */
export class SeedFileError extends Error {
  override readonly name = "SeedFileError";
}

/** Opens the sandbox that the command line describes; `progress` is told what takes its time. */
export async function openSandbox(
  { file, seed, seedSize, samples, tenant, installation, timeZone, control, host }: ServeArguments,
  progress: (text: string) => void,
): Promise<Sandbox> {
  return createSandbox({
    storage: nodeSqlite(file === undefined ? {} : { file }),
    seed: seed === "default" || seed === "empty" ? seed : { yaml: await seedText(seed) },
    seedSize,
    onSeedProgress: tenths((done, total) => progress(`made up ${done} of ${total} contacts and activities`)),
    tenant: { identifier: tenant, installation, baseTimeZone: timeZone },
    control: control && isLoopback(host) ? "loopback" : control,
    ...(samples !== undefined && { samples: sampleFolder(samples) }),
  });
}

/** Lets through what is a tenth further than before, and the end. */
function tenths(tell: (done: number, total: number) => void): (done: number, total: number) => void {
  let told = 0;
  return (done, total) => {
    if (total === 0 || (done < total && done - told < total / 10)) return;
    told = done;
    tell(done, total);
  };
}

async function seedText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
    throw new SeedFileError(`the seed file ${path} cannot be read${code}`, { cause });
  }
}
