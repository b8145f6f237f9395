import type { Contract } from "../contract/contract.ts";
import type { Check } from "./check.ts";
import { specOpen, specRequest, specResponse } from "./spec.ts";
import { type Table, tableAgrees } from "./table.ts";

/** What checks compare the contract with. */
export interface ContractChecksOptions {
  /**
   * The operation table that is made of the contract. Default: no `table.agrees`; a contract of one's own has no table.
   */
  readonly table?: Table;
}

/** The checks of samples against a contract, in the order of reports. */
export function contractChecks(contract: Contract, { table }: ContractChecksOptions = {}): Check[] {
  const { closed, open } = contract;
  const classes = new Map<string, readonly string[]>();
  return [
    {
      id: "spec.request",
      title: "the request keeps the closed contract: no name and no member that it does not know",
      run: (sample) => specRequest(closed, sample),
    },
    {
      id: "spec.response",
      title: "the answer keeps the closed contract",
      run: (sample) => specResponse(closed, sample),
    },
    {
      id: "spec.open",
      title: "both keep the open contract, which clients are made of",
      run: (sample) => specOpen(open, sample),
    },
    ...(table === undefined
      ? []
      : [
          {
            id: "table.agrees",
            title: "operation table, contract and sample agree",
            run: async (sample: Parameters<Check["run"]>[0]) =>
              tableAgrees(closed.document, table, sample, classes),
          },
        ]),
  ];
}
