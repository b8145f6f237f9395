import { expect, test } from "vitest";
import { openListWorld } from "./list-world.ts";

interface Column {
  readonly Name: string;
  readonly CanOrderBy: boolean;
  readonly CanRestrictBy: boolean;
  readonly RestrictionListName: string | null;
  readonly IsVisible: boolean;
}

const lists = [
  ["SimpleContact", "Contact"],
  ["person", "Person"],
  ["FindAppointment", "Appointment"],
  ["FindSale", "Sale"],
  ["FindDocument", "Document"],
  ["Ticket", "Ticket"],
  ["ChatSession", "ChatSession"],
  ["AllUsers", "User"],
] as const;

test.each(lists)("the columns of the archive %s are those that %s takes", async (ProviderName, path) => {
  const { ask } = await openListWorld();
  const { status, body } = await ask("POST", "Agents/Archive/GetAvailableColumns", {
    body: { ProviderName },
  });
  expect(status).toBe(200);
  const columns: readonly Column[] = body;
  expect(columns.length).toBeGreaterThan(5);
  const all = await ask("GET", `${path}?$select=${columns.map(({ Name }) => Name).join()}`);
  expect(all.status).toBe(200);
  const shown = columns.filter(({ IsVisible }) => IsVisible).map(({ Name }) => Name);
  expect(shown.length).toBeGreaterThan(1);
  for (const { Name, CanOrderBy } of columns)
    expect([Name, (await ask("GET", `${path}?$orderby=${Name}&$top=1`)).status]).toEqual([
      Name,
      CanOrderBy ? 200 : 400,
    ]);
});

test("a column says the list of its items, and an archive that is not there is refused with those that are", async () => {
  const { ask } = await openListWorld();
  const path = "Agents/Archive/GetAvailableColumns";
  const { body } = await ask("POST", path, { body: { ProviderName: "SimpleContact" } });
  const columns: readonly Column[] = body;
  expect(columns.find(({ Name }) => Name === "category")).toMatchObject({ RestrictionListName: "category" });
  expect(columns.find(({ Name }) => Name === "nameDepartment")).toMatchObject({ CanRestrictBy: false });
  const refused = await ask("POST", path, { body: { ProviderName: "Lynch, Boehm and Mosciski" } });
  expect(refused.status).toBe(400);
  expect(JSON.stringify(refused.body)).toContain("SimpleContact, Person");
});
