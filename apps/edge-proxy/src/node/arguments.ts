/** What `so-proxy` was called for. */
export type Command = "serve" | "check" | "init" | "key" | "help" | "version";

export type Arguments =
  | { readonly ok: true; readonly command: Command; readonly config: string | undefined }
  | { readonly ok: false; readonly error: string };

const commands: ReadonlyMap<string, Command> = new Map([
  ["serve", "serve"],
  ["check", "check"],
  ["init", "init"],
  ["key", "key"],
  ["--help", "help"],
  ["-h", "help"],
  ["--version", "version"],
]);

/** Reads the command line; `serve` is what happens without a command. */
export function readArguments(args: readonly string[]): Arguments {
  let command: Command | undefined;
  let config: string | undefined;
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? "";
    const [, inline] = /^--config=(.+)$/.exec(word) ?? [];
    if (inline !== undefined) config = inline;
    else if (word === "--config") {
      config = args[++at];
      if (config === undefined) return { ok: false, error: "--config needs a path" };
    } else {
      const next = commands.get(word);
      // What is no word of a command line, a secret in the wrong place for one, is not repeated.
      const shown = /^-{0,2}[a-z-]{1,20}$/.test(word) ? ` ${word}` : "";
      if (next === undefined) return { ok: false, error: `unknown argument${shown}, see --help` };
      if (command !== undefined)
        return { ok: false, error: `${word} cannot follow another command, see --help` };
      command = next;
    }
  }
  if (config !== undefined && command !== undefined && !["serve", "check"].includes(command))
    return { ok: false, error: "--config is for serve and check, see --help" };
  return { ok: true, command: command ?? "serve", config };
}
