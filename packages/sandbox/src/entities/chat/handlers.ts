import type { Handlers } from "../../http/call.ts";
import { entityOperations } from "../entity-operations.ts";
import { chatKind } from "./chat-kind.ts";

/** Operations on chat sessions: entity and agent. */
export const chatHandlers: Handlers = entityOperations(chatKind, {
  default: "v1ChatSessionEntity_DefaultChatSessionEntity",
  get: "v1ChatSessionEntity_GetChatSessionEntity",
  create: "v1ChatSessionEntity_PostChatSessionEntity",
  update: "v1ChatSessionEntity_PutChatSessionEntity",
  patch: "v1ChatSessionEntity_PatchChatSessionEntity",
  delete: "v1ChatSessionEntity_DeleteChatSessionEntity",
  agent: {
    createDefault: "v1ChatAgent_CreateDefaultChatSessionEntity",
    get: "v1ChatAgent_GetChatSessionEntity",
    save: "v1ChatAgent_SaveChatSessionEntity",
    delete: "v1ChatAgent_DeleteChatSessionEntity",
    id: "chatSessionEntityId",
  },
});
