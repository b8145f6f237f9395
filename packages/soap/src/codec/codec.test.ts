import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { treeOf } from "../../test/xml/tree.ts";
import type { OperationDescriptor } from "../descriptors/index.ts";
import { createCodec } from "./index.ts";

const SEED = 1_188;
const codec = createCodec(88);

function operationOf(agent: string, name: string): OperationDescriptor {
  const found = codec.services.agent(agent)?.operations.get(name);
  if (found === undefined) throw new Error(`no ${agent}.${name}`);
  return found;
}

/** Writes arguments and reads them again. */
function again(agent: string, name: string, values: Readonly<Record<string, unknown>>) {
  const read = codec.decodeRequest(agent, codec.encodeRequest(operationOf(agent, name), values));
  if (!read.ok) throw new Error(read.message);
  return read.value.values;
}

describe("values come back as they were", () => {
  test("a text of any characters, save those that XML does not have", () => {
    const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(again("Contact", "GetDuplicates", { Name: text })).toEqual({
          Name: text.replace(illegal, "\ufffd"),
        });
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test("and another parser reads the same text", () => {
    const operation = operationOf("Contact", "GetDuplicates");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const [, body] = treeOf(
          `<r>${codec.encodeRequest(operation, { Name: text }).replace(/^<\?.*?\?>/, "<a/>")}</r>`,
        ).children;
        expect(body?.children[0]?.children[0]?.children[0]?.text).toBe(text);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test.each([0n, 9_007_199_254_740_993n, -9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n])(
    "an xs:long of %d, digit by digit",
    (number) => {
      const value = [{ PhoneNumber: number }];
      const operation = operationOf("Pocket", "GetMyCallerIDs");
      const [result] = operation.results;
      expect(result?.type).toBeDefined();
      const { xml } = codec.encodeResponse(
        operation,
        { Response: { CallerIDs: value } },
        { Succeeded: true },
      );
      const read = codec.decodeResponse(operation, xml);
      const back = JSON.stringify(read.ok && read.value.values, (_key, each) =>
        typeof each === "bigint" ? String(each) : each,
      );
      expect(back).toContain(String(number));
    },
  );

  test("a number with a fraction", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const address = { Wgs84Latitude: number, Wgs84Longitude: 0 };
        const values = { QuoteVersionId: 1, Address: address, AddressType: "Unknown", CountryId: 1 };
        expect(again("Contact", "SaveQuoteVersionAddress", values)).toEqual({
          ...values,
          Address: { ...address, Wgs84Latitude: number + 0 },
        });
      }),
      { seed: SEED },
    );
  });

  test("a dictionary of anything, a null, an empty array, __proto__ as a key", () => {
    const pairs = JSON.parse('{"__proto__": "x", "b": true, "c": 1, "d": 1.5, "e": null, "f": 5000000000}');
    const values = { EventName: "e", PrimaryKey: 1, Data: pairs };
    const operation = operationOf("Webhook", "SignalEvent");
    const named = Object.fromEntries(
      operation.arguments.map(({ name }) => [name, values[name as keyof typeof values]]),
    );
    expect(JSON.stringify(again("Webhook", "SignalEvent", named)["Data"])).toBe(JSON.stringify(pairs));
    expect(again("Contact", "GetContactList", { ContactIds: [] })).toEqual({ ContactIds: [] });
    expect(again("Contact", "GetContactList", { ContactIds: null })).toEqual({ ContactIds: null });
    expect(again("Contact", "GetContactList", {})).toEqual({});
  });

  // XML Schema 1.0 part 2, 3.2.2.1: 1 and 0 are booleans too.
  test.each([
    ["true", true],
    ["1", true],
    ["false", false],
    ["0", false],
  ])("a boolean that is written as %s", (text, value) => {
    const operation = operationOf("Contact", "Copy");
    const written = codec.encodeRequest(operation, { CopyPersons: true });
    const read = codec.decodeRequest("Contact", written.replace(">true<", `>${text}<`));
    expect(read.ok && read.value.values).toMatchObject({ CopyPersons: value });
  });

  test("flags as a comma list", () => {
    const values = { ActivityStartTime: "2024-01-01T00:00:00", ActionType: "Created, Updated" };
    expect(again("Contact", "GetMyActiveContacts", values)).toEqual(values);
  });

  test.each([
    ["00:15:00", "PT15M"],
    ["1.02:03:04.5000000", "P1DT2H3M4.5S"],
    ["00:00:00", "PT0S"],
    ["-00:00:01", "-PT1S"],
  ])("a duration of %s, in SOAP %s", (timeSpan, duration) => {
    const operation = operationOf("Appointment", "SaveAppointmentEntity");
    const xml = codec.encodeRequest(operation, { AppointmentEntity: { AlarmLeadTime: timeSpan } });
    expect(xml).toContain(`<AlarmLeadTime>${duration}</AlarmLeadTime>`);
    expect(
      again("Appointment", "SaveAppointmentEntity", { AppointmentEntity: { AlarmLeadTime: timeSpan } }),
    ).toEqual({
      AppointmentEntity: { AlarmLeadTime: timeSpan },
    });
  });
});

describe("what a value of a derived class has", () => {
  const operation = operationOf("UserDefinedFieldInfo", "GetCustomFieldInfo");
  const decimal = { FieldName: "x", DefaultValue: 1.5, Precision: 2 };

  test("names the class by xsi:type and comes back", () => {
    const { xml } = codec.encodeResponse(operation, { Response: decimal }, { Succeeded: true });
    expect(xml).toContain('<Response i:type="FieldInfoDecimal">');
    const read = codec.decodeResponse(operation, xml);
    expect(read.ok && read.value.values).toEqual({ Response: decimal });
  });

  test("is not named where the base has it all", () => {
    const { xml } = codec.encodeResponse(operation, { Response: { FieldName: "x" } }, { Succeeded: true });
    expect(xml).toContain("<Response><FieldName>x</FieldName></Response>");
  });
});

describe("members of enumerations that one side lacks", () => {
  const numbers = { 1: "Created", 2: "Updated" };
  const rest = { ContactAction: { members: ["Unknown", "Created", "Updated", "All"], numbers, flags: true } };
  const bridging = createCodec(88, { enums: rest });
  const operation = operationOf("Contact", "GetMyActiveContacts");
  const toRest = (action: string) => {
    const read = bridging.decodeRequest("Contact", codec.encodeRequest(operation, { ActionType: action }));
    return read.ok ? read.value.values["ActionType"] : read.code;
  };
  const toSoap = (action: unknown) => {
    const { xml, notes } = bridging.encodeResponse(
      operation,
      { Response: [{ Action: action }] },
      { Succeeded: true },
    );
    return {
      action: /<Action>(.*)<\/Action>/.exec(xml)?.[1],
      notes: notes.length,
      told: xml.includes("so-webapi-left-out"),
    };
  };

  test("go to REST by number", () => {
    expect(toRest("Created, Updated")).toBe("Created, Updated");
    expect(toRest("UndefinedValue128")).toBe(128);
    expect(toRest("Created, UndefinedValue128")).toBe(129);
    expect(toRest("")).toBe(0);
  });

  test("come from REST by number, or are left out and told", () => {
    expect(toSoap("Created, Updated")).toEqual({ action: "Created Updated", notes: 0, told: false });
    expect(toSoap(129)).toEqual({ action: "Created UndefinedValue128", notes: 0, told: false });
    expect(toSoap("All")).toEqual({ action: undefined, notes: 1, told: true });
  });

  test("that neither side knows are refused", () => {
    expect(() => toSoap("Exploded")).toThrow(expect.objectContaining({ code: "enum-unknown" }));
    expect(() => toSoap(4096)).toThrow(expect.objectContaining({ code: "enum-unknown" }));
  });
});

describe("a value that its type does not have is refused with its place", () => {
  const operation = operationOf("Contact", "SaveContactEntity");
  test.each([
    [{ ContactId: "1" }, "value-invalid", "ContactEntity/ContactId"],
    [{ ContactId: 2 ** 31 }, "value-invalid", "ContactEntity/ContactId"],
    [{ UpdatedDate: "lorem" }, "value-invalid", "ContactEntity/UpdatedDate"],
    [{ Phones: {} }, "value-invalid", "ContactEntity/Phones"],
    [{ Phones: [{ Value: 1 }] }, "value-invalid", "ContactEntity/Phones/EntityElement/Value"],
    [[], "value-invalid", "ContactEntity"],
  ])("%j", (ContactEntity, code, path) => {
    const write = () => codec.encodeRequest(operation, { ContactEntity });
    expect(write).toThrow(expect.objectContaining({ code, place: { path } }));
  });
});
