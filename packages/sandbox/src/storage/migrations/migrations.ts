import { initial } from "./0001-initial.ts";

/** Statements of every migration, in order. What was released is never changed; a new one is added. */
export const migrations: readonly (readonly string[])[] = [initial];
