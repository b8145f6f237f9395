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

/** Writes a JSON line when a store stops or begins to answer. */
export function storeLines(level: LogLevel, write: (line: string) => void): OnStoreChange {
  return ({ kind, reachable, cause }) => {
    if (level === "off") return;
    const notice: LogNotice = {
      time: new Date().toISOString(),
      level: "warn",
      event: reachable ? "store-back" : "store-lost",
      store: kind,
      ...(cause !== undefined && { cause }),
    };
    write(JSON.stringify(notice));
  };
}
