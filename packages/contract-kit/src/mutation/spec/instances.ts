import {
  answerSchema,
  type ContractDocument,
  operationById,
  requestSchema,
} from "../../contract/document.ts";
import { placeSchema } from "../../contract/schema-at.ts";
import { edited } from "../../json/edit.ts";
import type { Json } from "../../json/json.ts";
import { type Token, tokensOf, valueAt } from "../../json/pointer.ts";
import { directions, type Sample } from "../../samples/sample.ts";
import { bodyKinds } from "../body-kinds.ts";
import { type Place, placesOf } from "../place.ts";

/** A value that stands, or might stand, where a class is expected. */
export interface Instance {
  readonly value: Json;
  /** The property that was changed in it; undefined for an unchanged value. */
  readonly focus: string | undefined;
}

/** Values by the class that is expected of them. */
export type Instances = ReadonlyMap<string, readonly Instance[]>;

/**
 * Takes samples apart by class: every value of a class that a sample shows, and the same values after each mutation
 * inside them. What is recorded as a fault is repaired first, or it would hide what else is wrong.
 */
export function sampleInstances(document: ContractDocument, samples: readonly Sample[]): Instances {
  const found = new Collector();
  for (const sample of samples) {
    const operation = operationById(document, sample.operationId);
    if (operation === undefined) continue;
    for (const direction of directions) {
      const schema =
        direction === "request"
          ? requestSchema(document, operation)
          : answerSchema(document, operation, sample.response.status);
      const body = repaired(sample, direction);
      collect(found, placesOf(document, body, placeSchema(document, schema)));
    }
  }
  return found.byClass;
}

/** The same for one value of one class. */
export function classInstances(document: ContractDocument, className: string, value: Json): Instances {
  const found = new Collector();
  const root = placeSchema(document, { $ref: `#/components/schemas/${className}` });
  collect(found, placesOf(document, value, root));
  return found.byClass;
}

function collect(found: Collector, places: readonly Place[]): void {
  const classAt = new Map(
    places.flatMap(({ pointer, at }) => (at?.class === undefined ? [] : [[pointer, at.class] as const])),
  );
  for (const place of places) {
    if (place.at?.class !== undefined) found.add(place.at.class, place.value, undefined);
    const holders = places.filter(
      ({ pointer, at }) => at?.class !== undefined && `${place.pointer}/`.startsWith(`${pointer}/`),
    );
    // The class of the place itself and the one around it see the change; those further out see it through them.
    const nearest = holders.slice(-2);
    for (const { edits } of bodyKinds) {
      for (const edit of edits(place)) {
        for (const holder of nearest) {
          const relative = place.tokens.slice(holder.tokens.length);
          const isOutside = relative.length === 0 && (edit.type === "remove" || edit.type === "rename");
          if (isOutside) continue;
          found.add(
            classAt.get(holder.pointer) ?? "",
            edited(holder.value, relative, edit),
            focus(relative, edit),
          );
        }
      }
    }
  }
}

const focus = (relative: readonly Token[], edit: { readonly type: string }): string | undefined =>
  relative[0] !== undefined ? String(relative[0]) : edit.type;

/** The sample's body without its recorded faults: elided objects go, a decimal loses its fraction. */
export function repaired(sample: Sample, direction: "request" | "response"): Json {
  let body = JSON.parse(sample[direction].body) as Json;
  for (const { pointer, fault } of sample.faults.filter((one) => one.in === direction).toReversed()) {
    const tokens = tokensOf(body, pointer);
    const value = valueAt(body, tokens);
    body = edited(
      body,
      tokens,
      fault === "elided-object" ? { type: "remove" } : { type: "replace", value: Math.trunc(Number(value)) },
    );
  }
  return body;
}

/** Keeps each value of a class once. */
class Collector {
  readonly byClass = new Map<string, Instance[]>();
  readonly #seen = new Set<string>();

  add(className: string, value: Json, focusOf: string | undefined): void {
    const key = `${className} ${JSON.stringify(value)}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const known = this.byClass.get(className);
    if (known === undefined) this.byClass.set(className, [{ value, focus: focusOf }]);
    else known.push({ value, focus: focusOf });
  }
}
