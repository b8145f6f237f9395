import type { Operation, Shapes } from "./operation.ts";
import { table } from "./table.ts";

/** Every operation of the contract. It loads every group; a client imports only the groups that it uses. */
export const operations: readonly Operation[] = table.operations;

/** Classes and enums of all operations. A class is made when it is first looked at. */
export const shapes: Shapes = table.shapes;
