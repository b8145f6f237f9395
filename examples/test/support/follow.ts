import { type Example, openExample } from "./open-example.ts";
import { serveRoot } from "./serve-root.ts";
import { openShell, type Shell } from "./shell.ts";

/** An example whose README was followed to its end; what it started still runs. */
export interface Followed extends AsyncDisposable {
  readonly example: Example;
  /** What each block of commands printed. */
  readonly printed: readonly string[];
  readonly shell: Shell;
}

export interface FollowOptions {
  /** Settings of what `npm start` in the root serves. */
  readonly root?: Readonly<Record<string, string>>;
  /** Environment of the commands. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Copies an example and does what its README says, with the root's `npm start` running.
 *
 * @throws {Error} where a command fails or prints something else than the README says.
 */
export async function follow(name: string, { root, environment }: FollowOptions = {}): Promise<Followed> {
  await using open = new AsyncDisposableStack();
  const example = open.use(await openExample(name));
  open.use(await serveRoot(example.port("8787"), root));
  const shell = open.use(openShell(example.folder, environment));
  const printed: string[] = [];
  for (const step of example.steps) printed.push(await shell.run(step));
  const started = open.move();
  return { example, printed, shell, [Symbol.asyncDispose]: () => started.disposeAsync() };
}
