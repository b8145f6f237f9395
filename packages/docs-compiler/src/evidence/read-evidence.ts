import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UnreadableError } from "../compile/unreadable-error.ts";
import type { Evidence, EvidenceOwner } from "./collect-evidence.ts";
import { evidencePaths, parseEvidence } from "./evidence-files.ts";

/**
 * Reads the evidence of a contract folder.
 *
 * @throws UnreadableError where there is none, or a file is broken.
 */
export function readEvidence(contractDir: string): Evidence {
  const evidence = Object.entries(evidencePaths).flatMap(([kind, path]): EvidenceOwner[] => {
    const file = join(contractDir, path);
    if (!existsSync(file)) return [];
    try {
      return parseEvidence(kind as EvidenceOwner["kind"], readFileSync(file, "utf8"));
    } catch (cause) {
      throw new UnreadableError(file, cause instanceof Error ? cause.message : "cannot be read", { cause });
    }
  });
  if (evidence.length === 0) throw new UnreadableError(join(contractDir, "evidence"), "holds no evidence");
  return evidence;
}
