import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, isSeq, LineCounter, parseDocument } from "yaml";
import type { Diagnostic } from "../diagnostic.ts";
import type { Citation } from "./check-citations.ts";
import { subjectsOf, type TargetNames } from "./overlay-target.ts";
import { typeOfSchema } from "./type-of-schema.ts";

/** A type that an overlay sets. */
export interface Correction {
  /** Place of the action, `overlays/enums.yaml:7`. */
  readonly source: string;
  readonly type: string;
  /** The action's `x-evidence`. */
  readonly evidence: readonly string[];
  /** Subjects of its targets, `ContactActivity.Action` for example. */
  readonly subjects: (names: TargetNames) => readonly string[];
}

/** Corrections of types in the contract folder's overlays, in the order in which they apply, and what all their actions rest on. */
export function readCorrections(contractDir: string): {
  readonly corrections: readonly Correction[];
  readonly citations: readonly Citation[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const folder = join(contractDir, "overlays");
  const corrections: Correction[] = [];
  const citations: Citation[] = [];
  const diagnostics: Diagnostic[] = [];
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  for (const name of files.filter((file) => file.endsWith(".yaml"))) {
    const file = `overlays/${name}`;
    const lines = new LineCounter();
    const document = parseDocument(readFileSync(join(folder, name), "utf8"), { lineCounter: lines });
    const actions = document.get("actions");
    for (const node of isSeq(actions) ? actions.items : []) {
      if (!isMap(node)) continue;
      const line = lines.linePos(node.range?.[0] ?? 0).line;
      const action = node.toJS(document) as Record<string, unknown>;
      const evidence = Array.isArray(action["x-evidence"]) ? action["x-evidence"].map(String) : [];
      citations.push(...evidence.map((text) => ({ file, line, text })));
      const type = typeOfSchema(action["update"]);
      if (type === undefined) continue;
      const target = String(action["target"]);
      const subjects = subjectsOf(target);
      if (subjects === undefined) {
        const message = `cannot tell which facts ${target} corrects`;
        diagnostics.push({ file, line, code: "unread-correction", message });
        continue;
      }
      corrections.push({ source: `${file}:${line}`, type, evidence, subjects });
    }
  }
  return { corrections, citations, diagnostics };
}
