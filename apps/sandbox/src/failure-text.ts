import type { ServeArguments } from "./arguments.ts";

/** What stopped the program, in words for people: one line for each thing that is wrong. */
export function failureText(error: unknown, { host, port, file }: ServeArguments): readonly string[] {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return [`port ${port} of ${host} is in use; stop what listens there or choose another --port`];
    case "EACCES":
      return [
        `port ${port} of ${host} needs rights that this user does not have; choose --port 1024 or more`,
      ];
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return [`--host ${host} is no address of this machine`];
  }
  const message = error instanceof Error ? error.message : "it failed for an unknown reason";
  return (
    file !== undefined && typeof code === "string" && /^(?:storage-|ERR_SQLITE)/.test(code)
      ? `--file ${file}: ${message}`
      : message
  ).split("\n");
}
