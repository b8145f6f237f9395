import { describe, expect, it } from "vitest";
import { wholeContract } from "../contract/contract.ts";
import { tagsOf } from "./tags.ts";

const { operations } = wholeContract;
const tags = tagsOf(wholeContract);
const find = (id: string) => {
  const found = operations.find(({ operationId }) => operationId === id);
  if (found === undefined) throw new Error(`no operation ${id}`);
  return found;
};
const drops = (write: string, read: string): boolean => {
  const changed = tags.changedBy(find(write));
  return tags.of(find(read)).some((tag) => changed.includes(tag));
};

describe("a write that passes", () => {
  it.each([
    ["v1ContactEntity_PutContactEntity", "v1ContactEntity_GetContactEntity"],
    ["v1ContactEntity_PatchContactEntity", "v1ContactAgent_GetContactEntity"],
    ["v1ContactAgent_SaveContactEntity", "v1ContactEntity_GetContactEntity"],
    ["v1ContactAgent_SaveContactEntity", "v1ContactAgent_GetContactSummary"],
    // Persons stand in contacts and contacts in persons.
    ["v1PersonAgent_SavePersonEntity", "v1ContactEntity_GetContactEntity"],
    ["v1ContactEntity_PutContactEntity", "v1PersonAgent_GetPersonEntity"],
    // Rows can have every column.
    ["v1SaleAgent_SaveSaleEntity", "v1ContactEntity_GetAll"],
    ["v1SaleAgent_SaveSaleEntity", "v1ArchiveAgent_GetArchiveListByColumns"],
    // Nobody can say what these change.
    ["v1DatabaseTableAgent_Upsert", "v1ContactEntity_GetContactEntity"],
    ["v1DatabaseTableAgent_Upsert", "v1TimeZoneAgent_GetDefaultTimeZoneInformation"],
  ])("%s drops %s", (write, read) => {
    expect(drops(write, read)).toBe(true);
  });

  it.each([
    ["v1ContactEntity_PutContactEntity", "v1TimeZoneAgent_GetDefaultTimeZoneInformation"],
    ["v1SaleAgent_SaveSaleEntity", "v1ContactEntity_GetContactEntity"],
  ])("%s leaves %s", (write, read) => {
    expect(drops(write, read)).toBe(false);
  });
});

it("every write drops the reads of its own group, and every answer that has no class", () => {
  const missed: string[] = [];
  const reads = operations.filter(({ safe }) => safe);
  for (const write of operations.filter(({ safe }) => !safe)) {
    const changed = new Set(tags.changedBy(write));
    for (const read of reads) {
      const isOwn = read.group.name === write.group.name;
      const isOpen = read.responses["200"]?.class === undefined;
      if ((isOwn || isOpen) && !tags.of(read).some((tag) => changed.has(tag)))
        missed.push(`${write.operationId} ${read.operationId}`);
    }
  }
  expect(missed).toEqual([]);
});
