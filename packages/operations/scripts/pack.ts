import { type ListPlaces, type PackedGroup, packRow } from "../src/compact/rows.ts";
import { packClass, packEnum } from "../src/compact/shapes.ts";
import type { OperationParameter, Shapes } from "../src/operation.ts";
import type { Group } from "./table.ts";

/** The table in its packed form. */
export interface PackedTable {
  readonly lists: {
    readonly parameters: readonly (readonly OperationParameter[])[];
    readonly mediaTypes: readonly (readonly string[])[];
    readonly statuses: readonly (readonly number[])[];
  };
  readonly groups: readonly PackedGroup[];
  /** Lines of the shapes that more than one group has. */
  readonly commonShapes: string;
}

/** Packs the groups: lists that rows share and shapes that groups share are kept once. */
export function pack(groups: readonly Group[]): PackedTable {
  const parameters = collection<readonly OperationParameter[]>();
  const mediaTypes = collection<readonly string[]>();
  const statuses = collection<readonly number[]>();
  const places: ListPlaces = {
    parameters: parameters.placeOf,
    mediaTypes: mediaTypes.placeOf,
    statuses: statuses.placeOf,
  };
  const uses = new Map<string, number>();
  for (const { shapes } of groups) {
    for (const name of namesIn(shapes)) uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  const common = new Map<string, string>();
  const packed = groups.map(({ kind, name, operations, shapes }): PackedGroup => {
    const starts = {
      id: startOf(
        operations.map(({ operationId }) => operationId),
        "_",
      ),
      path: startOf(
        operations.map(({ path }) => path),
        "/",
      ),
      call: (operations[0]?.call ?? []).slice(0, -1),
    };
    const lines = new Map([
      ...Object.entries(shapes.classes).map(([name, shape]) => [name, packClass(name, shape)] as const),
      ...Object.entries(shapes.enums).map(([name, shape]) => [name, packEnum(name, shape)] as const),
    ]);
    const shared = [...lines].filter(([name]) => (uses.get(name) ?? 0) > 1).sort(byName);
    for (const [name, line] of shared) common.set(name, line);
    return {
      group: { kind, name },
      starts,
      rows: operations.map((operation) => packRow(operation, { starts }, places)).join("\n"),
      own: [...lines]
        .filter(([name]) => uses.get(name) === 1)
        .sort(byName)
        .map(([, line]) => line)
        .join("\n"),
      common: shared.map(([name]) => name).join(" "),
    };
  });
  return {
    lists: { parameters: parameters.all, mediaTypes: mediaTypes.all, statuses: statuses.all },
    groups: packed,
    commonShapes: [...common]
      .sort(byName)
      .map(([, line]) => line)
      .join("\n"),
  };
}

const byName = ([a]: readonly [string, string], [b]: readonly [string, string]): number => (a < b ? -1 : 1);
const namesIn = ({ classes, enums }: Shapes): string[] => [...Object.keys(classes), ...Object.keys(enums)];

/** What all texts begin with, up to and with the last mark. */
function startOf(texts: readonly string[], mark: string): string {
  const [first = ""] = texts;
  let length = first.length;
  for (const text of texts) while (!text.startsWith(first.slice(0, length))) length--;
  return first.slice(0, first.slice(0, length).lastIndexOf(mark) + 1);
}

function collection<Item>(): { readonly all: readonly Item[]; readonly placeOf: (item: Item) => number } {
  const all: Item[] = [];
  const places = new Map<string, number>();
  return {
    all,
    placeOf(item) {
      const key = JSON.stringify(item);
      const place = places.get(key) ?? all.push(item) - 1;
      places.set(key, place);
      return place;
    },
  };
}
