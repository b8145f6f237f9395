import type { Api } from "./api.ts";

/** What the client needs to know of an operation to call it. */
export interface OperationRow {
  /** operationId in the contract. */
  readonly id: string;
  readonly method: string;
  /** Whether it changes nothing, as the contract has it: most agent calls that read are POSTs. */
  readonly safe: boolean;
  /** Path template. Its parameters are a call's first arguments, in their order. */
  readonly path: string;
  /** What a call takes as its body: JSON, a JSON Patch or a Merge Patch, or a file. */
  readonly request: "json" | "patch" | "file" | "none";
  /**
   * What a success has as its body, except with a status that rules it out (204). `"open"` where the contract knows
   * of no success: JSON or nothing.
   */
  readonly answer: "json" | "file" | "open" | "none";
}

/**
 * Reads a row of an API's table: method, request, answer, the rest of the path and the rest of the operationId. What
 * a row ends with may be left out where it is as usual, `POST json json /GetList GetList` for a call `getList`: most
 * of an agent's rows are empty. Whether a POST is safe is told by the verb that the call's name begins with; a `!`
 * behind the method says that it is the other way round.
 */
export function readRow({ id, path }: Pick<Api, "id" | "path">, call: string, text: string): OperationRow {
  const usual = call.charAt(0).toUpperCase() + call.slice(1);
  const [verb, request = "json", answer = "json", tail = `/${usual}`, rest = usual] = text.split(" ");
  const [method, exception] = (verb || "POST").split("!");
  const safe =
    (method === "GET" || (method === "POST" && /^(?:get|find|is|has|can|search|validate)/.test(call))) !==
    (exception === "");
  // The generator writes these words and no others.
  return { id: id + rest, method, safe, request, answer, path: path + tail } as OperationRow;
}
