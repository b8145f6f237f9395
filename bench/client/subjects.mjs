// What is compared: modules that a user would write. Each exports `connect(baseUrl)`, which gives a function that makes
// one call and resolves with its data.
const agent = `import { createClient, bearer, retries } from "@so-webapi/client";
import { contactAgent } from "@so-webapi/client/agents/contact";
`;
const named = (options) => `${agent}
export function connect(baseUrl) {
  const so = createClient({ baseUrl, apis: [contactAgent], ${options} });
  return async () => {
    const { data, error } = await so.agents.contact.getContactSummary({ ContactId: 59 });
    if (error) throw error;
    return data;
  };
}`;
const raw = (imports, make) => `${imports}
export function connect(baseUrl) {
  const so = ${make};
  return async () => {
    const { data } = await so.POST("/api/v1/Agents/Contact/GetContactSummary", { body: { ContactId: 59 } });
    return data;
  };
}`;
const token = `auth: async () => bearer("8A:Cust12345.abc")`;

export const subjects = {
  "bare fetch": `export function connect(baseUrl) {
  const headers = { authorization: "Bearer 8A:Cust12345.abc", "content-type": "application/json" };
  const url = baseUrl + "/api/v1/Agents/Contact/GetContactSummary";
  return async () => {
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify({ ContactId: 59 }) });
    if (!response.ok) throw new Error(response.status);
    return response.json();
  };
}`,
  "openapi-fetch": raw(
    `import createClient from "openapi-fetch";`,
    `createClient({ baseUrl, headers: { Authorization: "Bearer 8A:Cust12345.abc" } })`,
  ),
  "raw client": raw(
    `import { createRawClient, bearer } from "@so-webapi/client";
const credential = bearer("8A:Cust12345.abc");`,
    "createRawClient({ baseUrl, auth: credential })",
  ),
  "one agent": named(`auth: bearer("8A:Cust12345.abc")`),
  "one agent, token function, retries": named(`${token}, retry: retries()`),
  "the same, answers validated": `import { answers } from "@so-webapi/client/validation";
import { validators } from "@so-webapi/validators/agents/contact";
const validate = answers({ mode: "enforce", load: async (operationId) => validators[operationId] });
${named(`${token}, retry: retries(), validate`)}`,
};
