import { expect, test } from "vitest";
import { openWithTables } from "./setup.ts";

interface Field {
  readonly Name: string;
  readonly Value: string;
}

/** The localized fields of an address that have a value. */
function localized(address: { LocalizedAddress: Field[][] }): Record<string, string> {
  const fields = address.LocalizedAddress.flat().filter(({ Value }) => Value !== "");
  return Object.fromEntries(fields.map(({ Name, Value }) => [Name, Value]));
}

test("an address that is written in its structured form reads in all forms", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("POST", "Contact", {
    body: {
      Address: {
        Wgs84Latitude: 59.91892,
        Wgs84Longitude: 10.73159,
        Postal: { Address1: "Postboks 123", Zipcode: "1234", City: "OSLO" },
        Street: { Address1: "Brugata 123", Zipcode: "1234", City: "OSLO", Formatted: "not this" },
        Formatted: "nor this",
      },
    },
  });
  const { Address } = (await ask("GET", `Contact/${body.ContactId}`)).body;
  expect(Address).toMatchObject({ Wgs84Latitude: 59.91892, Wgs84Longitude: 10.73159 });
  expect(Address.Postal).toMatchObject({ AtypeIdx: "ContactPostalAddress", Address1: "Postboks 123" });
  expect(Address.Street).toMatchObject({
    AtypeIdx: "ContactStreetAddress",
    Formatted: "Brugata 123,\n1234 OSLO\n",
  });
  expect(localized(Address)).toEqual({
    PostalAddress1: "Postboks 123",
    PostalZipcode: "1234",
    PostalCity: "OSLO",
    StreetAddress1: "Brugata 123",
    StreetZipcode: "1234",
    StreetCity: "OSLO",
  });
  // The example of agent/Contact_Agent/v1ContactAgent_GetAddress.md:70.
  expect(Address.Formatted).toBe("Postboks 123,\nBrugata 123,\n1234 OSLO\n");
});

test("two addresses in different places are formatted one after the other", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("POST", "Contact", {
    body: {
      Address: {
        Postal: { Address1: "Postboks 1", Zipcode: "1234", City: "OSLO" },
        Street: { Address1: "Kai 2", Zipcode: "5003", City: "BERGEN", County: "Vestland" },
      },
    },
  });
  expect(body.Address.Formatted).toBe("Postboks 1,\n1234 OSLO,\nKai 2,\n5003 BERGEN,\nVestland\n");
});

test("an address that is written in its localized form reads in all forms", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("POST", "Contact", {
    body: {
      Address: {
        LocalizedAddress: [
          [{ Name: "StreetAddress1", Value: "Brugata 123" }],
          [
            { Name: "streetzipcode", Value: "1234" },
            { Name: "StreetCity", Value: "OSLO" },
          ],
        ],
      },
    },
  });
  expect(body.Address.Street).toMatchObject({ Address1: "Brugata 123", Zipcode: "1234", City: "OSLO" });
  expect(body.Address.Formatted).toBe("Brugata 123,\n1234 OSLO\n");
});

test("it is enough to change one form of an address, and the localized form wins", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("POST", "Contact", {
    body: { Address: { Street: { Address1: "Brugata 1", City: "OSLO" } } },
  });
  const path = `Contact/${body.ContactId}`;
  const put = async (change: (address: typeof body.Address) => void) => {
    const address = structuredClone((await ask("GET", path)).body.Address);
    change(address);
    return (await ask("PUT", path, { body: { Address: address } })).body.Address;
  };
  const cityField = (address: { LocalizedAddress: { Name: string; Value: string }[][] }) =>
    address.LocalizedAddress.flat().find(({ Name }) => Name === "StreetCity") ?? { Value: "" };

  const structured = await put((address) => {
    address.Street.City = "MOSS";
  });
  expect(localized(structured)).toMatchObject({ StreetCity: "MOSS", StreetAddress1: "Brugata 1" });
  const local = await put((address) => {
    cityField(address).Value = "SKI";
  });
  expect(local.Street.City).toBe("SKI");
  const both = await put((address) => {
    cityField(address).Value = "BERGEN";
    address.Street.City = "VOSS";
    address.Street.Address1 = "Kai 2";
  });
  expect(both.Street).toMatchObject({ City: "BERGEN", Address1: "Kai 2" });
});

test("a patch reaches into an address", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("PATCH", "Contact/716", {
    body: [{ op: "replace", path: "address/street/city", value: "Taunton" }],
  });
  expect(body.Address.Street).toMatchObject({ Address1: "Long Furrow 1", City: "Taunton" });
  expect(localized(body.Address)).toMatchObject({ StreetCity: "Taunton" });
});

test("a localized field that no address has is refused, not lost", async () => {
  const { ask, dump } = await openWithTables();
  const before = await dump();
  const { status } = await ask("PUT", "Contact/716", {
    body: { Address: { LocalizedAddress: [[{ Name: "Planet", Value: "Earth" }]] } },
  });
  expect(status).toBe(400);
  expect(await dump()).toEqual(before);
});

test("a person has a street address of its own kind and no postal one", async () => {
  const { ask, dump } = await openWithTables();
  const { body } = await ask("POST", "Person", { body: { Address: { Street: { City: "MOSS" } } } });
  expect(body.Address).toMatchObject({
    Street: { AtypeIdx: "PersonPrivateAddress", City: "MOSS" },
    Postal: null,
  });
  const before = await dump();
  const refused = await ask("POST", "Person", { body: { Address: { Postal: { City: "MOSS" } } } });
  expect(refused.status).toBe(400);
  expect(await dump()).toEqual(before);
});
