import { spawn } from "node:child_process";
import { once } from "node:events";

/** What a step of a session did. */
export interface Step {
  readonly status: number;
  /** What it printed to standard output. */
  readonly out: string;
  /** What it printed to standard error. */
  readonly err: string;
}

/** A shell that a person types into: variables, functions and background jobs stay from step to step. */
export interface Session extends AsyncDisposable {
  /** Runs what is typed, as it stands, and waits until it ends. Standard input is empty. */
  type(code: string): Promise<Step>;
  /** Starts what does not end by itself, waits until it prints that it listens, and gives the address. */
  serve(command: string): Promise<string>;
  /** Ends what `serve` started last, as Ctrl+C would, and waits for it. */
  interrupt(): Promise<void>;
}

const END = "\u0001end";
const GONE = "\u0001gone";
const DEADLINE_MS = 300_000;

/** Opens a bash in a folder. It ends, with all that it started, when the session is disposed of. */
export function openSession(cwd: string, env: Readonly<Record<string, string>>): Session {
  const shell = spawn("bash", ["--noprofile", "--norc"], { cwd, env, detached: true });
  const streams = { out: "", err: "" };
  const listeners = new Set<() => void>();
  const news = () => {
    for (const listener of listeners) listener();
  };
  shell.stdout.setEncoding("utf8").on("data", (text: string) => {
    streams.out += text;
    news();
  });
  shell.stderr.setEncoding("utf8").on("data", (text: string) => {
    streams.err += text;
    news();
  });
  shell.on("exit", news);
  // Each background job is a process group of its own, so that all of it can be ended.
  shell.stdin.write("set -m\n");

  /** Waits until the streams say what is awaited. */
  const until = <T>(find: () => T | undefined, what: string): Promise<T> =>
    new Promise((resolve, reject) => {
      const settle = (done: () => void) => {
        listeners.delete(look);
        clearTimeout(timer);
        done();
      };
      const fail = (why: string) =>
        settle(() => reject(new Error(`${what}: ${why}\n${streams.out}${streams.err}`)));
      const look = () => {
        const found = find();
        if (found !== undefined) settle(() => resolve(found));
        else if (shell.exitCode !== null) fail("the shell ended");
      };
      const timer = setTimeout(() => fail(`not after ${DEADLINE_MS / 1000} s`), DEADLINE_MS);
      listeners.add(look);
      look();
    });

  const type = async (code: string): Promise<Step> => {
    streams.out = "";
    streams.err = "";
    shell.stdin.write(`{ ${code}\n} </dev/null\nended=$?; printf '${END}%s.' $ended; printf '${END}' >&2\n`);
    const status = await until(() => {
      const [, found] = new RegExp(`${END}(\\d+)\\.`).exec(streams.out) ?? [];
      return found !== undefined && streams.err.includes(END) ? Number(found) : undefined;
    }, code);
    const before = (text: string) => text.slice(0, text.indexOf(END));
    return { status, out: before(streams.out), err: before(streams.err) };
  };

  return {
    type,
    async serve(command) {
      streams.out = "";
      streams.err = "";
      shell.stdin.write(`{ { ${command}\n} </dev/null; printf '${GONE}' >&2; } &\nserved=$!\n`);
      const found = await until(() => {
        const said = streams.out + streams.err;
        if (streams.err.includes(GONE)) return new Error(`${command} ended by itself:\n${said}`);
        return /listens on (http:\/\/[^\s,]+)/.exec(said)?.[1];
      }, command);
      if (found instanceof Error) throw found;
      return found;
    },
    async interrupt() {
      await type("kill -INT -- -$served; wait $served; true");
    },
    async [Symbol.asyncDispose]() {
      // Jobs first: they are groups of their own.
      shell.stdin.end("kill -KILL -- $(jobs -p | sed 's/^/-/') 2>/dev/null\n");
      if (shell.exitCode === null && shell.signalCode === null) {
        const hard = setTimeout(() => process.kill(-(shell.pid ?? 0), "SIGKILL"), 10_000);
        await once(shell, "exit");
        clearTimeout(hard);
      }
    },
  };
}
