import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readManners } from "../../src/http/read-manners.ts";
import type { Instant } from "../../src/model/instant.ts";
import type { Tenant } from "../../src/tenant/tenant.ts";
import { openTestTenant } from "../harness/tenant.ts";

/** Manners of a request in a tenant with this base time zone; they read nothing else of a tenant. */
function mannersOf(zone: string | null, baseTimeZone = "UTC"): ReturnType<typeof readManners> {
  const tenant = { settings: { identifier: "C", installation: "any", baseTimeZone } } as Tenant;
  const headers: Record<string, string> = zone === null ? {} : { "so-timezone": zone };
  return readManners(new Request("http://sandbox", { headers }), tenant);
}

describe("the time zone of an answer", () => {
  // The last sign-in of tje0 in the default seed: 08:02 UTC.
  test.each<[code: string, id: number, expected: string, offset: string]>([
    ["UTC", 1, "2026-11-19T08:02:00", "Z"],
    ["AU-ACT", 36, "2026-11-19T19:02:00", "+11:00"],
    ["BD", 50, "2026-11-19T14:02:00", "+06:00"],
    ["CA-QC", 114, "2026-11-19T03:02:00", "-05:00"],
    ["DK", 140, "2026-11-19T09:02:00", "+01:00"],
    ["FR", 156, "2026-11-19T09:02:00", "+01:00"],
    ["NO", 261, "2026-11-19T09:02:00", "+01:00"],
    ["US-CA", 425, "2026-11-19T00:02:00", "-08:00"],
    ["US-HI", 433, "2026-11-18T22:02:00", "-10:00"],
    ["US-NY", 460, "2026-11-19T03:02:00", "-05:00"],
  ])(
    "is %s by code and number %i, with the offset where it is asked for",
    async (code, id, expected, offset) => {
      const { ask } = await openTestTenant();
      const login = async (zone: string): Promise<string> =>
        (await ask("GET", "User/current", { headers: { "so-timezone": zone } })).body.Lastlogin;
      expect(await login(code)).toBe(expected);
      expect(await login(String(id))).toBe(expected);
      expect(await login(`${code.toLowerCase()},includetzoffset`)).toBe(expected + offset);
    },
  );

  test("is the tenant's base time zone without a header, with no offset", async () => {
    const { ask } = await openTestTenant({ tenant: { baseTimeZone: "Europe/Oslo" } });
    expect((await ask("GET", "User/current")).body.Lastlogin).toBe("2026-11-19T09:02:00");
    const headers = { "so-timezone": "UTC" };
    expect((await ask("GET", "User/current", { headers })).body.Lastlogin).toBe("2026-11-19T08:02:00");
  });

  test("leaves dates in UTC that the pages put there", async () => {
    const { ask } = await openTestTenant();
    const plain = (await ask("GET", "Contact/1")).body.UpdatedDate;
    const headers = { "so-timezone": "NO" };
    expect((await ask("GET", "Contact/1", { headers })).body.UpdatedDate).toBe(plain);
    const offset = { "so-timezone": "NO, includeTZOffset" };
    expect((await ask("GET", "Contact/1", { headers: offset })).body.UpdatedDate).toBe(`${plain}Z`);
  });

  test("never moves the date that stands for none", async () => {
    const { ask } = await openTestTenant();
    for (const zone of ["NO", "US-HI, includeTZOffset", "36"]) {
      const { body } = await ask("GET", "Contact/default", { headers: { "so-timezone": zone } });
      expect(body.DbiLastModified).toBe("0001-01-01T00:00:00");
    }
  });

  test.each([
    "XX",
    "Europe/Oslo",
    "262",
    "NO, offset",
    "NO, includeTZOffset, x",
    ",",
    "NO NO",
    "-1",
    "1e2",
    "NO;q=1",
  ])("is refused as %j, and nothing is written", async (zone) => {
    const { ask, sandbox } = await openTestTenant();
    const before = await sandbox.snapshot();
    const answer = await ask("POST", "Contact", { body: { Name: "A" }, headers: { "so-timezone": zone } });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ Error: true, ErrorType: "SoArgumentException" });
    expect(await sandbox.snapshot()).toEqual(before);
  });
});

describe("the time zone of a request", () => {
  // The contact is made at 12:00 UTC, and asked for at 15:00 UTC.
  test.each<[zone: string | null, start: string, found: boolean]>([
    [null, "2026-11-20T11:59:59", true],
    [null, "2026-11-20T12:00:01", false],
    ["NO", "2026-11-20T12:59:59", true],
    ["NO", "2026-11-20T13:00:01", false],
    ["US-NY", "2026-11-20T06:59:59", true],
    ["US-NY", "2026-11-20T07:00:01", false],
    ["US-NY", "2026-11-20T12:59:59+01:00", true],
    ["US-NY", "2026-11-20T12:00:01Z", false],
  ])("is %j for a date without an offset: %s", async (zone, start, found) => {
    const { ask, clock } = await openTestTenant();
    const id = (await ask("POST", "Contact", { body: { Name: "Zone Ltd" } })).body.ContactId;
    clock.now += 3 * 3_600_000;
    const headers: Record<string, string> = zone === null ? {} : { "so-timezone": zone };
    const body = { ActivityStartTime: start, ContactCategories: [], ActionType: "Created" };
    const answer = await ask("POST", "Agents/Contact/GetMyActiveContacts", { body, headers });
    const ids = answer.body.map(({ ContactId }: { ContactId: number }) => ContactId);
    expect(ids.includes(id)).toBe(found);
  });

  test("an instant comes back as it was, to the seventh digit, in every documented zone", () => {
    const zones = ["UTC", "AU-ACT", "BD", "CA-QC", "DK", "FR", "NO", "US-CA", "US-HI", "US-NY"];
    const at = fc
      .tuple(
        fc.date({ min: new Date("1971-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
        fc.nat(9_999),
      )
      .map(
        ([date, ticks]) => `${date.toISOString().slice(0, 23)}${String(ticks).padStart(4, "0")}` as Instant,
      );
    fc.assert(
      fc.property(at, fc.constantFrom(...zones), fc.boolean(), (instant, zone, utc) => {
        const manners = mannersOf(`${zone}, includeTZOffset`);
        expect(manners.readDateTime(manners.writeDateTime(instant, utc), utc)).toBe(instant);
      }),
      { seed: 20_261_122 },
    );
  });

  test("the ends of the calendar do not fall off it", () => {
    const last = "9999-12-31T23:30:00.0000000" as Instant;
    const first = "0001-01-01T00:30:00.0000000" as Instant;
    expect(mannersOf("AU-ACT").writeDateTime(last, false)).toBe("9999-12-31T23:30:00");
    expect(mannersOf("US-HI").writeDateTime(first, false)).toBe("0001-01-01T00:30:00");
    expect(() => mannersOf("US-HI").readDateTime("9999-12-31T23:30:00", false)).toThrow("date-time");
  });

  test("what the clock skips or shows twice is decided, not guessed", () => {
    const oslo = mannersOf("NO");
    expect(oslo.readDateTime("2026-03-29T02:30:00", false)).toBe("2026-03-29T01:30:00.0000000");
    expect(oslo.readDateTime("2026-10-25T02:30:00", false)).toBe("2026-10-25T00:30:00.0000000");
  });
});
