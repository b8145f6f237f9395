import { expect, test } from "vitest";
import { openWithTables } from "./setup.ts";

const stored = {
  UserDefinedFields: { "SuperOffice:1": "one", Shape: "round" },
  ExtraFields: { x_colour: "red" },
};

async function openWithFields() {
  const tenant = await openWithTables();
  const { body } = await tenant.ask("POST", "Contact", { body: stored });
  const path = `Contact/${body.ContactId}`;
  const put = async (fields: object) => {
    const answer = (await tenant.ask("PUT", path, { body: fields })).body;
    const { UserDefinedFields, ExtraFields, CustomFields } = answer;
    return { UserDefinedFields, ExtraFields, CustomFields };
  };
  return { ...tenant, body, path, put };
}

test("custom fields are the union of the two deprecated dictionaries", async () => {
  const { body } = await openWithFields();
  expect(body).toMatchObject(stored);
  expect(body.CustomFields).toEqual({ "SuperOffice:1": "one", Shape: "round", x_colour: "red" });
});

test("a change of custom fields reaches the dictionary that has the key", async () => {
  const { put } = await openWithFields();
  expect(await put({ CustomFields: { "SuperOffice:1": "uno", Shape: "square", x_colour: "blue" } })).toEqual({
    UserDefinedFields: { "SuperOffice:1": "uno", Shape: "square" },
    ExtraFields: { x_colour: "blue" },
    CustomFields: { "SuperOffice:1": "uno", Shape: "square", x_colour: "blue" },
  });
});

test("a new custom field is user-defined by the form of its key, and else an extra one", async () => {
  const { put } = await openWithFields();
  const CustomFields = {
    "SuperOffice:1": "one",
    Shape: "round",
    x_colour: "red",
    "SuperOffice:77": "a",
    x: "b",
  };
  expect(await put({ CustomFields })).toEqual({
    UserDefinedFields: { ...stored.UserDefinedFields, "SuperOffice:77": "a" },
    ExtraFields: { ...stored.ExtraFields, x: "b" },
    CustomFields,
  });
});

test("a change of a deprecated dictionary reaches custom fields", async () => {
  const { put } = await openWithFields();
  const fields = await put({ ExtraFields: { x_colour: "green", x_size: "9" } });
  expect(fields.CustomFields).toEqual({
    "SuperOffice:1": "one",
    Shape: "round",
    x_colour: "green",
    x_size: "9",
  });
});

test("a key that custom fields and a deprecated dictionary change has the value of custom fields", async () => {
  const { put } = await openWithFields();
  const fields = await put({
    ExtraFields: { x_colour: "green" },
    CustomFields: { "SuperOffice:1": "one", Shape: "round", x_colour: "blue" },
  });
  expect(fields.ExtraFields).toEqual({ x_colour: "blue" });
  expect(fields.CustomFields.x_colour).toBe("blue");
  const moved = await put({
    ExtraFields: { Shape: "from extra" },
    CustomFields: { "SuperOffice:1": "one", Shape: "square" },
  });
  expect(moved).toEqual({
    UserDefinedFields: { "SuperOffice:1": "one", Shape: "square" },
    ExtraFields: {},
    CustomFields: { "SuperOffice:1": "one", Shape: "square" },
  });
});

test("a key that is gone from one dictionary is gone from all", async () => {
  const { ask, path } = await openWithFields();
  const { body } = await ask("PATCH", path, {
    body: [
      { op: "remove", path: "CustomFields/Shape" },
      { op: "remove", path: "ExtraFields/x_colour" },
    ],
  });
  expect(body).toMatchObject({ UserDefinedFields: { "SuperOffice:1": "one" }, ExtraFields: {} });
  expect(body.CustomFields).toEqual({ "SuperOffice:1": "one" });
});

test("a custom field named __proto__ is a field like others", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("POST", "Contact", {
    body: '{"CustomFields":{"__proto__":"p","constructor":"c"}}',
  });
  const again = await ask("GET", `Contact/${body.ContactId}`);
  expect(Object.entries(again.body.CustomFields)).toEqual([
    ["__proto__", "p"],
    ["constructor", "c"],
  ]);
  expect(Object.entries(again.body.ExtraFields)).toEqual(Object.entries(again.body.CustomFields));
});
