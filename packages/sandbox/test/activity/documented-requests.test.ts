import { expect, test } from "vitest";
import { openTestTenant } from "../harness/tenant.ts";

test("the documented requests, as printed, are answered with rows of the default seed", async () => {
  const { ask } = await openTestTenant();
  const headers = { "accept-language": "*", accept: "application/json; charset=utf-8" };
  const active = await ask("POST", "Agents/Contact/GetMyActiveContacts", {
    headers,
    body: {
      ActivityStartTime: "2013-02-04T15:29:21.1027846+01:00",
      ContactCategories: [857, 32],
      ActionType: "ActivityCompleted",
    },
  });
  expect(active.status).toBe(200);
  expect(active.body.length).toBeGreaterThan(0);
  for (const row of active.body)
    expect(row).toMatchObject({ Action: "ActivityCompleted", PersonId: expect.any(Number) });

  const summary = await ask("POST", "Agents/Contact/GetContactSummary", {
    headers,
    body: { ContactId: 716, Limit: 228 },
  });
  expect(summary.body.Contact).toMatchObject({ ContactId: 716 });
  for (const list of ["Tickets", "Followups", "Documents", "Sales", "Chats"])
    expect([list, summary.body[list].length > 0]).toEqual([list, true]);

  const callers = await ask("POST", "Agents/Pocket/GetMyCallerIDs", {
    headers,
    body: {
      LastHash: "tenetur",
      MinDate: "2016-10-24T03:40:47.4374779+02:00",
      MaxDate: "2008-11-15T03:40:47.4374779+01:00",
    },
  });
  expect(callers.status).toBe(200);
  expect(callers.body).toEqual({ CallerIDHash: expect.stringMatching(/^[0-9a-f]{64}$/), CallerIDs: [] });
  const since = await ask("POST", "Agents/Pocket/GetMyCallerIDs", {
    headers,
    body: { MinDate: "2016-10-24T03:40:47.4374779+02:00" },
  });
  expect(since.body.CallerIDs.length).toBeGreaterThan(0);
});

test("entities of the default seed read and are written back without a change", async () => {
  const { ask } = await openTestTenant();
  for (const path of ["Appointment/301", "Sale/21", "Document/501", "Ticket/701", "ChatSession/801"]) {
    const read = await ask("GET", path);
    expect([path, read.status]).toEqual([path, 200]);
    const put = await ask("PUT", path, { body: read.body });
    expect([path, put.status]).toEqual([path, 200]);
    const { _Links, UpdatedDate, UpdatedBy, LastChanged, ...before } = read.body;
    expect(put.body).toMatchObject(before);
  }
});
