import { shapes as commonShapes, lists } from "../generated/common.ts";
import type { Operation, Shapes } from "../operation.ts";
import { unpackLists } from "./lists.ts";
import { type PackedGroup, rowUnpacker } from "./rows.ts";
import { nameOf, unpackShapes } from "./shapes.ts";

/** A group's operations and shapes. */
export interface Unpacked {
  readonly operations: readonly Operation[];
  readonly shapes: Shapes;
}

const unpackRow = rowUnpacker(unpackLists(lists));
const known = new Map<string, Unpacked>();
const linesOf = (text: string): readonly string[] => (text === "" ? [] : text.split("\n"));
let common: ReadonlyMap<string, string> | undefined;

/** Unpacks a group. Everybody who asks gets the same objects. */
export function unpack(packed: PackedGroup): Unpacked {
  const key = `${packed.group.kind}/${packed.group.name}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const unpacked: Unpacked = {
    operations: linesOf(packed.rows).map((row) => unpackRow(row, packed)),
    shapes: unpackShapes(() => [...linesOf(packed.own), ...linesNamed(packed.common)]),
  };
  known.set(key, unpacked);
  return unpacked;
}

/** The shapes of all groups together. */
export function unpackAllShapes(groups: readonly PackedGroup[]): Shapes {
  return unpackShapes(() => [...groups.flatMap(({ own }) => linesOf(own)), ...linesOf(commonShapes)]);
}

function linesNamed(names: string): string[] {
  common ??= new Map(linesOf(commonShapes).map((line) => [nameOf(line), line]));
  return (names === "" ? [] : names.split(" ")).flatMap((name) => common?.get(name) ?? []);
}
