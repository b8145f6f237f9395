import { expect, it } from "vitest";
import { HeaderList } from "../message/header-list.ts";
import type { CallerOptions } from "./caller.ts";
import { recognizer } from "./recognize.ts";

const users = new Map([["one", "ada"]]);
const page: CallerOptions = {
  name: "page",
  session: (headers) => users.get(headers.get("cookie")?.replace("session=", "") ?? ""),
};

const recognize = (callers: readonly CallerOptions[], ...fields: (readonly [string, string])[]) =>
  recognizer({ callers, apiKeyHeader: "x-api-key", fetchKeys: fetch, clock: Date.now })(
    new HeaderList(fields),
  );

it("knows the user of a session, whose cookies stay here", async () => {
  expect(await recognize([page], ["cookie", "session=one"])).toEqual({
    kind: "recognized",
    who: { caller: page, subject: "ada", spent: ["cookie"] },
  });
});

it("refuses who has no session, with a challenge", async () => {
  expect(await recognize([page], ["cookie", "session=two"])).toMatchObject({ kind: "unknown" });
  expect(await recognize([page])).toMatchObject({ kind: "unknown" });
});

it("asks one session after another, and takes own credentials last", async () => {
  const staff: CallerOptions = { name: "staff", session: async () => undefined };
  const people: CallerOptions = { name: "people", ownCredentials: true };
  const callers = [staff, people, page];
  expect(await recognize(callers, ["cookie", "session=one"])).toMatchObject({ who: { caller: page } });
  expect(await recognize(callers)).toMatchObject({ who: { caller: people } });
});

it("lets nobody in while sessions cannot be asked, and does not say why", async () => {
  const broken: CallerOptions = {
    name: "broken",
    session: () => {
      throw new Error("sopk_secret");
    },
  };
  expect(await recognize([broken, { name: "people", ownCredentials: true }])).toEqual({
    kind: "unverifiable",
  });
});
