import { isDateTime } from "@so-webapi/platform/dates";
import type { Check, OperationValidators, Violation } from "@so-webapi/validators";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { isObject } from "../json/json.ts";
import { toPointer } from "../json/pointer.ts";
import { type ContractDocument, contentOf, operationById } from "./document.ts";

/** The contract's formats; without them a schema says less than it means. */
export const formats = {
  "so-date-time": { type: "string", validate: isDateTime },
  int32: {
    type: "number",
    validate: (value: number) => Number.isInteger(value) && Math.abs(value + 0.5) < 2 ** 31,
  },
  int64: {
    type: "number",
    validate: (value: number) => Number.isInteger(value) && Math.abs(value) <= 2 ** 63,
  },
  double: true,
} as const;

/** Id of the document inside of the compiler. */
export const documentId = "contract";

/** A document whose schemas can be asked for by JSON pointer. */
export interface CompiledDocument {
  /** The check of the schema at a JSON pointer into the document. Compiled when first asked for. */
  readonly at: (pointer: string) => Check;
  /** The same checks that `@so-webapi/validators` ships, made here from the document itself. */
  readonly operation: (operationId: string) => OperationValidators | undefined;
}

/**
 * Compiles a contract with plain ajv, without any of the rewriting that the shipped validators go through: a second
 * opinion, and the way to ask what a changed contract would say. It needs `eval`, so it runs on Node only.
 */
export function compileDocument(document: ContractDocument): CompiledDocument {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, formats });
  ajv.addSchema(document, documentId);
  const compiled = new Map<string, Check>();
  const at = (pointer: string): Check => {
    const known = compiled.get(pointer);
    if (known !== undefined) return known;
    const validate = ajv.compile({ $ref: `${documentId}#${encodeURI(pointer)}` });
    const check: Check = (body) => (validate(body) ? [] : (validate.errors ?? []).map(toViolation));
    compiled.set(pointer, check);
    return check;
  };
  const operation = (operationId: string): OperationValidators | undefined => {
    const found = operationById(document, operationId);
    if (found === undefined) return undefined;
    const start = ["paths", found.path, found.method];
    const tail = ["content", "application/json", "schema"];
    const bodyIsKnown = contentOf(document, found.operation["requestBody"]).has("application/json");
    const statuses = Object.entries(
      isObject(found.operation["responses"]) ? found.operation["responses"] : {},
    )
      .filter(
        ([status, response]) =>
          status.startsWith("2") && contentOf(document, response).has("application/json"),
      )
      .map(([status]) => status);
    return {
      ...(bodyIsKnown ? { request: at(toPointer([...start, "requestBody", ...tail])) } : {}),
      responses: Object.fromEntries(
        statuses.map((status) => [status, at(toPointer([...start, "responses", status, ...tail]))]),
      ),
    };
  };
  return { at, operation };
}

function toViolation({ instancePath, keyword, message = keyword }: ErrorObject): Violation {
  return { pointer: instancePath, keyword, message };
}
