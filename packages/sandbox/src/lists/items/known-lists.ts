/** A list of the tenant, and the operations of the contract that are about it. */
export interface KnownList {
  /** Name of the list for MDO: the pages name it beside the properties that it feeds. */
  readonly mdo: string;
  /** How the list is called in paths: `List/Category/Items`. */
  readonly title: string;
  /** Begin of the operationIds: `v1CategoryList`. */
  readonly operations: string;
  /** What the operations of one item are called after: `GetCategory`; undefined where it is not a `ListItemEntity`. */
  readonly item?: string;
}

/**
 * The lists that have operations of their own and that the sandbox knows. MDO names: the rows of the entities that they feed,
 * `business`, `category`, `country` in rest/Contact/v1ContactEntity_GetContactEntity.md:84 to 86 for example.
 */
export const knownLists: readonly KnownList[] = [
  { mdo: "category", title: "Category", operations: "v1CategoryList", item: "Category" },
  { mdo: "business", title: "Business", operations: "v1BusinessList", item: "Business" },
  { mdo: "perspos", title: "Position", operations: "v1PositionList", item: "Position" },
  { mdo: "priority", title: "Priority", operations: "v1PriorityList", item: "Priority" },
  { mdo: "mrmrs", title: "MrMrs", operations: "v1MrMrsList", item: "MrMrs" },
  { mdo: "source", title: "Source", operations: "v1SourceList", item: "Source" },
  { mdo: "comptr", title: "Competitor", operations: "v1CompetitorList", item: "Competitor" },
  { mdo: "credited", title: "Credited", operations: "v1CreditedList", item: "Credited" },
  { mdo: "reason", title: "Reason", operations: "v1ReasonList", item: "Reason" },
  { mdo: "reasonsold", title: "ReasonSold", operations: "v1ReasonSoldList", item: "ReasonSold" },
  { mdo: "reasonstalled", title: "ReasonStalled", operations: "v1ReasonStalledList", item: "ReasonStalled" },
  { mdo: "country", title: "Country", operations: "v1CountryList" },
  { mdo: "currency", title: "Currency", operations: "v1CurrencyList" },
  { mdo: "task", title: "Task", operations: "v1TaskList" },
  { mdo: "saletype", title: "SaleType", operations: "v1SaleTypeList" },
  { mdo: "doctmpl", title: "DocumentTemplate", operations: "v1DocumentTemplateList" },
  { mdo: "ticketstatus", title: "TicketStatus", operations: "v1TicketStatusList" },
];

/**
 * The id of a list's definition: its place among the known lists, from 1. The numbers of real tenants are not documented.
 * 0 for other lists: not every list has one (agent/MDO_Agent/v1MDOAgent_GetListIdByListName.md:15).
 */
export function definitionId(mdo: string): number {
  return knownLists.findIndex((list) => list.mdo === mdo) + 1;
}

/** Finds a known list by the id of its definition. */
export function listOfDefinition(id: number): KnownList | undefined {
  return knownLists[id - 1];
}

/** Finds a known list by its title or its MDO name, in any letter case. */
export function listNamed(name: string): KnownList | undefined {
  const wanted = name.toLowerCase();
  return knownLists.find(({ mdo, title }) => mdo === wanted || title.toLowerCase() === wanted);
}
