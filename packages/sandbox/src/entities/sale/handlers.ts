import type { Handlers } from "../../http/call.ts";
import { entityOperations } from "../entity-operations.ts";
import { simpleAgentHandler, simpleHandler } from "../records/record-kind.ts";
import { saleKind } from "./sale-kind.ts";
import { loadSaleSimple } from "./sale-simple.ts";

/** Operations on sales: entity and agent. */
export const saleHandlers: Handlers = {
  ...entityOperations(saleKind, {
    default: "v1SaleEntity_DefaultSaleEntity",
    get: "v1SaleEntity_GetSaleEntity",
    create: "v1SaleEntity_PostSaleEntity",
    update: "v1SaleEntity_PutSaleEntity",
    patch: "v1SaleEntity_PatchSaleEntity",
    delete: "v1SaleEntity_DeleteSaleEntity",
    agent: {
      createDefault: "v1SaleAgent_CreateDefaultSaleEntity",
      get: "v1SaleAgent_GetSaleEntity",
      save: "v1SaleAgent_SaveSaleEntity",
      delete: "v1SaleAgent_DeleteSaleEntity",
      id: "saleEntityId",
    },
  }),
  v1SaleEntity_Simple: simpleHandler(loadSaleSimple, "Sale"),
  v1SaleAgent_GetSale: simpleAgentHandler(loadSaleSimple, "saleId"),
};
