import { answerSchema, type ContractDocument, operationById, requestSchema } from "../contract/document.ts";
import { placeSchema } from "../contract/schema-at.ts";
import { edited } from "../json/edit.ts";
import { isWithin } from "../json/pointer.ts";
import { type Direction, directions, faultsOf, readBody, type Sample } from "../samples/sample.ts";
import { bodyKinds } from "./body-kinds.ts";
import { messageKinds } from "./message-kinds.ts";
import type { BodyMutation, Mutation } from "./mutation.ts";
import { placesOf } from "./place.ts";

/**
 * Every mutation of both halves of a sample: each kind at each place that it fits. Nothing is drawn at random, so
 * two runs make the same mutations in the same order.
 */
export function mutationsOf(document: ContractDocument, sample: Sample): Mutation[] {
  return directions.flatMap((direction) => [
    ...bodyMutations(document, sample, direction),
    ...messageMutations(sample, direction),
  ]);
}

/** The mutations of one body. */
export function bodyMutations(
  document: ContractDocument,
  sample: Sample,
  direction: Direction,
): BodyMutation[] {
  const operation = operationById(document, sample.operationId);
  const schema =
    operation &&
    (direction === "request"
      ? requestSchema(document, operation)
      : answerSchema(document, operation, sample.response.status));
  const reading = readBody(sample, direction);
  if (schema === undefined || !reading.ok) return [];
  const faults = faultsOf(sample, direction);
  return placesOf(document, reading.body, placeSchema(document, schema)).flatMap((place) => {
    const isInFault = faults.some(({ pointer }) => isWithin(place.pointer, pointer));
    const holdsFault = faults.some(({ pointer }) => isWithin(pointer, place.pointer));
    return bodyKinds.flatMap(({ id, edits }) =>
      edits(place).map((edit, variant): BodyMutation => {
        const body = () => edited(reading.body, place.tokens, edit);
        return {
          of: "body",
          kind: id,
          operationId: sample.operationId,
          direction,
          where: place.pointer,
          // What is added beside a fault leaves the fault where it is.
          touchesFault: isInFault || (holdsFault && edit.type !== "add"),
          place,
          edit,
          variant,
          body,
          sample: () => withBody(sample, direction, JSON.stringify(body(), null, 2)),
        };
      }),
    );
  });
}

function messageMutations(sample: Sample, direction: Direction): Mutation[] {
  return messageKinds.flatMap(({ id, changes }) =>
    changes(sample, direction).map(
      ({ where, part, sample: changed }): Mutation => ({
        of: "message",
        kind: id,
        operationId: sample.operationId,
        direction,
        where,
        touchesFault: false,
        part,
        sample: () => changed,
      }),
    ),
  );
}

function withBody(sample: Sample, direction: Direction, body: string): Sample {
  return direction === "request"
    ? { ...sample, request: { ...sample.request, body } }
    : { ...sample, response: { ...sample.response, body } };
}
