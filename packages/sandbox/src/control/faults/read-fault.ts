import { type Fields, fieldsOf, oneOf, textUpTo, wholeNumber } from "../fields.ts";
import type { Fault, FaultEffect } from "./fault.ts";

const kinds = ["latency", "status", "reset", "truncation"] as const;

/**
 * Reads a fault that came from outside. `isOperation` knows the operations of the contract.
 * @throws {ControlError} with everything that does not fit.
 */
export function readFault(value: unknown, isOperation: (operationId: string) => boolean): Fault {
  const fields = fieldsOf(value);
  const kind = fields.required("kind", oneOf(kinds), `one of ${kinds.join(", ")}`);
  const match = {
    operationId: fields.optional(
      "operationId",
      (id) => (typeof id === "string" && isOperation(id) ? id : undefined),
      "an operationId of the contract",
    ),
    method: fields.optional("method", method, "an HTTP method"),
    path: fields.optional("path", pathPattern, "a path that begins with / or *, up to 1,000 characters"),
    times: fields.optional("times", times, 'a whole number from 1, or "always"'),
  };
  // Without a kind nobody knows which other fields there are.
  const effect = kind === undefined ? undefined : readEffect(kind, fields);
  if (kind !== undefined) fields.finish();
  else finishWithoutKind(fields);
  if (effect === undefined) throw new Error("finish has let a misfit pass");
  return { ...given(match), ...effect };
}

function readEffect(kind: (typeof kinds)[number], fields: Fields): FaultEffect | undefined {
  switch (kind) {
    case "latency": {
      const milliseconds = fields.required(
        "milliseconds",
        wholeNumber(0, 600_000),
        "a whole number from 0 to 600000",
      );
      return milliseconds === undefined ? undefined : { kind, milliseconds };
    }
    case "status": {
      const status = fields.required("status", wholeNumber(400, 599), "a status from 400 to 599");
      const retryAfter = fields.optional("retryAfter", retry, "seconds from 0, or an HTTP date");
      return status === undefined ? undefined : { kind, status, ...given({ retryAfter }) };
    }
    case "reset":
      return {
        kind,
        ...given({ when: fields.optional("when", oneOf(["before", "after"]), "before or after") }),
      };
    case "truncation": {
      const most = 1_000_000_000;
      return {
        kind,
        ...given({ bytes: fields.optional("bytes", wholeNumber(0, most), "a number of bytes from 0") }),
      };
    }
  }
}

/** The misfit of `kind` is enough: other fields may be right for the kind that was meant. */
function finishWithoutKind(fields: Fields): void {
  for (const name of ["milliseconds", "status", "retryAfter", "when", "bytes"])
    fields.optional(name, (value) => value ?? null, "anything");
  fields.finish();
}

function method(value: unknown): string | undefined {
  return typeof value === "string" && /^[a-z]{1,20}$/i.test(value) ? value.toUpperCase() : undefined;
}

function pathPattern(value: unknown): string | undefined {
  return /^[/*]/.test(textUpTo(1000)(value) ?? "") ? textUpTo(1000)(value) : undefined;
}

function times(value: unknown): number | "always" | undefined {
  return value === "always" ? value : wholeNumber(1, Number.MAX_SAFE_INTEGER)(value);
}

function retry(value: unknown): number | string | undefined {
  if (typeof value !== "string") return wholeNumber(0, Number.MAX_SAFE_INTEGER)(value);
  // RFC 9110, 5.6.7: as it would be sent, since some callers send the date on to see what becomes of an odd one.
  return /^[\x20-\x7e]{1,100}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;
}

/** Leaves out what is undefined, so that a fault shows what it was given and nothing else. */
function given<Values extends object>(
  values: Values,
): { [Key in keyof Values]?: Exclude<Values[Key], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Values]?: Exclude<Values[Key], undefined> };
}
