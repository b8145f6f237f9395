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
    return Object.fromEntries(linesOf(rows).map((row) => operationOf(start, row, ruleAt)));
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

function operationOf(start: string, row: string, ruleAt: RuleAt): [string, OperationValidators] {
  const [name = "", request = "-", ...answers] = row.split(" ");
  const responses = Object.fromEntries(
    answers.map((answer): [string, Check] => {
      const end = answer.indexOf(":");
      return [answer.slice(0, end), checkOf(answer.slice(end + 1), ruleAt)];
    }),
  );
  return [
    start + name,
    request === "-" ? { responses } : { request: checkOf(request, ruleAt), responses },
  ];
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
