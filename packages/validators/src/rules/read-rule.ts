import {
  allOf,
  anyOf,
  dictionaryOf,
  listOf,
  type Member,
  matching,
  objectOf,
  oneOf,
  orNull,
  type Rule,
  scalars,
} from "./rules.ts";

/** Gives the rule of a line by its number. */
export type RuleAt = (line: number) => Rule;

/**
 * Reads a line of a packed table. Its first character says what it is:
 *
 * - `{` an object that may have other members, `}` one that has no others: `{Name!S Emails:?[2f`, where `!` says that the
 *   member must be there and `:` that it may
 * - `=` one of the values of a JSON array, `/` text that matches an expression
 * - `&` all of the types that follow, `|` one of them: `|2f,30`
 * - else a type: a letter of `scalars`; `?` and a type, or null; `[` and a type, a list; `%` and a type, a dictionary; or
 *   the number of a line to the base of 36
 */
export function readRule(line: string, ruleAt: RuleAt): Rule {
  const rest = line.slice(1);
  switch (line[0]) {
    case "{":
    case "}":
      return objectOf(membersOf(rest, ruleAt), { closed: line[0] === "}" });
    case "=":
      return oneOf(JSON.parse(rest) as unknown[]);
    case "/":
      return matching(rest);
    case "&":
      return allOf(rest.split(",").map((type) => readRule(type, ruleAt)));
    case "|":
      return anyOf(rest.split(",").map((type) => readRule(type, ruleAt)));
    case "?":
      return orNull(readRule(rest, ruleAt));
    case "[":
      return listOf(readRule(rest, ruleAt));
    case "%":
      return dictionaryOf(readRule(rest, ruleAt));
    default:
      return scalars[line] ?? atLine(Number.parseInt(line, 36), ruleAt);
  }
}

function membersOf(text: string, ruleAt: RuleAt): Member[] {
  return (text === "" ? [] : text.split(" ")).map((member) => {
    const end = member.search(/[!:]/);
    return {
      name: member.slice(0, end),
      rule: readRule(member.slice(end + 1), ruleAt),
      required: member[end] === "!",
    };
  });
}

/** The rule of a line, read when a value first comes to it: classes hold each other, and most bodies reach few. */
function atLine(line: number, ruleAt: RuleAt): Rule {
  let rule: Rule | undefined;
  return (value, findings) => {
    rule ??= ruleAt(line);
    rule(value, findings);
  };
}
