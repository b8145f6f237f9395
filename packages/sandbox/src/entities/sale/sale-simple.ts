import { sql } from "drizzle-orm";
import type { JsonObject } from "../../model/json.ts";
import { sales } from "../../storage/schema.ts";
import type { Database } from "../../storage/storage.ts";
import { simpleLoader } from "../records/record-kind.ts";
import { filled, plainProperties, type RestShape, restBody } from "../records/record-parts.ts";
import type { References, Related } from "../records/related.ts";
import { referenceId } from "../references.ts";

export type SaleRow = typeof sales.$inferSelect;

/** What of a `SaleEntity` no query asks for. `ActiveLinks`, `EarningPercent` and `ActiveErpLinks` are worked out. */
export const saleRest: RestShape = {
  className: "SaleEntity",
  plain: plainProperties("SaleEntity", [
    "SaleId",
    "Heading",
    "Amount",
    "Earning",
    "EarningPercent",
    "Probability",
    "Status",
    "Completed",
    "Saledate",
    "NextDueDate",
    "CreatedDate",
    "UpdatedDate",
    "ActiveLinks",
    "ActiveErpLinks",
  ]),
  // rest/Sale/v1SaleEntity_PostSaleEntity.md names the lists.
  items: {
    SaleType: "saletype",
    Competitor: "comptr",
    Credited: "credited",
    Rating: "prob",
    Reason: "reason",
    Source: "source",
    ReasonSold: "reasonsold",
    ReasonStalled: "reasonstalled",
  },
  arrays: { Links: "Link", SaleStakeholders: "SaleStakeholder", VisibleFor: "VisibleFor" },
};

export function selectSales(database: Database, ids: readonly number[]): PromiseLike<SaleRow[]> {
  return database
    .select()
    .from(sales)
    .where(sql`${sales.saleId} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
}

export function saleReferences({ contactId, personId }: SaleRow): References {
  return { contactId, personIds: [personId] };
}

/** Loads sales in their simple form: class `Sale`, in inner form. Source: rest/Sale/v1SaleEntity_Simple.md. */
export const loadSaleSimple = simpleLoader(selectSales, saleReferences, saleSimple, ({ saleId }) => saleId);

function saleSimple(row: SaleRow, { directory, contact, person }: Related): JsonObject {
  const rest = restBody(saleRest, directory, row.rest);
  const saleTypeId = referenceId(row.rest.SaleType, "Id");
  return {
    ...filled("Sale"),
    ContactName: contact(row.contactId)?.Name ?? "",
    SaleDate: row.saleDate,
    SaleId: row.saleId,
    Probability: row.probability,
    Title: row.heading,
    Amount: row.amount,
    Currency: directory.item("currency", row.currencyId)?.name ?? "",
    AssociateFullName: directory.user(row.associateId)?.fullName ?? "",
    Description: rest.SaleText,
    Status: row.status,
    WeightedAmount: (row.amount * row.probability) / 100,
    EarningPercent: earningPercent(row),
    Earning: row.earning,
    ContactId: row.contactId,
    AssociateId: row.associateId,
    PersonId: row.personId,
    SaleTypeId: saleTypeId,
    SaleTypeName: directory.item("saletype", saleTypeId)?.name ?? "",
    PersonFullName: person(row.personId)?.FullName ?? "",
    Completed: saleCompleted(row.completed),
    NextDueDate: row.nextDueDate,
    Number: rest.Number,
  };
}

/** Earning as percent of the amount; 0 of nothing. */
export function earningPercent({ amount, earning }: Pick<SaleRow, "amount" | "earning">): number {
  return amount === 0 ? 0 : (earning / amount) * 100;
}

/** One of two; "not started" is treated as started (rest/Sale/v1SaleEntity_PostSaleEntity.md:78). */
export function saleCompleted(completed: unknown): "Completed" | "Started" {
  return completed === "Completed" ? "Completed" : "Started";
}
