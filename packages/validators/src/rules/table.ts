import type { Check, OperationValidators, ValidatorTable } from "../violation.ts";
import { Findings } from "./findings.ts";
import { type RuleAt, readRule } from "./read-rule.ts";
import type { Rule } from "./rules.ts";

/**
 * Opens a group's part of a packed table. `start` is what its operationIds begin with. A row is the rest of an
 * operationId, the type of the request or `-`, and of each answer its status and type: `GetContactEntity - 200:2f`.
 */
export type OpenGroup = (start: string, rows: string, lines: string) => ValidatorTable;

/** Gives what opens groups whose lines come after these, so many, that all groups share. */
export function opener(commonLines: string, count: number): OpenGroup {
  const commonRule = ruleReader(commonLines, 0, (line) => commonRule(line));
  return (start, rows, lines) => {
    const ownRule = ruleReader(lines, count, (line) => ruleAt(line));
    const ruleAt: RuleAt = (line) => (line < count ? commonRule(line) : ownRule(line));
    const table: Record<string, OperationValidators> = {};
    for (const row of linesOf(rows)) {
      const [name = ""] = row.split(" ", 1);
      later(table, start + name, () => operationOf(row, ruleAt));
    }
    return table;
  };
}

/** Gives the rules of lines by number; each is read when it is first asked for, and kept. */
function ruleReader(text: string, first: number, ruleAt: RuleAt): RuleAt {
  const known: Rule[] = [];
  let lines: readonly string[] | undefined;
  return (line) => {
    lines ??= linesOf(text);
    const place = line - first;
    const rule = known[place] ?? readRule(lines[place] ?? "", ruleAt);
    known[place] = rule;
    return rule;
  };
}

const linesOf = (text: string): readonly string[] => (text === "" ? [] : text.split("\n"));

/** Defines a property that is made when it is first read and stays as it is from then on. */
function later<Value>(record: Record<string, Value>, name: string, make: () => Value): void {
  Object.defineProperty(record, name, {
    enumerable: true,
    configurable: true,
    get() {
      const value = make();
      Object.defineProperty(record, name, { enumerable: true, value });
      return value;
    },
  });
}

function operationOf(row: string, ruleAt: RuleAt): OperationValidators {
  const [request = "-", ...answers] = row.split(" ").slice(1);
  const responses = Object.fromEntries(
    answers.map((answer): [string, Check] => {
      const [status = "", type = ""] = answer.split(":");
      return [status, checkOf(type, ruleAt)];
    }),
  );
  return request === "-" ? { responses } : { request: checkOf(request, ruleAt), responses };
}

/** The check of a type, read when a body is first held to it. */
function checkOf(type: string, ruleAt: RuleAt): Check {
  let rule: Rule | undefined;
  return (body) => {
    rule ??= readRule(type, ruleAt);
    const findings = new Findings();
    rule(body, findings);
    return findings.violations;
  };
}
