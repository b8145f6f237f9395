import { wholeContract } from "../../lib/contract/contract.ts";
import { selectsAny } from "../../lib/policies/selectors.ts";
import type { OperationOptions, OperationsOptions, ValidationModes } from "../../lib/validation/modes.ts";
import { below, dictionary, isRecord, object, oneOf, type Reader, refuse } from "./readers.ts";

const mode = oneOf("off", "report", "enforce");

const modes: Reader<Partial<ValidationModes>> = (value, place) => {
  if (!isRecord(value)) {
    const both = mode(value, place);
    return { requests: both, answers: both };
  }
  return object((members): Partial<ValidationModes> => {
    const requests = members.optional("requests", mode);
    const answers = members.optional("answers", mode);
    return { ...(requests !== undefined && { requests }), ...(answers !== undefined && { answers }) };
  })(value, place);
};

const options: Reader<OperationOptions> = object((members) => ({
  validation: members.required("validation", modes),
}));

/** Reads `operations`: settings of some operations, by what names them. */
export const operationsReader: Reader<OperationsOptions> = (value, place) => {
  const found = dictionary(options)(value, place);
  for (const selector of found?.keys() ?? []) {
    if (!selectsAny(selector, wholeContract.operations))
      refuse(
        below(place, selector),
        "must be *, agents/*, entities/*, a group such as agents/contact, or the id of an operation",
      );
  }
  return Object.fromEntries(found ?? []);
};
