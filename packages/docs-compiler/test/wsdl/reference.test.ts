import { describe, expect, it } from "vitest";
import { classFacts } from "../../src/wsdl/class-facts.ts";
import { formatType } from "../../src/wsdl/merge-properties.ts";
import { readVersions } from "../../src/wsdl/read-versions.ts";
import { referenceFolder } from "./fixtures/reference-folder.ts";

const folder = referenceFolder("WSDLs of the reference");

describe.skipIf(folder === undefined)("the WSDLs of the reference", () => {
  const { versions, diagnostics } = readVersions(folder ?? "");
  const { facts, diagnostics: more } = classFacts(versions);

  it("are understood whole, and no two of one version contradict each other", () => {
    expect([...diagnostics, ...more]).toEqual([]);
  });

  it("have as many operations, agents and types as were counted by other means", () => {
    const counts = versions.map(({ version, agents, types }) => {
      const operations = [...agents.values()].reduce((sum, agent) => sum + agent.operations.length, 0);
      return [version, operations, agents.size, types.size];
    });
    expect(counts).toEqual([
      [88, 1849, 60, 812],
      [87, 1513, 56, 654],
      [86, 1461, 56, 612],
      [85, 1385, 52, 569],
      [84, 1355, 51, 555],
    ]);
    expect([facts.classes.size, facts.enums.size, facts.operations.size]).toEqual([401, 160, 1849]);
  });

  it("know CallerID with its long number in Services88 only", () => {
    const caller = facts.classes.get("CallerID");
    expect(caller?.versions).toEqual([88]);
    expect(caller?.properties.map(({ name, type }) => `${name}: ${formatType(type)}`)).toContain(
      "PhoneNumber: long",
    );
    expect(caller?.file).toBe("soap/Services88/Services88-Pocket.md");
  });

  it("give ContactAction as flags with its odd last member", () => {
    const action = facts.enums.get("ContactAction");
    expect(action?.flags).toBe(true);
    expect(action?.members.map(({ name, number }) => [name, number])).toEqual([
      ["Created", 1],
      ["Updated", 2],
      ["NewActivity", 4],
      ["ActivityCompleted", 8],
      ["PersonAdded", 16],
      ["PersonUpdated", 32],
      ["DocumentAdded", 64],
      ["UndefinedValue128", 128],
    ]);
  });

  it("give the seed operation's arguments and answer", () => {
    const operation = facts.operations.get("Contact.GetMyActiveContacts");
    expect(operation?.versions).toEqual([88, 87, 86, 85, 84]);
    expect(operation?.arguments.map(({ name, type }) => `${name}: ${formatType(type)}`)).toEqual([
      "ActivityStartTime: dateTime",
      "ContactCategories: int[]",
      "ActionType: ContactAction",
    ]);
    expect(operation?.result && formatType(operation.result.type)).toBe("ContactActivity[]");
  });

  it("disagree between versions about one property only", () => {
    const disputed = [...facts.classes.values()].flatMap(({ name, properties }) =>
      properties
        .filter(({ differences }) => differences.length > 0)
        .map((property) => `${name}.${property.name}`),
    );
    expect(disputed).toEqual(["UserGroup.Deleted"]);
    const former = [...facts.classes.values()].flatMap((one) => one.former);
    expect(former).toEqual([]);
  });
});
