import type { Descriptions } from "../emit/schema.ts";
import type { ContractModel } from "../merge/merge.ts";
import type { PageRow } from "../pages/model.ts";

/**
 * The pages' own descriptions, for people who compile for themselves: of operations, of the arguments and of the classes
 * that answers name. They belong to the pages' owner, so nothing that holds them is committed.
 */
export function pageDescriptions(model: ContractModel): Descriptions {
  const all: Record<string, Record<string, string>> = {};
  const addRows = (name: string, rows: readonly PageRow[]): void => {
    if (all[name] !== undefined || rows.length === 0) return;
    const words = rows.filter(({ description }) => description !== "");
    all[name] = Object.fromEntries(words.map((row) => [row.name, row.description]));
  };
  for (const { page, request, response } of model.operations) {
    const text = (page.description ?? []).map((prose) => prose.text).join("\n\n");
    if (text !== "") all[page.uid] = { description: text };
    if (request.kind === "arguments" && page.request?.form === "arguments")
      addRows(request.name, page.request.rows);
    const type = response?.type;
    const answered = type?.kind === "array" || type?.kind === "dictionary" ? type.of : type;
    if (answered?.kind === "class" && page.response !== undefined) addRows(answered.name, page.response.rows);
  }
  return all;
}

/** Descriptions of two origins; `stronger` wins word by word. */
export function mergeDescriptions(stronger: Descriptions, weaker: Descriptions): Descriptions {
  const names = new Set([...Object.keys(stronger), ...Object.keys(weaker)]);
  return Object.fromEntries([...names].map((name) => [name, { ...weaker[name], ...stronger[name] }]));
}
