import { expect, test } from "vitest";
import { openWithTables } from "./setup.ts";

interface Item {
  readonly Id: number;
  readonly Selected: boolean;
  readonly LastChanged: string;
}

function chosen(body: { Interests: Item[] }): number[] {
  return body.Interests.filter(({ Selected }) => Selected).map(({ Id }) => Id);
}

test("interests are all there are, with the chosen ones marked and counted", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("POST", "Contact", {
    body: { Interests: [{ Id: 3, Selected: true }, { Id: 1, Selected: true }, { Id: 2 }] },
  });
  expect(body.Interests.map(({ Id }: Item) => Id)).toEqual([1, 2, 3, 4]);
  expect(chosen(body)).toEqual([1, 3]);
  expect(body.ActiveInterests).toBe(2);
});

test("the array of interests tells the whole choice, and what stays chosen keeps its date", async () => {
  const { ask, clock } = await openWithTables();
  const { body } = await ask("POST", "Contact", {
    body: {
      Interests: [
        { Id: 1, Selected: true },
        { Id: 2, Selected: true },
      ],
    },
  });
  clock.now += 3_600_000;
  const after = await ask("PUT", `Contact/${body.ContactId}`, {
    body: {
      Interests: [
        { Id: 2, Selected: true },
        { Id: 4, Selected: true },
      ],
    },
  });
  expect(chosen(after.body)).toEqual([2, 4]);
  expect(after.body.Interests.map(({ LastChanged }: Item) => LastChanged)).toEqual([
    "0001-01-01T00:00:00",
    "2026-11-20T12:00:00",
    "0001-01-01T00:00:00",
    "2026-11-20T13:00:00",
  ]);
});

test("of two entries for one interest the later one counts, so that a patch can append", async () => {
  const { ask } = await openWithTables();
  const patch = (Selected: boolean) =>
    ask("PATCH", "Contact/716", { body: { Interests: { Id: 4, Selected } } });
  expect(chosen((await patch(true)).body)).toEqual([1, 2, 3, 4]);
  expect(chosen((await patch(false)).body)).toEqual([1, 2, 3]);
});

test("a person chooses from a list of its own", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("PATCH", "Person/151", { body: { Interests: { Id: 4, Selected: true } } });
  expect(chosen(body)).toContain(4);
  expect((await ask("GET", "Person/151/Simple")).body.ActiveInterests).toBe(body.ActiveInterests);
});
