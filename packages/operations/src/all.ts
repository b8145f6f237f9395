import { unpack, unpackAllShapes } from "./compact/unpack.ts";
import { groups } from "./generated/all.ts";
import type { Operation, Shapes } from "./operation.ts";

/** Every operation of the contract. It loads every group; a client imports only the groups that it uses. */
export const operations: readonly Operation[] = groups.flatMap((group) => unpack(group).operations);

/** Classes and enums of all operations. A class is made when it is first looked at. */
export const shapes: Shapes = unpackAllShapes(groups);
