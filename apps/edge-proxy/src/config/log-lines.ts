import type { Log, LogNotice } from "../lib/observe/log.ts";
import type { OnStoreChange } from "../lib/stores/shared-store.ts";
import type { LogLevel } from "./config.ts";

/** Makes a log that writes JSON lines, as many as the level asks for. */
export function logTo(level: LogLevel, write: (line: string) => void): Log | undefined {
  if (level === "off") return undefined;
  return (entry) => {
    if (level === "all" || entry.level !== "info") write(JSON.stringify(entry));
  };
}

/** Writes a JSON line of what is worth knowing and belongs to no exchange. */
export function noticeTo(
  level: LogLevel,
  write: (line: string) => void,
): (notice: Omit<LogNotice, "time" | "level">) => void {
  return (notice) => {
    if (level !== "off") write(JSON.stringify({ time: new Date().toISOString(), level: "warn", ...notice }));
  };
}

/** Writes a JSON line when a store stops or begins to answer. */
export function storeLines(level: LogLevel, write: (line: string) => void): OnStoreChange {
  const notice = noticeTo(level, write);
  return ({ kind, reachable, cause }) =>
    notice({
      event: reachable ? "store-back" : "store-lost",
      store: kind,
      ...(cause !== undefined && { cause }),
    });
}
