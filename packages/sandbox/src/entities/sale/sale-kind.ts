import { UNSET } from "../../model/instant.ts";
import { sales } from "../../storage/schema.ts";
import { customFieldsBody, fieldsBefore, storedFields } from "../parts/custom-fields.ts";
import { instantIn, references, textOf } from "../parts/values.ts";
import { recordKind } from "../records/record-kind.ts";
import { memberOf, numberOf, refuseProject, restAfter, restBody } from "../records/record-parts.ts";
import { recordTable } from "../records/record-table.ts";
import { stampedRow, unstampedRow } from "../records/stamped-row.ts";
import { associateReference, listReference, referenceId } from "../references.ts";
import {
  earningPercent,
  type SaleRow,
  saleCompleted,
  saleReferences,
  saleRest,
  selectSales,
} from "./sale-simple.ts";

/** Sales: `SaleEntity`. Source: rest/Sale/v1SaleEntity_PostSaleEntity.md. */
export const saleKind = recordKind<SaleRow>({
  className: "SaleEntity",
  key: "SaleId",
  title: "Sale",
  counter: "sales",
  select: selectSales,
  ...recordTable(sales, "sales", sales.saleId, ({ saleId }) => saleId),
  updatedAt: ({ updatedAt }) => updatedAt,
  references: saleReferences,

  body(row, { directory, contact, person }) {
    const rest = restBody(saleRest, directory, row.rest);
    return {
      ...rest,
      SaleId: row.saleId,
      Associate: associateReference(directory, row.associateId),
      UpdatedBy: associateReference(directory, row.updatedBy),
      CreatedBy: associateReference(directory, row.createdBy),
      Contact: contact(row.contactId),
      Person: person(row.personId),
      Currency: listReference(directory, "currency", row.currencyId),
      Status: row.status,
      Saledate: row.saleDate,
      Amount: row.amount,
      Earning: row.earning,
      EarningPercent: earningPercent(row),
      Heading: row.heading,
      Probability: row.probability,
      CreatedDate: row.createdAt,
      UpdatedDate: row.updatedAt,
      Completed: saleCompleted(row.completed),
      NextDueDate: row.nextDueDate,
      ActiveLinks: Array.isArray(rest.Links) ? rest.Links.length : 0,
      ...customFieldsBody(row),
    };
  },

  fresh: ({ tenant, caller }) => ({
    saleId: 0,
    contactId: 0,
    personId: 0,
    associateId: caller.associateId,
    groupId: caller.groupId,
    heading: "",
    amount: 0,
    earning: 0,
    currencyId: 0,
    probability: 0,
    status: "Open",
    completed: "Started",
    saleDate: tenant.now(),
    nextDueDate: UNSET,
    ...unstampedRow(),
  }),

  after(_call, directory, before, beforeBody, body) {
    refuseProject(body);
    const reference = references(directory, beforeBody, body);
    const associateId = reference.associate("Associate");
    return {
      ...before,
      contactId: referenceId(body.Contact, "ContactId"),
      personId: referenceId(body.Person, "PersonId"),
      associateId,
      groupId: directory.user(associateId)?.groupId ?? before.groupId,
      heading: textOf(body.Heading),
      amount: numberOf(body.Amount),
      earning: numberOf(body.Earning),
      currencyId: reference.item("Currency", "currency"),
      probability: numberOf(body.Probability),
      status: memberOf(body.Status, "Open"),
      completed: saleCompleted(body.Completed),
      saleDate: instantIn(body.Saledate),
      nextDueDate: instantIn(body.NextDueDate),
      ...storedFields(fieldsBefore(beforeBody), body),
      rest: restAfter(saleRest, before.rest, body, reference),
    };
  },

  withId: (row, saleId) => ({ ...row, saleId }),
  stamped: stampedRow,
});
