import type { Edit } from "../json/edit.ts";
import { arrayKinds } from "./kinds/arrays.ts";
import { dateKinds } from "./kinds/dates.ts";
import { enumKinds } from "./kinds/enums.ts";
import { objectKinds } from "./kinds/objects.ts";
import { rootKinds } from "./kinds/root.ts";
import { scalarKinds } from "./kinds/scalars.ts";
import type { Place } from "./place.ts";

/** One way to change a body. Gives no edit for a place that it does not fit. */
export interface BodyKind {
  readonly id: string;
  /** What it does, in a few words. */
  readonly title: string;
  readonly edits: (place: Place) => readonly Edit[];
}

/** Every way to change a body. */
export const bodyKinds: readonly BodyKind[] = [
  ...objectKinds,
  ...scalarKinds,
  ...dateKinds,
  ...enumKinds,
  ...arrayKinds,
  ...rootKinds,
];
