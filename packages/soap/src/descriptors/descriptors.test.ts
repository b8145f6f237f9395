import { expect, test } from "vitest";
import { openDescriptors, SERVICES_VERSIONS } from "./index.ts";

test.each([
  [84, 51, 1355],
  [85, 52, 1385],
  [86, 56, 1461],
  [87, 56, 1513],
  [88, 60, 1849],
] as const)("Services%i has %i agents with %i operations", (version, agents, operations) => {
  const services = openDescriptors(version);
  expect(services.agents).toHaveLength(agents);
  const counts = services.agents.map((name) => services.agent(name)?.operations.size ?? 0);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(operations);
});

test("elements of base classes come first, and only in the versions that have them", () => {
  const names = (version: 85 | 86) =>
    openDescriptors(version)
      .elements("Address")
      .map(({ name }) => name);
  expect(names(85)).toEqual([
    "TableRight",
    "FieldProperties",
    "Wgs84Latitude",
    "Wgs84Longitude",
    "LocalizedAddress",
  ]);
  expect(names(86)).toEqual([...names(85), "Street", "Postal"]);
});

test("every type that an operation names is there or is XML Schema's own", () => {
  for (const version of SERVICES_VERSIONS) {
    const services = openDescriptors(version);
    for (const name of services.agents) {
      for (const operation of services.agent(name)?.operations.values() ?? []) {
        for (const { type } of [...operation.arguments, ...operation.results])
          expect(services.type(type) !== undefined || type.startsWith("xs:"), `${version} ${type}`).toBe(
            true,
          );
      }
    }
  }
});

test("an agent is found in any case, and no other name is", () => {
  const services = openDescriptors(84);
  expect(services.agent("CONTACT")?.name).toBe("Contact");
  expect(services.agent("AI")).toBeUndefined();
  expect(services.agent("__proto__")).toBeUndefined();
});
