import { packParameter } from "../src/compact/lists.ts";
import type { PackedGroup } from "../src/compact/rows.ts";
import type { OperationParameter } from "../src/operation.ts";
import { pack } from "./pack.ts";
import type { Group } from "./table.ts";

const folders = { agent: "agents", entity: "entities" } as const;

/** The generated files, below `src/generated/`. `input` is what they say they are made from. */
export function sourcesOf(groups: readonly Group[], input: string): { file: string; code: string }[] {
  const banner = `// Made by scripts/generate.ts from ${input}. Do not edit.\n`;
  const { lists, groups: packed, commonShapes } = pack(groups);
  const parameters = [...new Set(lists.parameters.flat().map((each) => JSON.stringify(each)))];
  const placesOf = (list: readonly OperationParameter[]): string =>
    list.map((each) => parameters.indexOf(JSON.stringify(each))).join(" ");
  const objectOf = ({ group, starts, rows, own, common }: PackedGroup): string => `{
  group: ${JSON.stringify(group)},
  starts: ${JSON.stringify(starts)},
  rows: ${JSON.stringify(rows)},
  own: ${JSON.stringify(own)},
  common: ${JSON.stringify(common)},
}`;
  return [
    {
      file: "common.ts",
      code: `${banner}import type { PackedLists } from "../compact/lists.ts";

/** Lists that rows share. */
export const lists: PackedLists = {
  parameters: ${JSON.stringify(parameters.map((each) => packParameter(JSON.parse(each))).join("\n"))},
  parameterLists: ${JSON.stringify(lists.parameters.map(placesOf).join("\n"))},
  mediaTypes: ${JSON.stringify(lists.mediaTypes)},
  statuses: ${JSON.stringify(lists.statuses)},
};

/** Classes and enums that more than one group reaches. */
export const shapes = ${JSON.stringify(commonShapes)};
`,
    },
    {
      // Every group once more: to load one file takes a fraction of the time that all of the groups' own take.
      file: "all.ts",
      code: `${banner}import type { PackedGroup } from "../compact/rows.ts";

/** Every group. */
export const groups: readonly PackedGroup[] = [${packed.map(objectOf).join(", ")}];

/** For each of them how its paths begin, as far as no parameter stands there, in lower case, and how many operations it has. */
export const starts: readonly { readonly under: string; readonly count: number }[] = ${JSON.stringify(
        groups.map(({ operations }) => ({
          under: commonStart(operations.map(({ path }) => path)),
          count: operations.length,
        })),
      )};
`,
    },
    ...packed.map((group) => ({
      file: `${folders[group.group.kind]}/${group.group.name}.ts`,
      code: `${banner}import { unpack } from "../../compact/unpack.ts";
import type { Operation, Shapes } from "../../operation.ts";

const group = unpack(${objectOf(group)});

/** Operations of the ${group.group.name} ${group.group.kind}, by operationId. */
export const operations: readonly Operation[] = group.operations;

/** Classes and enums that their bodies reach. */
export const shapes: Shapes = group.shapes;
`,
    })),
  ];
}

/** The literal segments that all path templates begin with: `/api/v1/contact`. */
function commonStart([first = "", ...others]: readonly string[]): string {
  const segments = literalStart(first);
  const rest = others.map(literalStart);
  const end = segments.findIndex((segment, place) => rest.some((other) => other[place] !== segment));
  return segments
    .slice(0, end === -1 ? undefined : end)
    .map((segment) => `/${segment}`)
    .join("");
}

function literalStart(path: string): readonly string[] {
  const segments = path.toLowerCase().split("/").slice(1);
  const end = segments.findIndex((segment) => segment.startsWith("{"));
  return segments.slice(0, end === -1 ? undefined : end);
}
