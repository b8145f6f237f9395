import { groups } from "./generated/all.ts";
import type { ClassShape, EnumShape, Operation, Shapes } from "./operation.ts";

/** Every operation of the contract. It loads every group; a client imports only the groups that it uses. */
export const operations: readonly Operation[] = groups.flatMap((group) => group.operations);

/** Classes and enums of all operations. */
export const shapes: Shapes = {
  classes: Object.assign({}, ...groups.map((group) => group.shapes.classes)) as Readonly<
    Record<string, ClassShape>
  >,
  enums: Object.assign({}, ...groups.map((group) => group.shapes.enums)) as Readonly<
    Record<string, EnumShape>
  >,
};
