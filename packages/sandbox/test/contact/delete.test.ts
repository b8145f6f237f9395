import { expect, test } from "vitest";
import { openWithTables } from "./setup.ts";

test("a deleted contact is not there any more, yet its row stays, marked", async () => {
  const { ask, dump } = await openWithTables();
  const { status, body } = await ask("DELETE", "Contact/716");
  expect([status, body]).toEqual([204, ""]);
  for (const path of ["Contact/716", "Contact/716/Simple"]) expect((await ask("GET", path)).status).toBe(404);
  expect((await ask("POST", "Agents/Contact/GetContactEntity?contactEntityId=716")).body).toBeNull();
  expect((await ask("PUT", "Contact/716", { body: { Name: "Back" } })).status).toBe(404);
  expect((await ask("DELETE", "Contact/716")).status).toBe(404);
  const { tables } = (await dump()) as { tables: { contacts: { contactId: number; deleted: number }[] } };
  expect(tables.contacts.find(({ contactId }) => contactId === 716)?.deleted).toBe(1);
});

test("the agent deletes a contact, and one that is not there without complaint", async () => {
  const { ask } = await openWithTables();
  for (let time = 0; time < 2; time += 1) {
    const { status } = await ask("POST", "Agents/Contact/DeleteContactEntity?ContactEntityId=716");
    expect(status).toBe(204);
  }
  expect((await ask("GET", "Contact/716")).status).toBe(404);
});

test("Undelete brings a deleted contact back as it was", async () => {
  const { ask } = await openWithTables();
  const { body: before } = await ask("GET", "Contact/716");
  await ask("DELETE", "Contact/716");
  expect((await ask("POST", "Agents/Contact/Undelete", { body: { Id: 716 } })).status).toBe(204);
  const { body: after } = await ask("GET", "Contact/716");
  const { UpdatedDate, UpdatedBy } = after;
  expect(after).toEqual({ ...before, UpdatedDate, UpdatedBy });
  expect((await ask("POST", "Agents/Contact/Undelete", { body: {} })).status).toBe(400);
});

test("the persons of a deleted contact stay, and tell of no contact", async () => {
  const { ask } = await openWithTables();
  await ask("DELETE", "Contact/716");
  const { body } = await ask("GET", "Person/151");
  expect(body).toMatchObject({ PersonId: 151, Contact: null });
  await ask("PUT", "Person/151", { body: { Title: "Beekeeper" } });
  await ask("POST", "Agents/Contact/Undelete", { body: { Id: 716 } });
  expect((await ask("GET", "Person/151")).body).toMatchObject({
    Title: "Beekeeper",
    Contact: { ContactId: 716 },
  });
});

test("a support person who is deleted is shown no more, and again after Undelete", async () => {
  const { ask } = await openWithTables();
  await ask("PUT", "Contact/12", { body: { SupportPerson: { PersonId: 151 } } });
  await ask("DELETE", "Person/151");
  const { body } = await ask("PUT", "Contact/12", { body: { Department: "Forge" } });
  expect(body.SupportPerson).toBeNull();
  await ask("POST", "Agents/Person/Undelete", { body: { Id: 151 } });
  expect((await ask("GET", "Contact/12")).body.SupportPerson).toMatchObject({ PersonId: 151 });
});
