import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Block, placeOf } from "../blocks.ts";
import { root } from "../pages.ts";
import { type Command, commandsOf } from "./commands.ts";
import { differs } from "./printed.ts";
import { programs } from "./programs.ts";
import type { Scene, World } from "./scene.ts";
import { openSession, type Session } from "./session.ts";

const here = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Types the commands of a page into one shell, in order, each as it is written but for ports and placeholders.
 *
 * @param isLeftOut Commands that are not typed: what they are stands in a table with the reason.
 * @throws Error with the place of the first command that fails, or prints something else than the page shows.
 */
export async function play(
  blocks: readonly Block[],
  scene: Scene,
  isLeftOut: (page: string, command: string) => boolean,
): Promise<number> {
  await using open = new AsyncDisposableStack();
  const home = mkdtempSync(join(realpathSync(tmpdir()), "so-docs-"));
  open.defer(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  const folder = join(home, "work");
  mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
  for (const [name, file] of Object.entries(programs())) {
    const shim = `#!/bin/sh\nexec node ${JSON.stringify(file)} "$@"\n`;
    writeFileSync(join(folder, "node_modules/.bin", name), shim, { mode: 0o755 });
  }
  // A person has npm, and the settings of the registry, by the machine's own Node, not by the one of the lock file.
  for (const name of ["npm", "npx"]) {
    const shim = `#!/bin/sh\nPATH=${JSON.stringify(machinePath())} exec ${name} "$@"\n`;
    writeFileSync(join(folder, "node_modules/.bin", name), shim, { mode: 0o755 });
  }
  const ports = new Map<number, number>();
  const world: World = { folder, ports, said: "", open };
  await scene.prepare?.(world);

  const session = open.use(
    openSession(scene.folder === "root" ? root : folder, {
      // What builds at the root does it as the person at the machine, with what npm keeps for that person.
      ...(scene.folder === "root" ? definedOnly(process.env) : { HOME: home }),
      ...quiet,
      PATH: pathOf(folder),
      PORT: "0",
      ...scene.env,
    }),
  );
  const isServer = (text: string) => scene.serves?.test(text) ?? false;
  const isOut = (text: string) => isLeftOut(blocks[0]?.page ?? "", text);
  let serving = "";
  let count = 0;
  const serve = async (command: string) => {
    if (serving !== "") await session.interrupt();
    const address = await session.serve(command);
    serving = command;
    if (scene.port !== undefined) ports.set(scene.port, Number(new URL(address).port));
  };
  for (const block of blocks) {
    for (const command of commandsOf(block)) {
      if (isOut(command.text)) continue;
      const place = placeOf({ ...block, line: command.line });
      let text = command.text;
      try {
        const [, first] =
          Object.entries(scene.before ?? {}).find(([part]) => command.text.includes(part)) ?? [];
        if (first !== undefined && first !== serving.replace(/\s+#.*$/, "")) await serve(first);
        text = withPorts(scene.replace?.(text, world) ?? text, ports);
        if (isServer(command.text)) {
          await serve(text);
        } else {
          await typeIn(session, command, text, scene, world, ports);
        }
      } catch (error) {
        throw new Error(`${place}: ${text}\n${error instanceof Error ? error.message : error}`);
      }
      count++;
    }
  }
  if (serving !== "") await session.interrupt();
  return count;
}

async function typeIn(
  session: Session,
  command: Command,
  text: string,
  scene: Scene,
  world: World,
  ports: ReadonlyMap<number, number>,
): Promise<void> {
  const { status, out, err } = await session.type(text);
  world.said += out + err;
  const wanted = (scene.expect ?? []).filter((one) => command.text.includes(one.command));
  const expected = wanted.find((one) => one.status !== undefined)?.status ?? 0;
  if (status !== expected) throw new Error(`ended with ${status} instead of ${expected}\n${out}${err}`);
  const printed = withPorts(out, new Map([...ports].map(([named, free]) => [free, named])));
  const wrong = command.printed?.length ? differs(command.printed, printed) : undefined;
  if (wrong !== undefined) throw new Error(wrong);
  for (const { prints } of wanted)
    if (prints !== undefined && !prints.test(out + err))
      throw new Error(`did not print ${prints}\n${out}${err}`);
}

function withPorts(text: string, ports: ReadonlyMap<number, number>): string {
  return text.replace(/(?<=(?:localhost|127\.0\.0\.1):)\d+\b/g, (port) =>
    String(ports.get(Number(port)) ?? port),
  );
}

/** Programs that a page may call: those of the project, the runtimes, and a curl that fails where the answer is an error. */
function pathOf(folder: string): string {
  const found = [
    join(here, "bin"),
    join(folder, "node_modules/.bin"),
    dirname(process.execPath),
    join(here, "node_modules/.bin"),
  ];
  return [...found, process.env["PATH"] ?? ""].join(delimiter);
}

/** The folders of programs without those that packages brought. */
function machinePath(): string {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.filter((one) => !one.includes("node_modules")).join(delimiter);
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

const quiet = {
  CI: "1",
  DENO_NO_UPDATE_CHECK: "1",
  npm_config_update_notifier: "false",
  npm_config_fund: "false",
  npm_config_audit: "false",
};
