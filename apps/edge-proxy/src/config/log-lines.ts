import type { Log } from "../lib/observe/log.ts";
import type { LogLevel } from "./config.ts";

/** Makes a log that writes JSON lines, as many as the level asks for. */
export function logTo(level: LogLevel, write: (line: string) => void): Log | undefined {
  if (level === "off") return undefined;
  return (entry) => {
    if (level === "all" || entry.level !== "info") write(JSON.stringify(entry));
  };
}
