import type { Operation } from "@so-webapi/operations";
import { operations } from "@so-webapi/operations/all";
import { describe, expect, it } from "vitest";
import { groupCode } from "./group-code.ts";

const mediaTypes = ["application/json", "text/xml"];
const body = { array: false, nullable: false, mediaTypes };
const inPath = (name: string) => ({ name, in: "path", required: true, type: "string" }) as const;
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
    expect(group.code).toContain(
      'export const thing: Api<paths, { readonly thing: ThingCalls }, { readonly thing: ThingCalls<"throws"> }>',
    );
  });

  it("takes path parameters in their order, then the body, then options", () => {
    const text = code(
      operation({
        call: ["thing", "move"],
        path: "/api/v1/Thing/{FromId}/To/{to}",
        request: { ...body, required: true },
        responses: { "200": { ...body, class: "Thing" } },
        parameters: [inPath("to"), select, inPath("FromId")],
      }),
    );
    expect(text).toContain(`move<const Select extends SelectPaths = undefined>(
    fromId: PathParameterOf<operations["v1ThingEntity_move"], "FromId">,
    to: PathParameterOf<operations["v1ThingEntity_move"], "to">,
    body: BodyOf<operations["v1ThingEntity_move"]>,
    options?: OptionsOf<operations["v1ThingEntity_move"], Select>,
  ): AnswerOf<operations["v1ThingEntity_move"], Select, In>;`);
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
    const text = code(
      operation({ call: ["thing", "delete"], method: "DELETE", safe: false, responses: { "204": null } }),
    );
    expect(text).toContain('delete: "DELETE none none  delete"');
  });

  it("leaves out of its table what is as usual", () => {
    const group = { kind: "agent", name: "thing" } as const;
    const agent = (name: string, part: Partial<Operation>) =>
      operation({
        operationId: `v1ThingAgent_${name}`,
        method: "POST",
        path: `/api/v1/Agents/Thing/${name}`,
        group,
        call: ["agents", "thing", name.charAt(0).toLowerCase() + name.slice(1)],
        request: { ...body, required: true },
        ...part,
      });
    const text = code(
      agent("GetList", {}),
      agent("Save", { safe: false, responses: { "204": null } }),
      agent("GetNext", { safe: false }),
      agent("Load", { call: ["agents", "thing", "read"] }),
    );
    expect(text).toContain('id: "v1ThingAgent_",\n  path: "/api/v1/Agents/Thing",\n');
    expect(text).toContain(
      '    getList: "",\n    save: "POST json none",\n    getNext: "POST!",\n    read: "POST! json json /Load Load",\n',
    );
  });

  it("takes a patch, a file and what the contract says nothing about", () => {
    const patch = ["application/json-patch+json", "application/merge-patch+json", "application/json"];
    const bytes = ["application/json", "application/octet-stream"];
    const text = code(
      operation({ call: ["thing", "patch"], request: { ...body, required: true, mediaTypes: patch } }),
      operation({
        call: ["thing", "diff"],
        request: { ...body, required: true, mediaTypes: patch.slice(0, 1) },
      }),
      operation({
        call: ["thing", "upload"],
        request: { ...body, required: true, mediaTypes: ["image/png", "multipart/form-data"] },
      }),
      operation({ call: ["thing", "download"], responses: { "200": { ...body, mediaTypes: bytes } } }),
      operation({ call: ["thing", "guess"], responses: {} }),
    );
    expect(text).toContain('body: PatchOf<operations["v1ThingEntity_patch"]>');
    expect(text).toContain('body: PatchOf<operations["v1ThingEntity_diff"]>');
    expect(text).toContain("body: FileBody,");
    expect(text).toContain("): FileAnswer<In>;");
    expect(text).toContain('guess: "GET none open  guess"');
  });

  it("narrows by select what has properties, and not the rows of an archive", () => {
    const list = (call: string, shape: object) =>
      operation({
        call: ["thing", call],
        parameters: [select],
        responses: { "200": { ...body, ...shape } },
      });
    const text = code(
      list("get", { class: "Thing" }),
      list("list", { class: "ODataSlimResponse" }),
      list("count", {}),
    );
    expect(text).toContain('OptionsOf<operations["v1ThingEntity_get"], Select>');
    expect(text).toContain('OptionsOf<operations["v1ThingEntity_list"], SelectPaths>');
    expect(text).toContain('): AnswerOf<operations["v1ThingEntity_list"], undefined, In>;');
    expect(text).toContain('): AnswerOf<operations["v1ThingEntity_count"], undefined, In>;');
  });

  it("has reserved words as places, not as constants", () => {
    const entity = groupCode([operation({ call: ["import", "get"] })], () => ({}));
    expect(entity.constant).toBe("importEntity");
    expect(entity.code).toContain(
      'export const importEntity: Api<paths, { readonly import: ImportCalls }, { readonly import: ImportCalls<"throws"> }>',
    );
    const agent = operation({
      call: ["agents", "import", "delete"],
      group: { kind: "agent", name: "import" },
    });
    expect(groupCode([agent], () => ({})).constant).toBe("importAgent");
  });

  it("names all that it refuses at once", () => {
    const list = [
      operation({ call: ["thing", "get-it"] }),
      operation({ call: ["thing", "other"], path: "/api/v1/Thing/{id}" }),
    ];
    expect(() => groupCode(list, () => ({}))).toThrow(
      /v1ThingEntity_get-it: .* cannot be a name\nv1ThingEntity_other: the parameters/,
    );
  });

  it.each([
    ["no operations", []],
    ["the same call twice", [operation({ call: ["thing", "get"] }), operation({ call: ["thing", "get"] })]],
    [
      "a call outside of its group",
      [operation({ call: ["thing", "get"] }), operation({ call: ["other", "get"] })],
    ],
    ["a call that is no identifier", [operation({ call: ["thing", "get-it"] })]],
    ["a group in the place of a raw method", [operation({ call: ["use", "get"] })]],
    ["a group in the place of the agents", [operation({ call: ["agents", "get"] })]],
    ["a path with a parameter that nobody declared", [operation({ call: ["thing", "get"], path: "/{id}" })]],
    [
      "an answer in XML alone",
      [operation({ call: ["thing", "get"], responses: { "200": { ...body, mediaTypes: ["text/xml"] } } })],
    ],
    [
      "an answer that is a file or something else",
      [
        operation({
          call: ["thing", "get"],
          responses: { "200": body, "206": { ...body, mediaTypes: ["image/png"] } },
        }),
      ],
    ],
    [
      "a body in XML alone",
      [
        operation({
          call: ["thing", "get"],
          request: { ...body, required: true, mediaTypes: ["text/xml"] },
        }),
      ],
    ],
  ])("refuses %s instead of leaving it out", (_title, list) => {
    expect(() => groupCode(list, () => ({}))).toThrow();
  });
});
