import { readFile } from "node:fs/promises";
import type { Sandbox } from "@so-webapi/sandbox";
import type { Config } from "../config/config.ts";

/** An embedded sandbox and whether its pages are shown. */
export interface EmbeddedSandbox {
  readonly sandbox: Sandbox;
  readonly control: boolean;
  /** Id that the next contact gets; undefined where the data are not the seed's alone. */
  readonly nextContactId: number | undefined;
}

/**
 * Opens the sandbox that stands behind the proxy. It is loaded here and nowhere else, so that a proxy to a URL starts
 * without it. Control is for this machine alone: it asks for no credentials.
 *
 * @throws {Error} where the file, the seed or the database cannot be used; the message says which.
 */
export async function embeddedSandbox({ sandbox: settings, host }: Config): Promise<EmbeddedSandbox> {
  const [{ createSandbox, isLoopback }, { nodeSqlite }] = await Promise.all([
    import("@so-webapi/sandbox"),
    import("@so-webapi/sandbox/node-sqlite"),
  ]);
  const control = settings.control && isLoopback(host);
  const { seed, file } = settings;
  const sandbox = await createSandbox({
    storage: nodeSqlite(file === undefined ? {} : { file }),
    seed: seed === "default" || seed === "empty" ? seed : { yaml: await readFile(seed, "utf8") },
    control: control && "loopback",
  });
  return { sandbox, control, nextContactId: file === undefined ? await nextContactId(sandbox) : undefined };
}

/** A file can hold millions of rows, memory holds the seed. */
async function nextContactId(sandbox: Sandbox): Promise<number | undefined> {
  const { counters = [] } = (await sandbox.snapshot()).storage.tables;
  const next = counters.find(({ name }) => name === "contacts")?.["next"];
  return typeof next === "number" ? next : undefined;
}
