import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import type { OperationPage } from "../../src/pages/model.ts";
import { parsePage } from "../../src/pages/parse-page.ts";

/** A model without the lines, which move when lines are added or lost. */
export const withoutLines = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, part: unknown) => (/^(?:line|\w+Line)$/.test(key) ? undefined : part)) ??
      "null",
  );

/**
 * The facts that a page tells more than once, or whose place in the page vouches for them. Headers, statuses,
 * description and the inside of samples stand only once: a line that is taken out of their middle leaves no
 * trace on any page.
 */
export const vouchedFacts = (page: OperationPage): Readonly<Record<string, unknown>> => {
  const { request, response } = page;
  return {
    kind: page.kind,
    uid: page.uid,
    operation: page.operation,
    pathParameters: page.pathParameters,
    queryParameters: page.queryParameters,
    requestForm: request?.form,
    requestName: request !== undefined && "name" in request ? request.name : undefined,
    requestRows: request !== undefined && "rows" in request ? request.rows : undefined,
    responseForm: response?.form,
    responseKind: response?.kind,
    bodyType: response?.bodyType,
    responseRows: response?.rows,
  };
};

/** Each fact is that of the whole page or is left out; one that is left out comes with a diagnostic. */
export const expectNoWrongFact = (
  whole: OperationPage,
  text: string,
  facts: (page: OperationPage) => Readonly<Record<string, unknown>>,
): void => {
  const { page, diagnostics } = parsePage(whole.file, text);
  if (page === undefined) {
    expect(diagnostics).not.toEqual([]);
    return;
  }
  if (page.page !== "operation") throw new Error(`read as ${page.page}`);
  const expected = facts(whole);
  for (const [name, value] of Object.entries(facts(page))) {
    if (value === undefined) {
      if (expected[name] !== undefined) expect(diagnostics, name).not.toEqual([]);
    } else if (!isDeepStrictEqual(withoutLines(value), withoutLines(expected[name]))) {
      expect(withoutLines(value), name).toEqual(withoutLines(expected[name]));
    }
  }
};
