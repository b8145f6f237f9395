import type { Operation } from "@so-webapi/operations";
import { operations } from "@so-webapi/operations/all";
import { describe, expect, it } from "vitest";
import { groupCode } from "./group-code.ts";

const mediaTypes = ["application/json", "text/xml"];
const body = { array: false, nullable: false, mediaTypes };
const select = { name: "$select", in: "query", required: false, type: "string" } as const;

function operation(part: Partial<Operation> & Pick<Operation, "call">): Operation {
  return {
    operationId: `v1ThingEntity_${part.call.at(-1)}`,
    method: "GET",
    path: "/api/v1/Thing",
    group: { kind: "entity", name: "thing" },
    parameters: [],
    request: null,
    responses: { "200": body },
    statuses: [200],
    errorForm: "entity",
    safe: true,
    idempotent: true,
    deprecated: false,
    links: [],
    ...part,
  };
}

const code = (...list: Operation[]) => groupCode(list, () => ({})).code;

describe("the names of the calls", () => {
  it.each([
    ["v1ContactAgent_GetContactSummary", "agents.contact.getContactSummary"],
    ["v1ContactAgent_GetMyActiveContacts", "agents.contact.getMyActiveContacts"],
    ["v1PocketAgent_GetMyCallerIDs", "agents.pocket.getMyCallerIDs"],
    ["v1ContactEntity_PostContactEntity", "contact.create"],
  ])("%s is %s, as the operation table has it", (operationId, call) => {
    const row = operations.find((candidate) => candidate.operationId === operationId);
    expect(row?.call.join(".")).toBe(call);
  });
});

describe("groupCode", () => {
  it("writes a module per group, with its words in the comments", () => {
    const group = groupCode([operation({ call: ["thing", "list"], deprecated: true })], (operationId) => ({
      summary: `Words on ${operationId}`,
      description: "Ends a comment */ early",
    }));
    expect(group.file).toBe("entities/thing.ts");
    expect(group.code).toContain("   * Words on v1ThingEntity_list.\n");
    expect(group.code).toContain("Ends a comment *\\/ early");
    expect(group.code).toContain("   * @deprecated\n");
    expect(group.code).toContain("export const thing: Api<paths, { readonly thing: ThingCalls }>");
  });

  it("takes path parameters in their order, then the body, then options", () => {
    const text = code(
      operation({
        call: ["thing", "move"],
        path: "/api/v1/Thing/{FromId}/To/{to}",
        request: { ...body, required: true },
        parameters: [select],
      }),
    );
    expect(text).toContain(`move<const Select extends SelectPaths = undefined>(
    fromId: PathParameterOf<operations["v1ThingEntity_move"], "FromId">,
    to: PathParameterOf<operations["v1ThingEntity_move"], "to">,
    body: BodyOf<operations["v1ThingEntity_move"]>,
    options?: OptionsOf<operations["v1ThingEntity_move"], Select>,
  ): AnswerOf<operations["v1ThingEntity_move"], Select>;`);
  });

  it("wants options where a query parameter is required, and lets a body be absent where it may", () => {
    const required = { name: "q", in: "query", required: true, type: "string" } as const;
    const request = { ...body, required: false };
    expect(code(operation({ call: ["thing", "list"], request }))).toContain("body?: BodyOf<");
    const both = code(operation({ call: ["thing", "list"], request, parameters: [required] }));
    expect(both).toContain("body: undefined | BodyOf<");
    expect(both).toContain("options: OptionsOf<");
  });

  it("marks calls without a body in either direction", () => {
    const text = code(operation({ call: ["thing", "delete"], method: "DELETE", responses: { "204": null } }));
    expect(text).toContain('"request":"none","answer":"none"');
  });

  it.each([
    ["no operations", []],
    ["the same call twice", [operation({ call: ["thing", "get"] }), operation({ call: ["thing", "get"] })]],
    [
      "a call outside of its group",
      [operation({ call: ["thing", "get"] }), operation({ call: ["other", "get"] })],
    ],
    ["a call that is no identifier", [operation({ call: ["thing", "get-it"] })]],
    ["a group that is a reserved word", [operation({ call: ["import", "get"] })]],
    [
      "an answer without JSON",
      [operation({ call: ["thing", "get"], responses: { "200": { ...body, mediaTypes: ["image/png"] } } })],
    ],
    [
      "a body without JSON",
      [
        operation({
          call: ["thing", "get"],
          request: { ...body, required: true, mediaTypes: ["multipart/form-data"] },
        }),
      ],
    ],
  ])("refuses %s instead of leaving it out", (_title, list) => {
    expect(() => groupCode(list, () => ({}))).toThrow();
  });
});
