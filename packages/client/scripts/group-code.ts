import type { Operation } from "@so-webapi/operations";
import type { OperationRow } from "../src/api/operation-row.ts";
import { argumentNames, isIdentifier, isName } from "./names.ts";
import { answerKind, requestKind } from "./row-kinds.ts";
import { writeRow } from "./write-row.ts";

/** What the contract says of an operation in our own words, for the comment on its call. */
export interface Notes {
  readonly summary?: string;
  readonly description?: string;
}

/** Source text of one group: the table of its calls and their types. */
export interface GroupCode {
  /** Path below `src/generated/`, `agents/contact.ts` for example. */
  readonly file: string;
  readonly code: string;
  /** The rows of its table, one for each operation. */
  readonly rows: readonly OperationRow[];
  /** Name of the exported constant and of its interface of calls. */
  readonly constant: string;
  readonly type: string;
}

/**
 * Writes the module of one agent or entity. The names of the calls are the table's: `x-call` in the contract is the
 * one place that knows the rule.
 *
 * @throws {Error} with all that the client cannot do, rather than leaving it out: a call that is not below the
 * group's own place, a name that is none or given twice, a body in no form that a call can carry.
 */
export function groupCode(
  operations: readonly Operation[],
  notes: (operationId: string) => Notes,
): GroupCode {
  const [first] = operations;
  if (first === undefined) throw new Error("a group without operations");
  const { kind, name } = first.group;
  const folder = kind === "agent" ? "agents" : "entities";
  const at = first.call.slice(0, -1);
  const own = at.at(-1) ?? "";
  const suffix = kind === "agent" ? "Agent" : "";
  // A place on the client may be a reserved word (`so.agents.import`), a constant may not.
  const constant = suffix === "" && !isIdentifier(own) ? `${own}Entity` : `${own}${suffix}`;
  const type = `${own.charAt(0).toUpperCase()}${own.slice(1)}${suffix}Calls`;
  const problems = [
    ...(at.every(isName) && isIdentifier(constant)
      ? []
      : [`${folder}/${name}: "${at.join(".")}" cannot be a place`]),
    ...(/^(?:GET|POST|PUT|PATCH|DELETE|use|eject)$/.test(at[0] ?? "") ||
    (kind === "entity" && own === "agents")
      ? [`${folder}/${name}: "${own}" is the client's own`]
      : []),
  ];

  const start = commonStart(operations, kind);
  const rows: OperationRow[] = [];
  const table: string[] = [];
  const methods: string[] = [];
  const calls = new Set<string>();
  for (const operation of operations) {
    const call = operation.call.at(-1) ?? "";
    try {
      if (!isName(call)) throw new Error(`"${call}" cannot be a name`);
      if (operation.call.slice(0, -1).join(".") !== at.join(".")) throw new Error("is not below its group");
      if (calls.has(call)) throw new Error(`has the same call as another one: ${call}`);
      calls.add(call);
      const row = rowOf(operation);
      table.push(`    ${call}: ${JSON.stringify(writeRow(start, call, row))},`);
      methods.push(methodOf(call, operation, row, notes(operation.operationId)));
      rows.push(row);
    } catch (error) {
      problems.push(`${operation.operationId}: ${(error as Error).message}`);
    }
  }
  if (problems.length > 0) throw new Error(problems.join("\n"));

  const needsBodies = rows.some(({ request, answer }) => /file|patch/.test(`${request} ${answer}`));
  const uses = (helper: string) => methods.some((method) => new RegExp(`\\b${helper}\\b`).test(method));
  const helpers = ["AnswerOf", "BodyOf", "FileAnswer", "FileBody", "OptionsOf", "PatchOf", "PathParameterOf"];
  const code = `// Made by scripts/generate.ts from @so-webapi/operations/${folder}/${name} and @so-webapi/openapi. Do not edit.
import type { operations, paths } from "@so-webapi/types/${folder}/${name}";
import type { Api } from "../../api/api.ts";
${needsBodies ? 'import { bodySupport } from "../../api/body-support.ts";\n' : ""}import type { ${helpers.filter(uses).join(", ")} } from "../../api/call-types.ts";
import type { Mode } from "../../result/result.ts";
${uses("SelectPaths") ? 'import type { SelectPaths } from "../../select/selected.ts";\n' : ""}
/** The calls of \`${at.join(".")}\`. */
export interface ${type}<In extends Mode = "result"> {
${methods.join("\n")}
}

/** ${kind === "agent" ? "An agent" : "An entity"} for \`createClient({ apis })\`, with its calls at \`${at.join(".")}\`. */
export const ${constant}: Api<paths, ${nested(at, type)}, ${nested(at, `${type}<"throws">`)}> = {
  at: ${JSON.stringify(at)},
  id: ${JSON.stringify(start.id)},
  path: ${JSON.stringify(start.path)},
${needsBodies ? "  bodies: bodySupport,\n" : ""}  calls: {
${table.join("\n")}
  },
};
`;
  return { file: `${folder}/${name}.ts`, code, rows, constant, type };
}

/** What all operationIds and all paths of a group begin with; an agent's paths go on with the operation's name. */
function commonStart(operations: readonly Operation[], kind: Operation["group"]["kind"]) {
  const shared = (lists: readonly (readonly string[])[]): string[] => {
    const [first = []] = lists;
    const end = first.findIndex((part, index) => lists.some((list) => list[index] !== part));
    return first.slice(0, end === -1 ? first.length : end);
  };
  const ids = shared(operations.map(({ operationId }) => operationId.split(/(?<=_)/).slice(0, -1)));
  const segments = operations.map(({ path }) => path.split("/"));
  return {
    id: ids.join(""),
    path: shared(segments.map((list) => (kind === "agent" ? list.slice(0, -1) : list))).join("/"),
  };
}

function rowOf(operation: Operation): OperationRow {
  const { operationId: id, method, path, safe } = operation;
  const inPath = operation.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
  const inTemplate = templateNames(path);
  if ([...inPath].sort().join() !== [...inTemplate].sort().join()) {
    throw new Error(`the parameters of ${path} are not those of its template`);
  }
  return { id, method, path, safe, request: requestKind(operation), answer: answerKind(operation) };
}

const templateNames = (path: string): string[] =>
  [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name);

function methodOf(call: string, operation: Operation, row: OperationRow, notes: Notes): string {
  const type = `operations[${JSON.stringify(operation.operationId)}]`;
  const query = operation.parameters.filter((parameter) => parameter.in === "query");
  const selects = query.some(({ name }) => name === "$select");
  // An answer of named properties is narrowed. Rows of an archive, whose names are the query's, are not.
  const [body] = Object.values(operation.responses);
  const masks = selects && row.answer === "json" && body?.class !== undefined && !/^OData/.test(body.class);
  const mark = operation.parameters.some(({ in: place, required }) => place !== "path" && required)
    ? ""
    : "?";
  const names = templateNames(operation.path);
  const args = argumentNames(names);
  const parameters = names.map(
    (name, index) => `${args[index]}: PathParameterOf<${type}, ${JSON.stringify(name)}>`,
  );
  if (row.request !== "none") {
    const bodyType = { json: `BodyOf<${type}>`, patch: `PatchOf<${type}>`, file: "FileBody" }[row.request];
    // An optional parameter cannot stand before one that is required.
    const required = operation.request?.required === true;
    parameters.push(`${required ? "body: " : mark === "" ? "body: undefined | " : "body?: "}${bodyType}`);
  }
  const extra = masks ? ", Select" : selects ? ", SelectPaths" : "";
  parameters.push(`options${mark}: OptionsOf<${type}${extra}>`);
  const generic = masks ? "<const Select extends SelectPaths = undefined>" : "";
  const answer =
    row.answer === "file" ? "FileAnswer<In>" : `AnswerOf<${type}, ${masks ? "Select" : "undefined"}, In>`;
  const signature = `  ${call}${generic}(\n    ${parameters.join(",\n    ")},\n  ): ${answer};`;
  return `${comment(operation, notes)}${signature}`;
}

function comment(operation: Operation, { summary, description }: Notes): string {
  const lines = [
    ...(summary ? [`${summary.replace(/\.$/, "")}.`] : []),
    ...(description ? [description.trim()] : []),
    `\`${operation.method} ${operation.path}\``,
    ...(operation.deprecated ? ["@deprecated"] : []),
  ];
  const text = lines.join("\n\n").replaceAll("*/", "*\\/");
  return `  /**\n${text
    .split("\n")
    .map((line) => `   * ${line}`.trimEnd())
    .join("\n")}\n   */\n`;
}

function nested(at: readonly string[], type: string): string {
  return at.reduceRight((inner, name) => `{ readonly ${name}: ${inner} }`, type);
}
