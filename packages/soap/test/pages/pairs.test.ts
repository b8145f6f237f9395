import { readSoapSamples } from "@so-webapi/openapi";
import { describe, expect, test } from "vitest";
import { declaredDifferences, wrongPages } from "./declared-differences.ts";
import { type PairOutcome, pairSender } from "./round-trip.ts";
import { printedPairs, soapPages } from "./soap-pages.ts";

test("the seed page's pair goes to REST and comes back as it was", async () => {
  const samples = readSoapSamples();
  expect(samples).toHaveLength(1);
  for (const { uid, request, response } of samples) {
    const [services = "", agent = "", operation = ""] = uid.split("-");
    const version = Number(services.slice("Services".length));
    const pair = { id: uid, version, agent, operation, request, response };
    expect(await pairSender(86).send(pair)).toEqual({ kind: "same" });
  }
});

const folder = soapPages("The printed pairs of SOAP");

// Said aloud above where they are not here.
if (folder !== undefined)
  describe("the printed pairs", () => {
    test.each([
      [86, 1461, 33],
      [88, 1850, 33],
    ] as const)(
      "of Services%i: all %i go to REST and come back, but for %i that REST does not have",
      async (version, count, onlySoap) => {
        const { send, used } = pairSender(version);
        const outcomes = new Map<string, PairOutcome>();
        for (const pair of printedPairs(folder, version)) outcomes.set(pair.id, await send(pair));
        expect(outcomes.size).toBe(count);

        const differing = [...outcomes].filter(([, { kind }]) => kind === "differs");
        expect(differing).toEqual([]);
        const refused = [...outcomes].flatMap(([id, outcome]) =>
          outcome.kind === "refused" ? [{ id, ...outcome }] : [],
        );
        const undeclared = refused.filter(
          ({ id, direction, code }) =>
            !wrongPages.some(
              (wrong) => wrong.page.test(id) && wrong.direction === direction && wrong.code === code,
            ),
        );
        expect(undeclared).toEqual([]);
        expect([...outcomes.values()].filter(({ kind }) => kind === "not-in-rest")).toHaveLength(onlySoap);
        // A declared difference that no page shows any more is news.
        expect([...used.keys()].sort()).toEqual(declaredDifferences.map(({ id }) => id).sort());
      },
    );
  });
