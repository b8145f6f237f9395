import type { ArchiveListItem } from "@so-webapi/types";
import { expectTypeOf, test } from "vitest";
import { archiveAgent } from "../generated/agents/archive.ts";
import { archive } from "../generated/entities/archive.ts";
import { contact } from "../generated/entities/contact.ts";
import { createClient } from "../index.ts";
import { archiveRows, type Rows, rows } from "./index.ts";

const options = { baseUrl: "https://crm.example.com", apis: [archive, archiveAgent, contact] } as const;
const so = createClient(options);
const throwing = createClient({ ...options, throws: true });

interface Row {
  readonly name: string;
  readonly "category/id": number;
}

test("rows of calls that give lists, in both modes", async () => {
  for await (const row of rows(so.contact.list)) {
    expectTypeOf(row.PrimaryKey).toEqualTypeOf<number>();
    expectTypeOf(row.EntityName).toEqualTypeOf<string>();
    expectTypeOf(row["name"]).toEqualTypeOf<unknown>();
  }
  for await (const row of rows<Row>(throwing.contact.list)) expectTypeOf(row.name).toEqualTypeOf<string>();
  for await (const page of rows<Row>((page) => so.archive.getArchive_GET("FindContact", page)).pages())
    expectTypeOf(page[0]?.["category/id"]).toEqualTypeOf<number | undefined>();
});

test("columns are checked where the row has a type", () => {
  rows<Row>(so.contact.list, { select: ["name"], orderBy: ["name", "category/id desc"] });
  rows(so.contact.list, { select: ["anything"], orderBy: ["anything asc"] });
  // @ts-expect-error
  rows<Row>(so.contact.list, { select: ["nmae"] });
  // @ts-expect-error
  rows<Row>(so.contact.list, { orderBy: ["name down"] });
});

test("other calls give no rows", () => {
  // @ts-expect-error
  rows(so.contact.get);
  // @ts-expect-error
  rows(so.contact.persons);
  // @ts-expect-error
  rows(so.contact.createDefault);
});

test("rows of an archive's agent", () => {
  const found = { provider: "FindContact", columns: ["name"] };
  expectTypeOf(archiveRows(so.agents.archive.getArchiveListByColumns2, found)).toEqualTypeOf<
    Rows<ArchiveListItem>
  >();
  expectTypeOf(archiveRows(throwing.agents.archive.getArchiveListByColumns2, found)).toEqualTypeOf<
    Rows<ArchiveListItem>
  >();
  // @ts-expect-error
  archiveRows(so.agents.archive.getArchiveListByColumns2, { provider: "FindContact" });
});
