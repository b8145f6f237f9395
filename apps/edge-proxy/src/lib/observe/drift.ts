import type { BodyShape, ClassShape, Operation, Shapes } from "@so-webapi/operations";
import type { Verdict } from "../validation/verdict.ts";

/** One way in which answers of an operation leave the contract. */
export interface DriftPlace {
  /** JSON pointer where `*` is any element or key: `/Persons/*`. Only names that the contract knows stand in it. */
  readonly pointer: string;
  /** The rule that broke, a keyword of JSON Schema. */
  readonly keyword: string;
  /** What the contract wants there. */
  readonly message: string;
  /** Answers in which it was seen. */
  readonly answers: number;
  /** ISO 8601, UTC. */
  readonly first: string;
  readonly last: string;
}

/** What became of the checks of one operation's answers. */
export interface OperationDrift {
  readonly operationId: string;
  readonly ok: number;
  readonly invalid: number;
  readonly unchecked: number;
  /** Most frequent first. */
  readonly places: readonly DriftPlace[];
}

/** How live answers differ from the contract, as far as this instance has seen them. */
export interface DriftReport {
  /** When counting began, ISO 8601; null where nothing was counted yet. */
  readonly since: string | null;
  readonly ok: number;
  readonly invalid: number;
  readonly unchecked: number;
  /** Places that were not counted one by one, because the table was full. */
  readonly uncounted: number;
  /** Operations whose answers left the contract, most frequent first. */
  readonly operations: readonly OperationDrift[];
}

/** Counts drift. It keeps names and numbers and never a value. */
export interface Drift {
  note(operation: Operation, status: number, verdict: Verdict): void;
  report(): DriftReport;
}

export interface DriftOptions {
  readonly shapes: Shapes;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Most places that are kept, of all operations together. Default 1,000. */
  readonly maxPlaces?: number;
}

interface Counts {
  ok: number;
  invalid: number;
  unchecked: number;
}

interface Row extends Counts {
  readonly places: Map<string, Place>;
}

interface Place {
  readonly pointer: string;
  readonly keyword: string;
  readonly message: string;
  answers: number;
  readonly first: number;
  last: number;
}

/** Violations of one answer that are looked at: a long list repeats itself. */
const LOOKED_AT = 200;

/** Makes a counter whose memory is bounded by the number of operations and `maxPlaces`. */
export function createDrift({ shapes, clock, maxPlaces = 1_000 }: DriftOptions): Drift {
  const rows = new Map<string, Row>();
  const all: Counts = { ok: 0, invalid: 0, unchecked: 0 };
  let since: number | undefined;
  let kept = 0;
  let uncounted = 0;

  function notePlaces(row: Row, operation: Operation, status: number, verdict: Verdict): void {
    if (verdict.result !== "invalid") return;
    const now = clock();
    const seen = new Set<string>();
    for (const { pointer, keyword, message } of verdict.violations.slice(0, LOOKED_AT)) {
      const general = generalPointer(pointer, operation.responses[String(status)] ?? null, shapes);
      const key = `${keyword} ${general}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const known = row.places.get(key);
      if (known !== undefined) {
        known.answers += 1;
        known.last = now;
      } else if (kept < maxPlaces) {
        kept += 1;
        row.places.set(key, { pointer: general, keyword, message, answers: 1, first: now, last: now });
      } else uncounted += 1;
    }
  }

  return {
    note(operation, status, verdict) {
      since ??= clock();
      let row = rows.get(operation.operationId);
      if (row === undefined) {
        row = { ok: 0, invalid: 0, unchecked: 0, places: new Map() };
        rows.set(operation.operationId, row);
      }
      row[verdict.result] += 1;
      all[verdict.result] += 1;
      notePlaces(row, operation, status, verdict);
    },
    report: () => ({
      since: since === undefined ? null : new Date(since).toISOString(),
      ...all,
      uncounted,
      operations: [...rows]
        .filter(([, { invalid }]) => invalid > 0)
        .sort(([, a], [, b]) => b.invalid - a.invalid)
        .map(([operationId, row]) => ({ operationId, ...row, places: placesOf(row) })),
    }),
  };
}

function placesOf({ places }: Row): DriftPlace[] {
  return [...places.values()]
    .sort((a, b) => b.answers - a.answers)
    .map((place) => ({
      ...place,
      first: new Date(place.first).toISOString(),
      last: new Date(place.last).toISOString(),
    }));
}

/**
 * Leaves of a pointer what the contract itself names: elements of arrays, keys of dictionaries and properties that nobody
 * knows become `*`, since they can be data.
 *
 * @example
 * generalPointer("/Persons/17", { class: "Contact", array: false, nullable: false, mediaTypes: [] }, shapes);
 * // "/Persons/*"
 */
export function generalPointer(pointer: string, shape: BodyShape | null, shapes: Shapes): string {
  if (pointer === "" || shape === null) return "";
  let at: ClassShape | undefined = shape.class === undefined ? undefined : shapes.classes[shape.class];
  let within = shape.array ? "elements" : "class";
  let general = "";
  for (const segment of pointer.split("/").slice(1)) {
    if (within === "elements") {
      general += "/*";
      within = "class";
      continue;
    }
    const name = segment.replaceAll("~1", "/").replaceAll("~0", "~").toLowerCase();
    const property = at !== undefined && Object.hasOwn(at, name) ? at[name] : undefined;
    general +=
      property === undefined ? "/*" : `/${property.name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    at = property?.class === undefined ? undefined : shapes.classes[property.class];
    within = property === undefined || property.kind === "value" ? "class" : "elements";
  }
  return general;
}
