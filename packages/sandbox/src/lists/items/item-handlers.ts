import type { Handler, Handlers } from "../../http/call.ts";
import { type ItemForm, listItemEntity, ownClass, simpleItem } from "./item-forms.ts";
import { type KnownList, knownLists } from "./known-lists.ts";
import { allItems, itemsById, mdoAnswer, oneItem, oneItemOrNull } from "./read-items.ts";
import { addItem, changeItem, defaultItem, deleteItem } from "./write-items.ts";

const country = ownClass("Country", "CountryId", "Name");
const currency = ownClass("CurrencyEntity", "CurrencyId", "Name");
const ticketStatus = ownClass("TicketStatusEntity", "TicketStatusId", "Name", {
  Status: "Unknown",
  TimeCounter: "None",
});
const task = ownClass("TaskListItem", "TaskListItemId", "Value", {
  Direction: "Unknown",
  Type: "Unknown",
  ColorIndex: "LightBlue",
  DefaultVideomeetingStatus: "NoChange",
});

/** `List/Category/Items` and its like: lists whose items are a `ListItemEntity`. */
function entityHandlers({ mdo, operations, item }: KnownList): [string, Handler][] {
  if (item === undefined) return [];
  return [
    [`${operations}_GetAll`, allItems(mdo, listItemEntity)],
    [`${operations}_Get${item}`, oneItem(mdo, listItemEntity)],
    [`${operations}_CreateDefault${item}`, defaultItem(mdo)],
    [`${operations}_Post${item}`, addItem(mdo)],
    [`${operations}_Put${item}`, changeItem(mdo)],
    [`${operations}_Delete${item}`, deleteItem(mdo)],
  ];
}

/** Lists whose items have a class of their own: reads. */
const ownHandlers: Handlers = {
  v1CountryList_GetAllCountry: allItems("country", country),
  v1CountryList_GetCountry: oneItem("country", country),
  v1CurrencyList_GetAllCurrencyEntity: allItems("currency", currency),
  v1CurrencyList_GetCurrencyEntity: oneItem("currency", currency),
  v1TaskList_GetAllTaskListItem: allItems("task", task),
  v1TaskList_GetTaskListItem: oneItem("task", task),
  v1TicketStatusList_GetAllTicketStatusEntity: allItems("ticketstatus", ticketStatus),
  v1TicketStatusList_GetTicketStatusEntity: oneItem("ticketstatus", ticketStatus),
};

/** An agent's reads of one list: all, one by a parameter, several by ids. */
interface AgentReads {
  readonly mdo: string;
  readonly form: ItemForm;
  readonly all?: string;
  readonly one: string;
  readonly parameter: string;
  readonly several?: string;
}

const agentReads: readonly AgentReads[] = [
  ...simpleReads("category", "Category", "Categories"),
  ...simpleReads("business", "Business", "Businesses"),
  ...simpleReads("perspos", "Position", "Positions"),
  ...simpleReads("priority", "Priority", "Priorities"),
  ...simpleReads("currency", "Currency", "Currencies"),
  ...simpleReads("task", "Task", "Tasks"),
  ...simpleReads("ticketpriority", "TicketPriority", "TicketPriorities"),
  {
    mdo: "country",
    form: country,
    all: "GetCountries",
    one: "GetCountry",
    parameter: "countryId",
    several: "GetCountryList",
  },
  {
    mdo: "ticketstatus",
    form: ticketStatus,
    all: "GetTicketStatuses",
    one: "GetTicketStatusEntity",
    parameter: "ticketStatusEntityId",
    several: "GetTicketStatusList",
  },
  {
    mdo: "currency",
    form: currency,
    all: "GetAllCurrencies",
    one: "GetCurrencyEntity",
    parameter: "currencyEntityId",
  },
  {
    mdo: "ejcategory",
    form: simpleItem("TicketCategory"),
    one: "GetTicketCategory",
    parameter: "ticketCategoryId",
  },
];

function simpleReads(mdo: string, name: string, plural: string): AgentReads[] {
  const parameter = `${name.charAt(0).toLowerCase()}${name.slice(1)}Id`;
  const form = simpleItem(name);
  return [{ mdo, form, all: `Get${plural}`, one: `Get${name}`, parameter, several: `Get${name}List` }];
}

function agentHandlers({ mdo, form, all, one, parameter, several }: AgentReads): [string, Handler][] {
  const pairs: [string, Handler][] = [[one, oneItemOrNull(mdo, form, parameter)]];
  if (all !== undefined) pairs.push([all, allItems(mdo, form)]);
  if (several !== undefined) pairs.push([several, itemsById(mdo, form)]);
  return pairs.map(([name, handler]) => [`v1ListAgent_${name}`, handler]);
}

/** `List/Category/MDOItems` and its like. Tickets' lists have none in the contract. */
function mdoHandlers({ mdo, operations }: KnownList): [string, Handler][] {
  return mdo === "ticketstatus" ? [] : [[`${operations}_GetMDOList`, (call) => mdoAnswer(call, mdo)]];
}

/** Items of the tenant's lists. */
export const itemHandlers: Handlers = {
  ...Object.fromEntries(knownLists.flatMap(entityHandlers)),
  ...Object.fromEntries(knownLists.flatMap(mdoHandlers)),
  ...Object.fromEntries(agentReads.flatMap(agentHandlers)),
  ...ownHandlers,
  v1ListAgent_GetAllCountries: allItems("country", country),
  v1ListAgent_GetAllTasks: allItems("task", task),
};
