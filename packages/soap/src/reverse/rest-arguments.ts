import type { Operation, Shapes } from "@so-webapi/operations";
import { canonicalize, parseJson } from "@so-webapi/platform";
import type { ArgumentsForm } from "../bridge/rest-operations.ts";
import type { Values } from "../codec/index.ts";
import { scalars } from "../codec/scalars.ts";
import type { OperationDescriptor } from "../descriptors/index.ts";
import { RestFailure } from "./rest-failure.ts";

/**
 * The arguments of the SOAP operation, from a REST request: names in any case, as REST takes them.
 *
 * @throws {RestFailure} for a body that is no JSON, or not of the operation's form.
 */
export function soapArguments(
  soap: OperationDescriptor,
  {
    operation,
    form,
    shapes,
  }: { readonly operation: Operation; readonly form: ArgumentsForm; readonly shapes: Shapes },
  request: { readonly query: URLSearchParams; readonly body: string },
): Values {
  const [only] = soap.arguments;
  switch (form.kind) {
    case "none":
      return {};
    case "query": {
      const entry = [...request.query].find(([name]) => name.toLowerCase() === form.parameter.toLowerCase());
      const value = entry && scalars[only?.type ?? ""]?.read(entry[1]);
      if (only === undefined || value === undefined)
        throw new RestFailure(400, "request-invalid", `${form.parameter} is missing or not of its type.`);
      return { [only.name]: value };
    }
    case "body":
      return only === undefined ? {} : { [only.name]: bodyOf(operation, shapes, request.body) };
    case "object": {
      const body = bodyOf(operation, shapes, request.body);
      if (typeof body !== "object" || body === null || Array.isArray(body))
        throw new RestFailure(400, "request-invalid", "The body is no object.");
      const given = new Map(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]));
      return Object.fromEntries(
        soap.arguments.flatMap(({ name }) => {
          const value = given.get((form.names.get(name) ?? name).toLowerCase());
          return value === undefined ? [] : [[name, value]];
        }),
      );
    }
  }
}

function bodyOf({ request }: Operation, shapes: Shapes, text: string): unknown {
  const parsed = parseJson(text, { unsafeIntegers: "bigint" });
  if (!parsed.ok) throw new RestFailure(400, "request-invalid", parsed.message);
  const exact = canonicalize(parsed.value, { class: request?.class, array: request?.array ?? false }, shapes);
  if (!exact.ok) throw new RestFailure(400, "request-invalid", exact.message);
  return exact.value;
}
