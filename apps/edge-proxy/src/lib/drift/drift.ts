import type { Operation, Shapes } from "@so-webapi/operations";
import type { UncheckedReason, Verdict } from "../validation/verdict.ts";
import { generalPlace } from "./general-place.ts";
import { redacted, valueAt } from "./redacted.ts";

/** One way in which answers of an operation leave the contract. */
export interface DriftPlace {
  /** JSON pointer where `*` is any element or key: `/Persons/*`. Only names that the contract knows stand in it. */
  readonly pointer: string;
  /** The class and the property that stand there; absent where the contract knows none. */
  readonly class?: string;
  readonly property?: string;
  /** The rule that broke, a keyword of JSON Schema. */
  readonly keyword: string;
  /** What the contract wants there. */
  readonly message: string;
  /** The form of the last value that was seen, with `x` for letters and `0` for digits. */
  readonly example: string;
  /** Answers in which it was seen. */
  readonly answers: number;
  /** ISO 8601, UTC. */
  readonly first: string;
  readonly last: string;
}

/** How many messages were not checked, by reason. */
export type UncheckedCounts = Readonly<Partial<Record<UncheckedReason, number>>>;

/** What became of checks. */
export interface DriftCounts {
  readonly ok: number;
  readonly invalid: number;
  readonly unchecked: number;
  readonly reasons: UncheckedCounts;
}

/** What became of the checks of one operation's answers. */
export interface OperationDrift extends DriftCounts {
  readonly operationId: string;
  /** Most frequent first. */
  readonly places: readonly DriftPlace[];
}

/** How live answers differ from the contract, as far as this instance has seen them. */
export interface DriftReport extends DriftCounts {
  /** When counting began, ISO 8601; null where nothing was counted yet. */
  readonly since: string | null;
  /** Places that were not counted one by one, because the table was full. */
  readonly uncounted: number;
  /** Operations whose answers left the contract or were too large to be checked, most frequent first. */
  readonly operations: readonly OperationDrift[];
}

/** Counts drift. It keeps names, numbers and the forms of values, and never a value. */
export interface Drift {
  /** @param body - the answer as JSON; undefined where it was not read. */
  note(operation: Operation, status: number, verdict: Verdict, body?: unknown): void;
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
  readonly reasons: Partial<Record<UncheckedReason, number>>;
}

interface Row extends Counts {
  readonly places: Map<string, Place>;
}

interface Place extends Omit<DriftPlace, "answers" | "first" | "last" | "example"> {
  example: string;
  answers: number;
  readonly first: number;
  last: number;
}

/** Violations of one answer that are looked at: a long list repeats itself. */
const LOOKED_AT = 200;

const none = (): Counts => ({ ok: 0, invalid: 0, unchecked: 0, reasons: {} });

/** Makes a counter whose memory is bounded by the number of operations and `maxPlaces`. */
export function createDrift({ shapes, clock, maxPlaces = 1_000 }: DriftOptions): Drift {
  const rows = new Map<string, Row>();
  const all = none();
  let since: number | undefined;
  let kept = 0;
  let uncounted = 0;

  function notePlaces(row: Row, operation: Operation, status: number, verdict: Verdict, body: unknown): void {
    if (verdict.result !== "invalid") return;
    const now = clock();
    const seen = new Set<string>();
    for (const { pointer, keyword, message } of verdict.violations.slice(0, LOOKED_AT)) {
      const place = generalPlace(pointer, operation.responses[String(status)] ?? null, shapes);
      const key = `${keyword} ${place.pointer}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const example = redacted(valueAt(body, pointer));
      const known = row.places.get(key);
      if (known !== undefined) {
        known.answers += 1;
        known.last = now;
        known.example = example;
      } else if (kept < maxPlaces) {
        kept += 1;
        const { pointer: general, class: className, property } = place;
        row.places.set(key, {
          pointer: general,
          ...(className !== undefined && { class: className }),
          ...(property !== undefined && { property }),
          keyword,
          message,
          example,
          answers: 1,
          first: now,
          last: now,
        });
      } else uncounted += 1;
    }
  }

  return {
    note(operation, status, verdict, body) {
      since ??= clock();
      let row = rows.get(operation.operationId);
      if (row === undefined) {
        row = { ...none(), places: new Map() };
        rows.set(operation.operationId, row);
      }
      for (const counts of [row, all]) {
        counts[verdict.result] += 1;
        if (verdict.result === "unchecked")
          counts.reasons[verdict.reason] = (counts.reasons[verdict.reason] ?? 0) + 1;
      }
      notePlaces(row, operation, status, verdict, body);
    },
    report: () => ({
      since: since === undefined ? null : new Date(since).toISOString(),
      ...all,
      uncounted,
      operations: [...rows]
        .filter(([, { invalid, reasons }]) => invalid > 0 || reasons["too-large"] !== undefined)
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
