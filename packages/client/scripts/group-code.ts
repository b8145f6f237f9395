import type { Operation } from "@so-webapi/operations";

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
}

const json = "application/json";

/**
 * Writes the module of one agent or entity. The names of the calls are the table's: `x-call` in the contract is the
 * one place that knows the rule.
 *
 * @throws {Error} for what the client cannot do yet, rather than leaving it out: a call that is not below the
 * group's own place, a name that is no identifier or given twice, a body without JSON.
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
  const constant = kind === "agent" ? `${own}Agent` : own;
  const type = `${own.charAt(0).toUpperCase()}${own.slice(1)}${kind === "agent" ? "Agent" : ""}Calls`;
  for (const identifier of [...at, constant]) checkIdentifier(identifier, `${folder}/${name}`);

  const calls = new Map<string, Operation>();
  for (const operation of operations) {
    const call = operation.call.at(-1) ?? "";
    checkIdentifier(call, operation.operationId, { reservedToo: true });
    if (operation.call.slice(0, -1).join(".") !== at.join("."))
      throw refuse(operation, "is not below its group");
    if (calls.has(call)) throw refuse(operation, `has the same call as another one: ${call}`);
    calls.set(call, operation);
  }

  const rows = [...calls].map(([call, operation]) => `    ${call}: ${JSON.stringify(rowOf(operation))},`);
  const methods = [...calls].map(([call, operation]) =>
    methodOf(call, operation, notes(operation.operationId)),
  );
  const used = ["AnswerOf", "BodyOf", "OptionsOf", "PathParameterOf"].filter((helper) =>
    methods.some((method) => method.includes(`${helper}<`)),
  );
  return {
    file: `${folder}/${name}.ts`,
    code: `// Made by scripts/generate.ts from @so-webapi/operations/${folder}/${name} and @so-webapi/openapi. Do not edit.
import type { operations, paths } from "@so-webapi/types/${folder}/${name}";
import type { Api } from "../../api/api.ts";
import type { ${used.join(", ")} } from "../../api/call-types.ts";
${methods.some((method) => method.includes("SelectPaths")) ? 'import type { SelectPaths } from "../../select/selected.ts";\n' : ""}
/** The calls of \`${at.join(".")}\`. */
export interface ${type} {
${methods.join("\n")}
}

/** ${kind === "agent" ? "An agent" : "An entity"} for \`createClient({ apis })\`, with its calls at \`${at.join(".")}\`. */
export const ${constant}: Api<paths, ${nested(at, type)}> = {
  at: ${JSON.stringify(at)},
  operations: {
${rows.join("\n")}
  },
};
`,
  };
}

function rowOf(operation: Operation): object {
  const { operationId: id, method, path } = operation;
  const bodies = Object.values(operation.responses).filter((body) => body !== null);
  for (const { mediaTypes } of [...bodies, ...(operation.request ? [operation.request] : [])]) {
    if (!mediaTypes.includes(json))
      throw refuse(operation, "has a body without JSON, which no call can carry yet");
  }
  return {
    id,
    method,
    path,
    request: operation.request ? "json" : "none",
    answer: bodies.length > 0 ? "json" : "none",
  };
}

function methodOf(call: string, operation: Operation, notes: Notes): string {
  const type = `operations[${JSON.stringify(operation.operationId)}]`;
  const query = operation.parameters.filter((parameter) => parameter.in === "query");
  const selects = query.some(({ name }) => name === "$select");
  const mark = query.some(({ required }) => required) ? "" : "?";
  const parameters = [...operation.path.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => {
    const argument = name.charAt(0).toLowerCase() + name.slice(1);
    checkIdentifier(argument, operation.operationId);
    return `${argument}: PathParameterOf<${type}, ${JSON.stringify(name)}>`;
  });
  if (operation.request) {
    // An optional parameter cannot stand before one that is required.
    const body = operation.request.required ? "body: " : mark === "" ? "body: undefined | " : "body?: ";
    parameters.push(`${body}BodyOf<${type}>`);
  }
  const generic = selects ? "<const Select extends SelectPaths = undefined>" : "";
  const extra = selects ? ", Select" : "";
  parameters.push(`options${mark}: OptionsOf<${type}${extra}>`);
  const signature = `  ${call}${generic}(\n    ${parameters.join(",\n    ")},\n  ): AnswerOf<${type}${extra}>;`;
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

function checkIdentifier(name: string, where: string, { reservedToo = false } = {}): void {
  const isReserved =
    /^(?:await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|export|extends|false|finally|for|function|if|import|in|instanceof|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|typeof|var|void|while|with|yield)$/.test(
      name,
    );
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name) || (isReserved && !reservedToo)) {
    throw new Error(`${where}: "${name}" cannot be a name in TypeScript`);
  }
}

function refuse(operation: Operation, why: string): Error {
  return new Error(`${operation.operationId} ${why}`);
}
