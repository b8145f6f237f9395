import type { Diagnostic } from "../diagnostic.ts";
import type { Evidence } from "../evidence/collect-evidence.ts";

/** Two sources that contradict each other are a diagnostic until an overlay decides between them. */
export function contradictions(evidence: Evidence): Diagnostic[] {
  return evidence.flatMap(({ name, facts }) =>
    facts
      .filter(({ rule, state }) => rule === "contradiction" && state === "unknown")
      .map(({ part, type, sources: [first = "", ...others] }) => {
        const [, file = "", line = "1"] = /^(.*):(\d+)$/.exec(first) ?? [];
        const message = `${name}.${part} is ${type}; ${others.join(", ") || "another source"} says otherwise`;
        return { file, line: Number(line), code: "contradiction", message };
      }),
  );
}
