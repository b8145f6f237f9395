import { operations } from "@so-webapi/operations/all";
import { describe, expect, test } from "vitest";
import { openDescriptors, SERVICES_VERSIONS } from "../descriptors/index.ts";
import { restFinder } from "./rest-operations.ts";

const counterpart = restFinder(operations);
const soapOperations = (version: 84 | 85 | 86 | 87 | 88) => {
  const services = openDescriptors(version);
  return services.agents.flatMap((agent) => [...(services.agent(agent)?.operations.values() ?? [])]);
};
const named = (key: string) => {
  const [agent = "", name] = key.split(".");
  const found = soapOperations(88).find((operation) => operation.agent === agent && operation.name === name);
  return found && counterpart(found)?.form;
};

test("every operation of Services88 but 33 has its counterpart, in one of four forms", () => {
  const kinds = soapOperations(88).map((operation) => counterpart(operation)?.form.kind ?? "missing");
  const counts = Object.fromEntries(
    [...new Set(kinds)].sort().map((kind) => [kind, kinds.filter((each) => each === kind).length]),
  );
  expect(counts).toEqual({ body: 125, missing: 33, none: 272, object: 1233, query: 186 });
});

test.each(SERVICES_VERSIONS)("the forms hold for the arguments and results of Services%i", (version) => {
  for (const operation of soapOperations(version)) {
    const found = counterpart(operation);
    if (found === undefined) continue;
    const key = `${operation.agent}.${operation.name}`;
    const { form } = found;
    if (form.kind === "none") expect(operation.arguments, key).toEqual([]);
    if (form.kind === "query" || form.kind === "body") expect(operation.arguments, key).toHaveLength(1);
    const answers = Object.values(found.operation.responses).some((shape) => shape !== null);
    expect(operation.results, key).toHaveLength(answers ? 1 : 0);
  }
});

describe("the form of", () => {
  test("Contact.GetContact is a query with REST's own spelling", () => {
    expect(named("Contact.GetContact")).toEqual({ kind: "query", parameter: "contactId" });
  });
  test("Contact.SaveContactEntity is the body itself", () => {
    expect(named("Contact.SaveContactEntity")).toEqual({ kind: "body" });
  });
  test("User.ExecuteUserCommand is an object in which one argument has another name", () => {
    const form = named("User.ExecuteUserCommand");
    expect(form?.kind === "object" && form.names.get("CommandActionResult")).toBe("ActionResult");
  });
});
