import { readdirSync, readFileSync } from "node:fs";
import { readSamples } from "@so-webapi/openapi";
import { parseSelect } from "@so-webapi/platform/select";
import { describe, expect, test } from "vitest";
import { loadValidators } from "../src/all.ts";
import { checkAnswer } from "../src/check-answer.ts";
import { loadValidators as loadClosed } from "../src/closed/all.ts";
import type { OperationValidators } from "../src/violation.ts";

const of = async (operationId: string, load = loadValidators): Promise<OperationValidators> => {
  const validators = await load(operationId);
  if (validators === undefined) throw new Error(`no validators for ${operationId}`);
  return validators;
};
const active = "v1ContactAgent_GetMyActiveContacts";
const callerIds = "v1PocketAgent_GetMyCallerIDs";
const summary = "v1ContactAgent_GetContactSummary";

describe("samples", () => {
  test.each(readSamples().map((sample) => [sample.operationId, sample] as const))(
    "%s keeps the contract, recorded faults apart",
    async (id, sample) => {
      for (const load of [loadValidators, loadClosed]) {
        const validators = await of(id, load);
        expect(validators.request?.(JSON.parse(sample.request.body))).toEqual([]);
        const violations = checkAnswer(validators, 200, JSON.parse(sample.response.body));
        const excused = sample.faults.map(({ pointer }) => pointer);
        expect(violations.filter(({ pointer }) => !excused.some((at) => pointer.startsWith(at)))).toEqual([]);
        for (const at of excused)
          expect(
            violations.some(({ pointer }) => pointer.startsWith(at)),
            at,
          ).toBe(true);
      }
    },
  );
});

describe("violations", () => {
  test.each<[string, string, unknown, string, string]>([
    ["a wrong type", active, { ContactCategories: ["a"] }, "/ContactCategories/0", "type"],
    ["a body that is no object", active, [], "", "type"],
    ["null as a whole", active, null, "", "type"],
    ["a date that is no date", active, { ActivityStartTime: "tenetur" }, "/ActivityStartTime", "format"],
    [
      "a day that does not exist",
      active,
      { ActivityStartTime: "2021-02-30T00:00:00" },
      "/ActivityStartTime",
      "format",
    ],
    ["a number as text", active, { ContactCategories: ["857"] }, "/ContactCategories/0", "type"],
    ["null for a date", active, { ActivityStartTime: null }, "/ActivityStartTime", "type"],
    ["an unknown flag", active, { ActionType: "Created, lorem" }, "/ActionType", "pattern"],
    [
      "an unknown enum member",
      "v1ContactEntity_PostContactEntity",
      { Address: { Street: { AtypeIdx: "lorem" } } },
      "/Address/Street/AtypeIdx",
      "enum",
    ],
    [
      "a list where an object belongs",
      "v1ContactEntity_PostContactEntity",
      { Address: [] },
      "/Address",
      "type",
    ],
    [
      "a number in a dictionary of texts",
      "v1ContactEntity_PostContactEntity",
      { CustomFields: { "a/b": 1 } },
      "/CustomFields/a~1b",
      "type",
    ],
  ])("%s is one violation, at its place", async (_, id, body, pointer, keyword) => {
    const violations = (await of(id)).request?.(body) ?? [];
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatchObject({ pointer, keyword });
  });

  test("tell nothing of the value", async () => {
    const secret = "s3cret-value";
    const violations = (await of(active)).request?.({
      ActivityStartTime: secret,
      ActionType: secret,
      ContactCategories: secret,
    });
    expect(violations).toHaveLength(3);
    expect(JSON.stringify(violations)).not.toContain(secret);
  });

  test("are all reported, not only the first", async () => {
    const violations = checkAnswer(await of(callerIds), 200, { CallerIDHash: 1, CallerIDs: {} });
    expect(violations.map(({ pointer }) => pointer).sort()).toEqual(["/CallerIDHash", "/CallerIDs"]);
  });

  test("name a property that is missing, and in the closed profile one that is too much", async () => {
    const open = checkAnswer(await of(callerIds), 200, { CallerIDs: [], Later: 1 });
    expect(open).toEqual([{ pointer: "/CallerIDHash", keyword: "required", message: "must be present" }]);
    const closed = checkAnswer(await of(callerIds, loadClosed), 200, {
      CallerIDHash: "",
      CallerIDs: [],
      Later: 1,
    });
    expect(closed).toEqual([
      { pointer: "/Later", keyword: "additionalProperties", message: "is not a property of the contract" },
    ]);
  });
});

describe("P8 formats are asserted", () => {
  test.each([
    ["must be int32", active, { ContactCategories: [2 ** 31] }],
    ["must be int32", active, { ContactCategories: [-(2 ** 31) - 1] }],
    ["must have the format so-date-time", active, { ActivityStartTime: "2013-02-04" }],
  ])("P8 %s", async (message, id, body) => {
    expect((await of(id)).request?.(body)).toMatchObject([{ message }]);
  });

  test("P8 an object with methods' names in place of a number is a violation and no exception", async () => {
    const trap = { valueOf: 1, toString: 1 };
    expect((await of(active)).request?.({ ContactCategories: [trap, 1n] })).toHaveLength(2);
  });

  test("P8 the bounds of int32 are inside, and an int64 is admitted where the WSDL has xs:long", async () => {
    expect((await of(active)).request?.({ ContactCategories: [2 ** 31 - 1, -(2 ** 31)] })).toEqual([]);
    const caller = {
      PhoneNumber: 4_798_765_432,
      DialInPrefix: 47,
      PersonId: 1,
      PersonName: "",
      Mrmrs: "",
      ContactId: 1,
      ContactName: "",
    };
    expect(checkAnswer(await of(callerIds), 200, { CallerIDHash: "", CallerIDs: [caller] })).toEqual([]);
    const decimal = checkAnswer(await of(callerIds), 200, {
      CallerIDHash: "",
      CallerIDs: [{ ...caller, PhoneNumber: 99.99 }],
    });
    expect(decimal).toMatchObject([{ pointer: "/CallerIDs/0/PhoneNumber", keyword: "type" }]);
  });
});

describe("P5 the mask of a $select", () => {
  const tree = (text: string) => {
    const result = parseSelect(text);
    if (!result.ok) throw new Error(result.message);
    return result.value;
  };
  const [sample] = JSON.parse(
    readSamples().find(({ operationId }) => operationId === active)?.response.body ?? "[]",
  ) as Record<string, unknown>[];
  const masked = (kept: readonly string[]): unknown[] => [
    Object.fromEntries(
      Object.entries(sample ?? {}).map(([name, value]) => [name, kept.includes(name) ? value : null]),
    ),
  ];

  test("P5 null is admitted for what the $select leaves out, whatever its type", async () => {
    const body = masked(["Name", "ContactId"]);
    expect(checkAnswer(await of(active), 200, body).map(({ pointer }) => pointer)).toContain("/0/ActionTime");
    expect(checkAnswer(await of(active), 200, body, { select: tree("name, CONTACTID") })).toEqual([]);
  });

  test("P5 null is not admitted for what it names", async () => {
    const violations = checkAnswer(await of(active), 200, masked(["Name"]), {
      select: tree("Name,ContactId"),
    });
    expect(violations).toMatchObject([{ pointer: "/0/ContactId", keyword: "type" }]);
  });

  test("P5 a wrong type is no null, named or not", async () => {
    const [row] = masked(["Name"]) as Record<string, unknown>[];
    const violations = checkAnswer(await of(active), 200, [{ ...row, PersonId: "x" }], {
      select: tree("Name"),
    });
    expect(violations).toMatchObject([{ pointer: "/0/PersonId" }]);
  });

  test("P5 a property that is missing is missed all the same: the platform sends null for it", async () => {
    const violations = checkAnswer(await of(active), 200, [{ Name: "x" }], { select: tree("Name") });
    expect(violations.every(({ keyword }) => keyword === "required")).toBe(true);
    expect(violations.length).toBe(15);
  });

  test("P5 a path reaches inside", async () => {
    const body = {
      Contact: null,
      Tickets: [{ TicketId: 1, TicketStatus: null, Title: null, Registered: null, IconHint: null }],
      Followups: null,
      Documents: null,
      Sales: null,
      Chats: null,
    };
    expect(checkAnswer(await of(summary), 200, body, { select: tree("Tickets/TicketId") })).toEqual([]);
    expect(checkAnswer(await of(summary), 200, body, { select: tree("Tickets") })).toHaveLength(2);
  });
});

describe("the modules", () => {
  test("know no other operation, and nothing of Object's own names", async () => {
    for (const id of ["v1ContactAgent_Nothing", "constructor", "__proto__", ""])
      expect(await loadValidators(id)).toBeUndefined();
  });

  test("need no eval and no module of Node, and carry no path of the machine that made them", () => {
    const folder = new URL("../src/generated/", import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".js"),
    );
    expect(files.length).toBeGreaterThan(6);
    for (const name of files) {
      const code = readFileSync(new URL(name, folder), "utf8");
      expect(code, name).not.toMatch(/\beval\(|new Function|\brequire\(|from ?["'](?!\.)|import\(/);
      expect(code, name).not.toContain(process.cwd());
    }
  });

  test("an answer with a status without a body in the contract has nothing to disagree with", async () => {
    expect(checkAnswer(await of(active), 404, { anything: 1 })).toEqual([]);
  });
});
