import { unpack, unpackAllShapes } from "./compact/unpack.ts";
import { groups, starts } from "./generated/all.ts";
import { createLazyMatcher, type Matcher } from "./matcher.ts";
import type { Operation, Shapes } from "./operation.ts";

/** All operations, for programs that start often and answer few: each group is unpacked when a path first asks for it. */
export interface OperationTable {
  /** Number of operations. */
  readonly size: number;
  /** All of them, unpacked when this is first read. */
  readonly operations: readonly Operation[];
  /** Classes and enums of all operations. A class is made when it is first looked at. */
  readonly shapes: Shapes;
  /** Those that the bodies of an operation's group reach. Costs a program that asks for few groups less than `shapes`. */
  readonly shapesOf: (operation: Pick<Operation, "group">) => Shapes;
  /** Finds as `createMatcher(operations)` does, and unpacks only the groups whose paths begin like this one. */
  readonly match: Matcher;
}

let operations: readonly Operation[] | undefined;
const keyOf = ({ kind, name }: Operation["group"]): string => `${kind}/${name}`;
const byKey = new Map(groups.map((packed) => [keyOf(packed.group), packed]));

/** The whole contract. */
export const table: OperationTable = {
  size: starts.reduce((sum, { count }) => sum + count, 0),
  get operations() {
    operations ??= groups.flatMap((group) => unpack(group).operations);
    return operations;
  },
  shapes: unpackAllShapes(groups),
  shapesOf({ group }) {
    const packed = byKey.get(keyOf(group));
    return packed === undefined ? table.shapes : unpack(packed).shapes;
  },
  match: createLazyMatcher(
    groups.map((group, place) => ({
      under: starts[place]?.under ?? "",
      operations: () => unpack(group).operations,
    })),
  ),
};
