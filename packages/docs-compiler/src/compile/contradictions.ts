import type { Diagnostic } from "../diagnostic.ts";
import type { Evidence } from "../evidence/collect-evidence.ts";
import { baseOfLinks } from "../merge/links.ts";
import { formatType, fromWsdl } from "../merge/type-ref.ts";
import type { ClassFacts } from "../wsdl/facts.ts";

/** Two sources that contradict each other are a diagnostic until an overlay decides between them. */
export function contradictions(evidence: Evidence, facts: ClassFacts): Diagnostic[] {
  return evidence.flatMap(({ name, facts: own }) =>
    own
      .filter(({ rule, state }) => rule === "contradiction" && state === "unknown")
      .map(({ part, type, sources: [first = "", ...others] }) => {
        const [, file = "", line = "1"] = /^(.*):(\d+)$/.exec(first) ?? [];
        const declared = facts.classes
          .get(baseOfLinks(name))
          ?.properties.find((property) => property.name === part);
        const other = declared === undefined ? "another type" : formatType(fromWsdl(declared.type));
        const printed = /^unknown \((.*)\)$/.exec(type)?.[1] ?? type;
        const message = `${name}.${part} is ${printed} here and ${other} at ${others.join(", ")}`;
        return { file, line: Number(line), code: "contradiction", message };
      }),
  );
}
