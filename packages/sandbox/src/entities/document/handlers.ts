import type { Handlers } from "../../http/call.ts";
import { entityOperations } from "../entity-operations.ts";
import { simpleAgentHandler } from "../records/record-kind.ts";
import { documentKind } from "./document-kind.ts";
import { loadDocumentSimple } from "./document-simple.ts";

/** Operations on what is known of documents: entity and agent. */
export const documentHandlers: Handlers = {
  ...entityOperations(documentKind, {
    default: "v1DocumentEntity_DefaultDocumentEntity",
    get: "v1DocumentEntity_GetDocumentEntity",
    create: "v1DocumentEntity_PostDocumentEntity",
    update: "v1DocumentEntity_PutDocumentEntity",
    patch: "v1DocumentEntity_PatchDocumentEntity",
    delete: "v1DocumentEntity_DeleteDocumentEntity",
    agent: {
      createDefault: "v1DocumentAgent_CreateDefaultDocumentEntity",
      get: "v1DocumentAgent_GetDocumentEntity",
      save: "v1DocumentAgent_SaveDocumentEntity",
      delete: "v1DocumentAgent_DeleteDocumentEntity",
      id: "documentEntityId",
    },
  }),
  v1DocumentAgent_GetDocument: simpleAgentHandler(loadDocumentSimple, "documentId"),
};
