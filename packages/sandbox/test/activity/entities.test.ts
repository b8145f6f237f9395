import { describe, expect, test } from "vitest";
import { activities } from "../../src/storage/schema.ts";
import { smallWorld, type World } from "./world.ts";

interface Kind {
  readonly path: string;
  readonly key: string;
  readonly agent: string;
  /** A text that people see, and a property kept among the rest. */
  readonly text: string;
  readonly other: string;
  /** Values that a new one has in enums, unless told. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** The reference to the user who owns it. */
  readonly owner: string;
  readonly simple?: { readonly name: string; readonly text: string };
}

const kinds: readonly Kind[] = [
  {
    path: "Appointment",
    key: "AppointmentId",
    agent: "Appointment",
    text: "Description",
    other: "Location",
    defaults: { Type: "inDiary", Completed: "NotStarted", Private: "Public" },
    owner: "Associate",
    simple: { name: "Appointment", text: "Description" },
  },
  {
    path: "Sale",
    key: "SaleId",
    agent: "Sale",
    text: "Heading",
    other: "Number",
    defaults: { Status: "Open", Completed: "Started" },
    owner: "Associate",
    simple: { name: "Sale", text: "Title" },
  },
  {
    path: "Document",
    key: "DocumentId",
    agent: "Document",
    text: "Header",
    other: "OurRef",
    defaults: { Type: "Document", Completed: "NotStarted" },
    owner: "Associate",
    simple: { name: "Document", text: "Header" },
  },
  {
    path: "Ticket",
    key: "TicketId",
    agent: "Ticket",
    text: "Title",
    other: "FromAddress",
    defaults: { BaseStatus: "Active" },
    owner: "OwnedBy",
    simple: { name: "Ticket", text: "Title" },
  },
  {
    path: "ChatSession",
    key: "ChatSessionId",
    agent: "Chat",
    text: "FirstMessage",
    other: "CustomerAlias",
    defaults: { Status: "InQueue" },
    owner: "User",
  },
];

async function dump(world: World): Promise<string> {
  return JSON.stringify(await world.database.select().from(activities));
}

describe.each(kinds)("$path", ({ path, key, agent, text, other, defaults, owner, simple }) => {
  const person55 = { Person: { PersonId: 55 } };

  test("a default entity has no id, the platform's defaults and is not stored", async () => {
    const world = await smallWorld();
    const rest = await world.ask("GET", `${path}/default`);
    expect(rest.body).toMatchObject({ [key]: 0, [text]: "", ...defaults });
    const byAgent = await world.ask("POST", `Agents/${agent}/CreateDefault${path}Entity`);
    expect(byAgent.body).toMatchObject({ [key]: 0, ...defaults });
    expect((await world.ask("GET", `${path}/5001`)).status).toBe(404);
  });

  test("what is posted comes back under a new id, with its person and the links, and is read the same", async () => {
    const world = await smallWorld();
    const posted = await world.ask("POST", path, {
      body: { [key]: 568, [text]: "Robert'); DROP TABLE x;--", [other]: "kept", ...person55 },
    });
    expect(posted.status).toBe(200);
    expect(posted.body).toMatchObject({
      [key]: 5001,
      [text]: "Robert'); DROP TABLE x;--",
      [other]: "kept",
      ...defaults,
      Person: { PersonId: 55, FullName: "Fay Five" },
    });
    const read = await world.ask("GET", `${path}/5001`);
    const { _Links, ...entity } = read.body;
    expect(_Links).toMatchObject({ Self: `http://sandbox/api/v1/${path}/5001` });
    // The answer to POST Ticket is a TicketEntity without links, by its page.
    expect(posted.body).toEqual(path === "Ticket" ? entity : read.body);
    const byAgent = await world.ask("POST", `Agents/${agent}/Get${path}Entity?${path}EntityId=5001`);
    expect(byAgent.body).toEqual(entity);
  });

  test("PUT, PATCH and Save change what they name and leave the rest", async () => {
    const world = await smallWorld();
    const { body: posted } = await world.ask("POST", path, {
      body: { [text]: "a", [other]: "kept", ...person55 },
    });
    const put = await world.ask("PUT", `${path}/5001`, { body: { [text]: "b", [key]: 9 } });
    expect(put.body).toMatchObject({ [key]: 5001, [text]: "b", [other]: "kept", Person: { PersonId: 55 } });
    const patch = await world.ask("PATCH", `${path}/5001`, {
      body: [
        { op: "test", path: text.toLowerCase(), value: "b" },
        { op: "replace", path: `/${text}`, value: "c" },
      ],
      headers: { "content-type": "application/json-patch+json" },
    });
    expect(patch.body).toMatchObject({ [text]: "c", [other]: "kept", Person: { PersonId: 55 }, ...defaults });
    const saved = await world.ask("POST", `Agents/${agent}/Save${path}Entity`, {
      body: { [key]: 5001, [other]: "new" },
    });
    expect(saved.body).toMatchObject({ [key]: 5001, [text]: "c", [other]: "new" });
    const cleared = await world.ask("PUT", `${path}/5001`, { body: { [other]: "" } });
    expect(cleared.body).toMatchObject({ [text]: "c", [other]: "" });
    const whole = await world.ask("PUT", `${path}/5001`, { body: posted });
    expect(whole.body).toMatchObject({ [text]: "a", [other]: "kept" });
  });

  test("conditions hold where the contract lists their statuses", async () => {
    const world = await smallWorld();
    await world.ask("POST", path, { body: {} });
    const lists = !["Ticket", "ChatSession"].includes(path);
    const later = { "if-modified-since": "Sat, 21 Nov 2026 00:00:00 GMT" };
    expect((await world.ask("GET", `${path}/5001`, { headers: later })).status).toBe(lists ? 304 : 200);
    const earlier = { "if-unmodified-since": "Thu, 19 Nov 2026 00:00:00 GMT" };
    const patch = { "content-type": "application/merge-patch+json", ...earlier };
    expect((await world.ask("PATCH", `${path}/5001`, { body: {}, headers: patch })).status).toBe(412);
    for (const [method, body] of [
      ["PUT", {}],
      ["DELETE", undefined],
    ] as const) {
      const answer = await world.ask(method, `${path}/5001`, { body, headers: earlier });
      expect([method, answer.status]).toEqual([method, lists ? 412 : method === "PUT" ? 200 : 204]);
    }
  });

  test("Save without an id creates", async () => {
    const world = await smallWorld();
    const saved = await world.ask("POST", `Agents/${agent}/Save${path}Entity`, { body: { [text]: "new" } });
    expect(saved.body).toMatchObject({ [key]: 5001, [text]: "new", ...defaults });
  });

  test("what is deleted is gone: 404, and 200 with null for the agent", async () => {
    const world = await smallWorld();
    for (const remove of ["entity", "agent"]) {
      const { body } = await world.ask("POST", path, { body: {} });
      const id = body[key];
      const call = `Agents/${agent}/Delete${path}Entity`;
      const asEntity = remove === "entity";
      const removed = asEntity
        ? await world.ask("DELETE", `${path}/${id}`)
        : path === "Ticket"
          ? await world.ask("POST", call, { body: { TicketEntityId: id } })
          : await world.ask("POST", `${call}?${path}EntityId=${id}`);
      expect(removed.status).toBe(204);
      const read = await world.ask("GET", `${path}/${id}`);
      expect(read.status).toBe(404);
      expect(read.body).toMatchObject({ Error: true, ErrorType: "SoNotFoundException" });
      const byAgent = await world.ask("POST", `Agents/${agent}/Get${path}Entity?${path}EntityId=${id}`);
      expect([byAgent.status, byAgent.body]).toEqual([200, null]);
    }
  });

  test("a reference to what is not there is refused and changes nothing", async () => {
    const world = await smallWorld();
    await world.ask("POST", path, { body: { [text]: "a", ...person55 } });
    const before = [await dump(world), (await world.ask("GET", `${path}/5001`)).body];
    for (const wrong of [
      { Person: { PersonId: 4711 } },
      { Project: { ProjectId: 1 } },
      { [owner]: { AssociateId: 4711 } },
      { Sale: { SaleId: 4711 } },
      { Contact: { ContactId: 4711 } },
    ]) {
      if (Object.keys(wrong).some((name) => !(name in before[1]))) continue;
      const put = await world.ask("PUT", `${path}/5001`, { body: { [text]: "b", ...wrong } });
      expect([Object.keys(wrong), put.status]).toEqual([Object.keys(wrong), 400]);
      expect((await world.ask("POST", path, { body: wrong })).status).toBe(400);
    }
    expect([await dump(world), (await world.ask("GET", `${path}/5001`)).body]).toEqual(before);
    expect((await world.ask("GET", `${path}/5002`)).status).toBe(404);
  });

  if (simple !== undefined)
    test("the simple form names the person, the contact and the owner", async () => {
      const world = await smallWorld();
      await world.ask("POST", path, { body: { [text]: "a", ...person55 } });
      const answer = path === "Document" ? undefined : await world.ask("GET", `${path}/5001/Simple`);
      const byAgent = await world.ask("POST", `Agents/${agent}/Get${simple.name}?${simple.name}Id=5001`);
      expect(byAgent.body).toMatchObject({
        [key]: 5001,
        [simple.text]: "a",
        ContactId: 5,
        ContactName: "Five",
      });
      if (answer !== undefined) expect(answer.body).toEqual(byAgent.body);
      const missing = await world.ask("POST", `Agents/${agent}/Get${simple.name}?${simple.name}Id=9`);
      expect(missing.body).toBeNull();
    });
});
