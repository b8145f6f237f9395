import type {
  AgentErrorBody,
  CallerIDCollection,
  ContactActivity,
  ContactAgentGetMyActiveContactsRequest,
  ContactEntityInput,
  ContactEntityWithLinks,
  ContactSummary,
  EntityErrorBody,
} from "@so-webapi/types";
import { expectTypeOf, test } from "vitest";
import { contactAgent } from "../generated/agents/contact.ts";
import { pocketAgent } from "../generated/agents/pocket.ts";
import { contact } from "../generated/entities/contact.ts";
import { type CallError, createClient, type Result, type SoTimeoutError } from "../index.ts";

const baseUrl = "https://crm.example.com";
const so = createClient({ baseUrl, apis: [contactAgent, pocketAgent, contact] });

test("nothing is any: not the client, its places, its calls, their bodies or their answers", () => {
  expectTypeOf(so).not.toBeAny();
  expectTypeOf(so.agents).not.toBeAny();
  expectTypeOf(so.agents.contact).not.toBeAny();
  expectTypeOf(so.agents.contact.getMyActiveContacts).not.toBeAny();
  expectTypeOf(so.agents.contact.getMyActiveContacts).parameter(0).not.toBeAny();
  expectTypeOf(so.agents.contact.getMyActiveContacts).parameter(1).not.toBeAny();
  expectTypeOf(so.contact.create).returns.resolves.not.toBeAny();
  expectTypeOf(so.POST).not.toBeAny();
  // @ts-expect-error A place that does not exist is no call, which `any` would be.
  so.nowhere;
});

test("a call takes the contract's body", () => {
  expectTypeOf(so.agents.contact.getMyActiveContacts)
    .parameter(0)
    .toEqualTypeOf<ContactAgentGetMyActiveContactsRequest>();
  expectTypeOf(so.contact.create).parameter(0).toEqualTypeOf<ContactEntityInput>();
});

test("a call gives the contract's answer, an agent's with null", async () => {
  expectTypeOf(await so.agents.contact.getMyActiveContacts({})).toEqualTypeOf<
    Result<ContactActivity[] | null>
  >();
  expectTypeOf(await so.agents.contact.getContactSummary({})).toEqualTypeOf<Result<ContactSummary | null>>();
  expectTypeOf(await so.agents.pocket.getMyCallerIDs({})).toEqualTypeOf<Result<CallerIDCollection | null>>();
  expectTypeOf(await so.contact.create({})).toEqualTypeOf<Result<ContactEntityWithLinks>>();
});

test("ok narrows a result, and code its error", async () => {
  const result = await so.contact.create(
    {},
    { language: "en", headers: { "SO-TimeZone": "NO" }, timeoutMs: 1000 },
  );
  expectTypeOf(result.data).toEqualTypeOf<ContactEntityWithLinks | undefined>();
  if (result.ok) {
    expectTypeOf(result.data).toEqualTypeOf<ContactEntityWithLinks>();
    expectTypeOf(result.error).toEqualTypeOf<undefined>();
    expectTypeOf(result.response).toEqualTypeOf<Response>();
  } else {
    expectTypeOf(result.data).toEqualTypeOf<undefined>();
    expectTypeOf(result.error).toEqualTypeOf<CallError>();
    expectTypeOf(result.response).toEqualTypeOf<Response | undefined>();
    if (result.error.code === "timeout") expectTypeOf(result.error).toEqualTypeOf<SoTimeoutError>();
  }
});

test("codes are told apart exhaustively", () => {
  const act = (error: CallError): string => {
    switch (error.code) {
      case "status":
        return error.body.form;
      case "timeout":
        return String(error.timeoutMs);
      case "decoding":
        return error.reason;
      case "contract":
        return error.violations.map(({ pointer }) => pointer).join();
      case "address":
      case "network":
      case "abort":
      case "credential":
      case "request":
        return error.message;
    }
  };
  expectTypeOf(act).returns.toBeString();
});

test("a raw call is typed over the given paths", async () => {
  const { data, error } = await so.POST("/api/v1/Agents/Contact/GetMyActiveContacts", {
    body: { ActionType: "ActivityCompleted" },
    params: { query: { $select: "Name" }, header: { "SO-TimeZone": "NO" } },
  });
  expectTypeOf(data).toEqualTypeOf<ContactActivity[] | null | undefined>();
  expectTypeOf(error).toEqualTypeOf<AgentErrorBody | EntityErrorBody | undefined>();
  const { data: text } = await so.POST("/api/v1/Contact", { body: {}, parseAs: "text" });
  expectTypeOf(text).toEqualTypeOf<string | undefined>();
});

test("what a raw call takes, its path, its body and its options, is checked", () => {
  const { POST } = so;
  const body: ContactEntityInput = {};
  POST("/api/v1/Contact", { body, timeoutMs: 1000, signal: new AbortController().signal });
  // @ts-expect-error
  POST("/api/v1/Contact", { body, redirect: "follow" });
  // @ts-expect-error
  POST("/api/v1/Contact", { body: { Name: "a", Nmae: "a" } });
  // @ts-expect-error
  POST("/api/v1/Contact", { body, params: { header: { "SO-TimeZone": 261 } } });
  // @ts-expect-error
  POST("/api/v1/Contact");
});

test("a select leaves null for the rest", async () => {
  const one = await so.contact.create({}, { select: ["ContactId", "name", "Associate/Name"] });
  if (!one.ok) return;
  expectTypeOf(one.data.ContactId).toEqualTypeOf<ContactEntityWithLinks["ContactId"]>();
  expectTypeOf(one.data.Name).toEqualTypeOf<ContactEntityWithLinks["Name"]>();
  expectTypeOf(one.data.Department).toEqualTypeOf<null>();
  expectTypeOf(one.data.Associate?.AssociateId).toEqualTypeOf<null | undefined>();
  const many = await so.agents.contact.getMyActiveContacts({}, { select: ["Name"] });
  expectTypeOf(many.data?.[0]?.Name).toEqualTypeOf<string | null | undefined>();
  expectTypeOf(many.data?.[0]?.ContactId).toEqualTypeOf<null | undefined>();
});

test("a client that throws gives the data itself, narrowed by select, and null where an agent may", async () => {
  const throwing = createClient({ baseUrl, apis: [contactAgent, contact], throws: true });
  expectTypeOf(await throwing.contact.create({})).toEqualTypeOf<ContactEntityWithLinks>();
  expectTypeOf(await throwing.agents.contact.getContactSummary({})).toEqualTypeOf<ContactSummary | null>();
  const one = await throwing.contact.create({}, { select: ["Name"] });
  expectTypeOf(one.Name).toEqualTypeOf<ContactEntityWithLinks["Name"]>();
  expectTypeOf(one.Department).toEqualTypeOf<null>();
  expectTypeOf(await throwing.contact.getImage(7)).toEqualTypeOf<Blob | null>();
  expectTypeOf(await throwing.contact.delete(7)).toEqualTypeOf<undefined>();
  const quiet = createClient({ baseUrl, apis: [contact], throws: false });
  expectTypeOf(await quiet.contact.create({})).toEqualTypeOf<Result<ContactEntityWithLinks>>();
});

test("asResponse gives a response in both modes", () => {
  expectTypeOf(so.contact.create({}).asResponse()).resolves.toEqualTypeOf<Response>();
  const throwing = createClient({ baseUrl, apis: [contact], throws: true });
  expectTypeOf(throwing.contact.create({}).asResponse()).resolves.toEqualTypeOf<Response>();
});

test("a call's options are checked", () => {
  so.contact.create({}, { retry: false, culture: "nb-NO", timeZone: "NO" });
  so.contact.create({}, { retry: { writes: "all" } });
  // @ts-expect-error
  so.contact.create({}, { retry: true });
  // @ts-expect-error
  so.contact.create({}, { retry: { writes: "sometimes" } });
  // @ts-expect-error
  createClient({ baseUrl, apis: [contact], retry: { maxAttempts: 3 } });
});
