import { type ContractDocument, operationById, operationsOf } from "../contract/document.ts";
import { toPointer } from "../json/pointer.ts";
import type { Direction } from "../samples/sample.ts";
import { compareOperations } from "./operations.ts";
import { type DiffRuleId, diffRules, isAddition, isBreaking } from "./rules.ts";
import { compareSchemas } from "./schemas.ts";
import { type Usage, usageOf } from "./usage.ts";

/** One change between two contracts. */
export interface Change {
  readonly rule: DiffRuleId;
  readonly level: "addition" | "breaking" | "other";
  /** JSON pointer, into the new contract, or into the old one for what is gone. */
  readonly pointer: string;
  /** The operationId, or the class. */
  readonly subject: string;
  /** What it was and what it is. */
  readonly what: string;
  /** What it means for a caller. */
  readonly meaning: string;
  /** The operations whose callers meet it. */
  readonly operationIds: readonly string[];
}

/** The bump that Semantic Versioning 2.0.0 asks for: 8 for what breaks, 7 for what is added, 6 for the rest. */
export type Bump = "major" | "minor" | "none" | "patch";

/** Compares two contracts, rule by rule: operations in the order of the new one, then the classes that operations reach. */
export function diffContracts(before: ContractDocument, after: ContractDocument): Change[] {
  return [
    ...operationChanges(before, after),
    ...schemeChanges(before, after),
    ...classChanges(before, after),
  ];
}

/** The bump that a list of changes asks for. */
export function bumpOf(changes: readonly Change[]): Bump {
  if (changes.some(({ level }) => level === "breaking")) return "major";
  if (changes.some(({ level }) => level === "addition")) return "minor";
  return changes.length > 0 ? "patch" : "none";
}

function make(
  rule: DiffRuleId,
  halves: ReadonlySet<Direction>,
  rest: Pick<Change, "operationIds" | "pointer" | "subject" | "what">,
): Change {
  const level = isBreaking(rule, halves) ? "breaking" : isAddition(rule) ? "addition" : "other";
  return { rule, level, ...rest, meaning: diffRules[rule].meaning };
}

function operationChanges(before: ContractDocument, after: ContractDocument): Change[] {
  const whole = (
    rule: DiffRuleId,
    { operationId, path, method }: ReturnType<typeof operationsOf>[number],
  ): Change =>
    make(rule, new Set(["request"]), {
      pointer: toPointer(["paths", path, method]),
      subject: operationId,
      what: `${method.toUpperCase()} ${path}`,
      operationIds: [operationId],
    });
  const gone = operationsOf(before)
    .filter(({ operationId }) => operationById(after, operationId) === undefined)
    .map((found) => whole("operation-removed", found));
  const rest = operationsOf(after).flatMap((found): Change[] => {
    const { operationId, path, method } = found;
    const old = operationById(before, operationId);
    if (old === undefined) return [whole("operation-added", found)];
    return compareOperations({ document: before, found: old }, { document: after, found }).map(
      ({ rule, what, half }) =>
        make(rule, new Set([half]), {
          pointer: toPointer(["paths", path, method]),
          subject: operationId,
          what,
          operationIds: [operationId],
        }),
    );
  });
  return [...gone, ...rest];
}

function schemeChanges(before: ContractDocument, after: ContractDocument): Change[] {
  const names = ({ components }: ContractDocument): string[] =>
    Object.keys(components["securitySchemes"] ?? {});
  const [old, now] = [names(before), names(after)];
  const one = (rule: DiffRuleId, name: string): Change =>
    make(rule, new Set(["request"]), {
      pointer: toPointer(["components", "securitySchemes", name]),
      subject: name,
      what: name,
      operationIds: [],
    });
  return [
    ...old.filter((name) => !now.includes(name)).map((name) => one("scheme-removed", name)),
    ...now.filter((name) => !old.includes(name)).map((name) => one("scheme-added", name)),
  ];
}

/** Classes of both contracts. One that came or went shows where it is used. */
function classChanges(before: ContractDocument, after: ContractDocument): Change[] {
  const [oldUsage, newUsage] = [usageOf(before), usageOf(after)];
  return Object.entries(after.components.schemas).flatMap(([name, schema]) => {
    const old = before.components.schemas[name];
    if (old === undefined) return [];
    const { halves, operationIds } = joined(oldUsage.get(name), newUsage.get(name));
    return compareSchemas(old, schema).map(({ rule, at, what }) => {
      const [, property] = /^\/properties\/([^/]+)/.exec(at) ?? [];
      return make(rule, halves, {
        pointer: toPointer(["components", "schemas", name]) + at,
        subject:
          property === undefined ? name : `${name}.${property.replaceAll("~1", "/").replaceAll("~0", "~")}`,
        what,
        operationIds: [...operationIds],
      });
    });
  });
}

function joined(one: Usage | undefined, other: Usage | undefined): Usage {
  return {
    halves: new Set([...(one?.halves ?? []), ...(other?.halves ?? [])]),
    operationIds: new Set([...(one?.operationIds ?? []), ...(other?.operationIds ?? [])]),
  };
}
