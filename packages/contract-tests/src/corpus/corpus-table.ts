import { cases } from "./cases.ts";
import { ajv, contractKit, prism, type Tool, validators } from "./checkers.ts";
import type { CorpusCase, Verdict } from "./corpus-case.ts";
import { notes } from "./notes.ts";
import { heyApi, openapiTypescript, orval, ownTypes } from "./type-makers.ts";

const groups = {
  types: { "openapi-typescript": openapiTypescript, "hey-api": heyApi, orval, "our types": ownTypes },
  checkers: {
    ajv: ajv(false),
    "ajv with formats": ajv(true),
    Prism: prism,
    "contract kit": contractKit,
    validators,
  },
} as const;

export type ToolName = keyof typeof groups.types | keyof typeof groups.checkers;

/** A tool's verdict of a case. */
interface Cell {
  readonly tool: ToolName;
  readonly one: CorpusCase;
  readonly verdict: Verdict;
}

/** Runs every tool on every case and writes the page. Fails where a difference has no note, or a note no difference. */
export async function corpusPage(): Promise<string> {
  const typeCells = await run(groups.types);
  const checkerCells = await run(groups.checkers);
  const cells = [...typeCells, ...checkerCells];
  const count = cases.reduce((sum, { taken, refused }) => sum + taken.length + refused.length, 0);
  const unused = notes.filter((_, at) => !cells.some((cell) => !isAsMeant(cell) && noteOf(cell) === at + 1));
  if (unused.length > 0)
    throw new Error(`no cell has the note: ${unused.map(({ text }) => text).join("\n")}`);
  return [
    "<!-- Made by packages/contract-tests/scripts/corpus.ts. Do not edit. -->",
    "# Null, dates and flags: what tools make of OpenAPI 3.1",
    `${cases.length} small schemas that break generators and validators, with ${count} values that they must take or refuse. “As meant” is: all taken that is valid and all refused that is not. “Too wide”: takes a value that is not valid; “too narrow”: refuses one that is. The number leads to the reason below. Versions are those of \`neighbours/package.json\`; the cases are in \`packages/contract-tests/src/corpus/cases.ts\`.`,
    "## What is meant",
    table(["Case", "Meaning", "Must be taken", "Must be refused"], cases.map(meaningRow)),
    "## Types",
    "Each value as a literal in a file of the strict compiler.",
    verdictTable(Object.keys(groups.types), typeCells),
    "## Checks at run time",
    "“ajv” is ajv for 2020-12 as it comes, “with formats” ajv-formats 3; Prism is a proxy in front of a server that answers the value; “contract kit” is `so-contract --spec`, “validators” the way `@so-webapi/validators` is made.",
    verdictTable(Object.keys(groups.checkers), checkerCells),
    "## Reasons",
    notes.map(({ text }, at) => `${at + 1}. ${text}\n${differences(cells, at + 1)}`).join("\n"),
    "",
  ]
    .join("\n\n")
    .replace(/\n+$/, "\n");
}

async function run(tools: Readonly<Record<string, Tool>>): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const [tool, judges] of Object.entries(tools)) {
    const verdicts = await judges(cases);
    cases.forEach((one, at) => {
      const verdict = verdicts[at];
      if (verdict === undefined) throw new Error(`${tool} says nothing of ${one.name}`);
      cells.push({ tool: tool as ToolName, one, verdict });
    });
  }
  return cells;
}

const isAsMeant = ({ verdict }: Cell): boolean =>
  verdict.kind === "judged" && verdict.takes.length + verdict.refuses.length === 0;

function noteOf({ tool, one, verdict }: Cell): number {
  const at = notes.findIndex((note) => note.cases.includes(one.name) && note.tools.includes(tool));
  if (at === -1) throw new Error(`no note says why ${tool} gives ${one.name} ${JSON.stringify(verdict)}`);
  return at + 1;
}

function cellText(cell: Cell): string {
  if (isAsMeant(cell)) return "as meant";
  const { verdict } = cell;
  const words =
    verdict.kind === "no judgement"
      ? ["no judgement"]
      : [
          ...(verdict.takes.length > 0 ? ["too wide"] : []),
          ...(verdict.refuses.length > 0 ? ["too narrow"] : []),
        ];
  return `${words.join(", ")} (${noteOf(cell)})`;
}

function verdictTable(tools: readonly string[], cells: readonly Cell[]): string {
  const rows = cases.map((one) => [
    one.name,
    ...cells.filter((cell) => cell.one === one).map((cell) => cellText(cell)),
  ]);
  return table(["Case", ...tools], rows);
}

/** The values of the cells that have a note, tools with the same values in one line. */
function differences(cells: readonly Cell[], note: number): string {
  const lines = new Map<string, string[]>();
  for (const cell of cells) {
    if (isAsMeant(cell) || noteOf(cell) !== note) continue;
    const { verdict } = cell;
    const what =
      verdict.kind === "no judgement"
        ? verdict.reason
        : [
            ...verdict.takes.map((json) => `takes ${code(json)}`),
            ...verdict.refuses.map((json) => `refuses ${code(json)}`),
          ].join(", ");
    const line = `${cell.one.name}: ${what}`;
    lines.set(line, [...(lines.get(line) ?? []), cell.tool]);
  }
  return [...lines].map(([line, tools]) => `    - ${line} (${tools.join(", ")})`).join("\n");
}

const code = (json: string): string => `\`${json}\``;
const meaningRow = ({ name, meaning, taken, refused, body }: CorpusCase): string[] => [
  name,
  body === "request" ? `${meaning} (in a request)` : meaning,
  taken.map(code).join(" ") || "nothing",
  refused.map(code).join(" "),
];

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
