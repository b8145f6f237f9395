import type { Diagnostic } from "../diagnostic.ts";
import type { OperationPage } from "../pages/model.ts";
import type { ClassFacts, EnumFact } from "../wsdl/facts.ts";
import { type ClassModel, mergeClass } from "./classes.ts";
import { classIdentifier } from "./identify-class.ts";
import { serviceFinder } from "./links.ts";
import { mergeOperation, type OperationModel } from "./operations.ts";
import { collectTables, compareTables } from "./tables.ts";
import type { TypeRef } from "./type-ref.ts";

/** Everything the contract is written from. */
export interface ContractModel {
  /** In the order of their uids. */
  readonly operations: readonly OperationModel[];
  /** Classes that operations reach, by name. */
  readonly classes: ReadonlyMap<string, ClassModel>;
  readonly enums: ReadonlyMap<string, EnumFact>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Merges pages and WSDLs into the contract's model: operations, and the classes and enums that they reach. */
export function mergeContract(pages: readonly OperationPage[], facts: ClassFacts): ContractModel {
  const find = { service: serviceFinder(facts), identify: classIdentifier(facts, pages) };
  const tables = collectTables(pages, find);
  const isClass = (name: string): boolean => tables.has(name) || facts.classes.has(name);
  const operations = [...pages]
    .sort((a, b) => (a.uid < b.uid ? -1 : 1))
    .map((page) => mergeOperation(page, find, isClass));

  const classes = new Map<string, ClassModel>();
  const enums = new Map<string, EnumFact>();
  const reach = (type: TypeRef): void => {
    if (type.kind === "array" || type.kind === "dictionary") reach(type.of);
    if (type.kind === "enum" && !enums.has(type.name)) {
      const fact = facts.enums.get(type.name);
      if (fact !== undefined) enums.set(type.name, fact);
    }
    if (type.kind !== "class" || classes.has(type.name)) return;
    const merged = mergeClass(type.name, tables, facts);
    if (merged === undefined) return;
    classes.set(type.name, merged);
    for (const property of merged.properties) reach(property.fact.type);
  };
  for (const { request, response } of operations) {
    if (request.kind === "type") reach(request.fact.type);
    if (request.kind === "arguments") for (const property of request.properties) reach(property.fact.type);
    if (response !== undefined) reach(response.type);
  }
  return { operations, classes: sorted(classes), enums: sorted(enums), diagnostics: compareTables(tables) };
}

const sorted = <Value>(map: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> =>
  new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
