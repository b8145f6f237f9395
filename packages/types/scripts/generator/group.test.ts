import { describe, expect, test } from "vitest";
import { groupOf, toCamelCase } from "./group.ts";

describe("the group of an operation", () => {
  test.each([
    ["v1ContactAgent_GetMyActiveContacts", "agents/contact"],
    ["v1ContactEntity_PostContactEntity", "entities/contact"],
    ["v1CRMScriptAgent_GetCRMScript", "agents/crmScript"],
    ["v1AIAgent_Translate", "agents/ai"],
    ["v1EMailAgent_Send", "agents/eMail"],
    ["v1MDOAgent_GetList", "agents/mdo"],
    ["v1UserDefinedFieldInfoAgent_Get_ById", "agents/userDefinedFieldInfo"],
    ["v1AgentAgent_X", "agents/agent"],
    ["v2Sms4UAgent_Send", "agents/sms4U"],
    ["v1User_GetUser", "entities/user"],
    ["v1BusinessList_GetAll", "entities/businessList"],
  ])("%s belongs to %s", (operationId, entry) => {
    expect(groupOf(operationId).entry).toBe(entry);
  });

  test.each(["", "GetContact", "v1ContactAgent", "v1ContactAgent_", "vContactAgent_Get"])(
    "%j is refused, since no entry would hold it",
    (operationId) => {
      expect(() => groupOf(operationId)).toThrow("neither an agent");
    },
  );
});

test.each([
  ["Contact", "contact"],
  ["CRMScript", "crmScript"],
  ["AI", "ai"],
  ["EMail", "eMail"],
  ["A", "a"],
  ["OAuth2", "oAuth2"],
  ["already", "already"],
])("%s in camel case is %s", (name, camel) => {
  expect(toCamelCase(name)).toBe(camel);
});
