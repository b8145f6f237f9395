import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { formatDiagnostic } from "../../src/diagnostic.ts";
import type { Pages, ReadOperation } from "../../src/pages/join-pages.ts";
import type { OperationPage } from "../../src/pages/model.ts";
import { parsePage } from "../../src/pages/parse-page.ts";
import { readPages } from "../../src/pages/read-pages.ts";
import { expectNoWrongFact, vouchedFacts } from "./facts.ts";
import { hasReference, referenceDir } from "./reference.ts";

/** Diagnostics that the present releases give, each with the reason why it is no fault of the reader. None. */
const recorded: readonly string[] = [];

const count = <Item>(items: readonly Item[], key: (item: Item) => string | number | undefined) => {
  const counts: Record<string, number> = {};
  for (const item of items) {
    const name = String(key(item));
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

describe.skipIf(!hasReference("that all reference pages are read"))("the pages of agent and rest", () => {
  let pages: Pages;
  let operations: readonly OperationPage[];
  let read: readonly ReadOperation[];

  beforeAll(async () => {
    pages = await readPages(referenceDir());
    read = pages.operations.filter(({ release }) => release !== "seeds");
    operations = read.map(({ page }) => page);
  });

  it("give no diagnostic that is not recorded", () => {
    expect(pages.diagnostics.map(formatDiagnostic)).toEqual(recorded);
  });

  it("are 3,262: 3,116 operations, 142 indexes, 4 others", () => {
    const { agent, rest, seeds } = pages.counts;
    expect(agent).toEqual({ pages: 1874, operations: 1816, indexes: 56, others: 2, unread: 0 });
    expect(rest).toEqual({ pages: 1388, operations: 1300, indexes: 86, others: 2, unread: 0 });
    expect(agent.pages + rest.pages).toBe(3262);
    expect(agent.operations + rest.operations).toBe(3116);
    expect(agent.indexes + rest.indexes).toBe(142);
    // Four operations and a page of the SOAP reference.
    expect(seeds).toEqual({ pages: 5, operations: 4, indexes: 0, others: 1, unread: 0 });
  });

  it("lose no section", () => {
    for (const page of operations) {
      const lost = Object.entries(page).filter(([, value]) => value === undefined);
      expect(lost, page.file).toEqual([]);
    }
  });

  it("have 807 path and 3,083 query parameters", () => {
    const path = operations.flatMap(({ pathParameters }) => pathParameters ?? []);
    const query = operations.flatMap(({ queryParameters }) => queryParameters ?? []);
    expect(path).toHaveLength(807);
    // docs-corpus.md counts 2,848: its count of v1TicketEntity_MergeTickets stops at line 41, where a cell runs
    // over two lines. That page's table has 252 rows, 235 of them below, and its example names all 252.
    expect(query).toHaveLength(2848 + 235);
    expect(count(path, ({ type }) => type)).toEqual({ int32: 598, string: 189, enum: 20 });
    expect(count(query, ({ type }) => type)).toEqual({
      string: 2252,
      int32: 387,
      bool: 211,
      enum: 160,
      "date-time": 34,
      array: 20,
      object: 15,
      double: 4,
    });
    expect(query.filter(({ required }) => required)).toHaveLength(212);
    expect(path.every(({ required }) => required)).toBe(true);
  });

  it("have the request bodies that docs-corpus.md counts", () => {
    expect(count(operations, ({ request }) => request?.form)).toEqual({
      none: 1290,
      arguments: 1233,
      entity: 337,
      arrayOfEntity: 147,
      arrayOfPrimitives: 54,
      patch: 36,
      file: 11,
      dictionary: 6,
      string: 2,
    });
  });

  it("have the responses that docs-corpus.md counts", () => {
    const responses = operations.flatMap(({ response }) => response ?? []);
    expect(count(responses, ({ form }) => form)).toEqual({
      // 1,360 with a class and a table: these, and the 57 of OData.
      named: 1303,
      odata: 57,
      arrayOfRows: 813,
      arrayOfPrimitives: 41,
      dictionary: 48,
      none: 538,
      primitive: 316,
    });
    expect(responses.filter(({ links }) => links)).toHaveLength(176);
    expect(count(responses, ({ form, leakedName }) => (leakedName ? form : ""))).toMatchObject({
      none: 538,
      named: 46,
    });
    expect(count(responses, ({ element }) => element)).toMatchObject({ string: 29, integer: 10, boolean: 2 });
  });

  it("have seven statuses", () => {
    const statuses = operations.flatMap(({ response }) => response?.statuses ?? []);
    expect(count(statuses, ({ code }) => code)).toEqual({
      200: 2578,
      204: 536,
      304: 9,
      400: 90,
      404: 183,
      409: 36,
      412: 54,
    });
  });

  it("have 36 pairs with one method and path, and 186 agent POSTs with a required query parameter and no body", () => {
    expect(pages.collisions).toHaveLength(36);
    expect(pages.collisions.every(({ files }) => files.length === 2)).toBe(true);
    const bodiless = operations.filter(
      ({ kind, operation, request, queryParameters }) =>
        kind === "agent" &&
        operation.method === "POST" &&
        request?.form === "none" &&
        queryParameters?.some(({ required }) => required),
    );
    expect(bodiless).toHaveLength(186);
  });

  it("have one sample of each, and every body parses as JSON", () => {
    const bodies = operations.flatMap(({ sampleRequest, sampleResponse }) => [
      sampleRequest?.body,
      sampleResponse?.body,
    ]);
    const present = bodies.flatMap((body) => body ?? []);
    expect(present.filter(({ json }) => !json.ok)).toEqual([]);
    expect(present).toHaveLength(1753 + 3116);
  });

  it("carry marks in descriptions and rows", () => {
    const rows = operations.flatMap(({ request, response }) => [
      ...(request !== undefined && "rows" in request ? request.rows : []),
      ...(response?.rows ?? []),
    ]);
    expect(rows.filter(({ mdoList }) => mdoList !== undefined)).toHaveLength(1184);
    expect(count(rows, ({ replacedBy }) => replacedBy)).toMatchObject({ CustomFields: 277 });
    expect(rows.filter(({ deprecated }) => deprecated)).toHaveLength(277);
    expect(rows.filter(({ type }) => type === undefined)).toEqual([]);
    expect(operations.filter(({ marks }) => marks?.onlineRestricted !== undefined)).toHaveLength(358);
    // Only a seed has the slow mark.
    expect(pages.operations.filter(({ page }) => page.marks?.slowThresholdMs?.value === 5000)).toHaveLength(
      1,
    );
    expect(operations.filter(({ marks }) => marks?.slowThresholdMs !== undefined)).toEqual([]);
  });

  it("give no wrong fact when a line is lost or printed twice, or when they are cut off", () => {
    const some = pages.operations.map(({ page }) => page).filter((_, index) => index % 60 === 0);
    expect(some.length).toBeGreaterThan(50);
    for (const page of some) {
      const text = readFileSync(join(referenceDir(), page.file), "utf8");
      const lines = text.split("\n");
      for (const [at, line] of lines.entries()) {
        expectNoWrongFact(page, lines.toSpliced(at, 1).join("\n"), vouchedFacts);
        expectNoWrongFact(page, lines.toSpliced(at, 0, line).join("\n"), vouchedFacts);
      }
      for (let end = 0; end < text.trimEnd().length; end += 97) {
        expect(parsePage(page.file, text.slice(0, end)).diagnostics).not.toEqual([]);
        expectNoWrongFact(page, text.slice(0, end), (one) => ({ ...one }));
      }
    }
  });

  it("are superseded by a seed in four cases", () => {
    expect(read.filter(({ supersededBy }) => supersededBy !== undefined).map(({ page }) => page.uid)).toEqual(
      [
        "v1ContactAgent_GetContactSummary",
        "v1ContactAgent_GetMyActiveContacts",
        "v1PocketAgent_GetMyCallerIDs",
        "v1ContactEntity_PostContactEntity",
      ],
    );
  });
});
