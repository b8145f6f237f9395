import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { HandWritten } from "../emit/files.ts";
import type { Descriptions, Out } from "../emit/schema.ts";
import { UnreadableError } from "./unreadable-error.ts";

/** The hand-written parts of a contract folder, and the texts that a contract written elsewhere needs beside it. */
export interface HandWrittenParts extends HandWritten {
  /** By path below the folder, `parameters.yaml` and `schemas/DateTime.yaml` for example. */
  readonly texts: ReadonlyMap<string, string>;
}

const optional = ["descriptions.yaml", "responses.yaml"] as const;

/**
 * Reads what people write in a contract folder: the entry document, shared parameters and answers, our own
 * descriptions, and the schemas that say `x-hand-written: true`.
 *
 * @throws UnreadableError where `openapi.yaml` or `parameters.yaml` is missing or no YAML mapping.
 */
export function readHandWritten(folder: string): HandWrittenParts {
  const texts = new Map<string, string>();
  const read = (file: string): Out => {
    const text = readText(folder, file);
    texts.set(file, text);
    return mapping(file, text);
  };
  const entry = mapping("openapi.yaml", readText(folder, "openapi.yaml"));
  const parameters = read("parameters.yaml") as Record<string, Out>;
  for (const file of optional) if (existsSync(join(folder, file))) read(file);
  const descriptions = texts.get("descriptions.yaml");
  return {
    entry,
    parameters,
    schemas: listSchemas(folder, texts),
    descriptions: (descriptions === undefined ? {} : parse(descriptions)) as Descriptions,
    texts,
  };
}

/** True for a schema's text that people wrote; the compiler leaves it alone. */
export const isHandWritten = (text: string): boolean => /^x-hand-written: true$/m.test(text);

function listSchemas(folder: string, texts: Map<string, string>): string[] {
  const schemas = join(folder, "schemas");
  if (!existsSync(schemas)) return [];
  const names: string[] = [];
  for (const file of readdirSync(schemas).sort()) {
    if (!file.endsWith(".yaml")) continue;
    const text = readText(folder, `schemas/${file}`);
    if (!isHandWritten(text)) continue;
    names.push(file.slice(0, -".yaml".length));
    texts.set(`schemas/${file}`, text);
  }
  return names;
}

function readText(folder: string, file: string): string {
  try {
    return readFileSync(join(folder, file), "utf8");
  } catch (cause) {
    throw new UnreadableError(join(folder, file), "cannot be read", { cause });
  }
}

function mapping(file: string, text: string): Out {
  let value: unknown;
  try {
    value = parse(text);
  } catch (cause) {
    const [reason = "not YAML"] = cause instanceof Error ? cause.message.split("\n") : [];
    throw new UnreadableError(file, reason, { cause });
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Out;
  throw new UnreadableError(file, "is no YAML mapping");
}
