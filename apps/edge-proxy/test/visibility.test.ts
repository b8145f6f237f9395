import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hashApiKey } from "../src/lib/index.ts";
import { type Answer, type Ask, ask } from "./support/client.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { type Program, runtimes, startNode } from "./support/programs.ts";

const json = { "content-type": "application/json" };
const canary = "canary-4711";
const person = JSON.stringify({
  PersonId: 5,
  Firstname: "Ada",
  PersonNumber: canary,
  Contact: { ContactId: 1, OrgNr: canary, Name: "Ltd" },
  Emails: [{ Value: "a@example", Description: "work" }],
  CustomFields: { x_creditcard: canary, "SuperOffice:1": "shown" },
  Unknown: [{ PersonNumber: canary }],
  _Links: { Self: "x" },
});

describe.each(runtimes)("a caller who may not see everything, on $runtime", ({ runtime, start }) => {
  let folder: string;
  let upstream: HttpUpstream;
  let program: Program;
  beforeAll(async () => {
    upstream = await httpUpstream();
    const caller = async (name: string, policy: object): Promise<object> => ({
      name,
      apiKeys: [await hashApiKey(name, "0123456789abcdef")],
      policy,
    });
    const document = {
      callers: [
        await caller("shop", { hidden: ["Person.PersonNumber", "Contact.OrgNr", "x_creditcard"] }),
        await caller("kiosk", { visible: ["Person.PersonId", "Person.Firstname", "name"] }),
        await caller("all", {}),
      ],
    };
    const settings = { UPSTREAM: upstream.url, VALIDATION: "report", INSPECT_LIMIT: "4 KB" };
    folder = await mkdtemp(join(tmpdir(), "so-proxy-"));
    await writeFile(join(folder, "limits.json"), JSON.stringify(document));
    const config = runtime === "workerd" ? JSON.stringify(document) : join(folder, "limits.json");
    program = await start({ ...settings, CONFIG: config });
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await program?.stop();
    await upstream?.close();
  });
  beforeEach(() => {
    upstream.seen.length = 0;
    upstream.answer((response) => response.writeHead(200, json).end(person));
  });

  const call = (request: Ask, key = "shop"): Promise<Answer> =>
    ask(program.address, { ...request, headers: { "x-api-key": key, ...request.headers } });
  const send = (method: string, path: string, body: unknown, type = "application/json"): Promise<Answer> =>
    call({ method, path, headers: { "content-type": type }, body: JSON.stringify(body) });

  it("asks upstream for the rest only, and gets null where the upstream sends it all the same", async () => {
    const answer = await call({ path: "/api/v1/Person/5" });
    expect(answer.json).toEqual({
      ...JSON.parse(person),
      PersonNumber: null,
      Contact: { ContactId: 1, OrgNr: null, Name: "Ltd" },
      CustomFields: { x_creditcard: null, "SuperOffice:1": "shown" },
      Unknown: [{ PersonNumber: null }],
    });
    expect(answer.headers["content-length"]).toBe(String(answer.body.byteLength));
    const asked = new URL(upstream.seen[0]?.url ?? "", upstream.url).searchParams.get("$select")?.split(",");
    expect(asked).toContain("Firstname");
    expect(asked).not.toContain("PersonNumber");
    expect(upstream.seen[0]?.headers).toMatchObject({ accept: "application/json" });
    expect((await call({ path: "/api/v1/Person/5" }, "all")).text).toBe(person);
  });

  it("sees of a class that is limited what is named and nothing else", async () => {
    const { json: seen } = await call({ path: "/api/v1/Person/5" }, "kiosk");
    expect(seen).toMatchObject({
      PersonId: 5,
      Firstname: "Ada",
      PersonNumber: null,
      Emails: null,
      Unknown: null,
    });
    const rows =
      '{"odata.metadata":null,"odata.nextLink":null,"value":[{"PrimaryKey":"1","name":"Ltd","orgNr":"x"}]}';
    upstream.answer((response) => response.writeHead(200, json).end(rows));
    expect((await call({ path: "/api/v1/Contact?$select=name" }, "kiosk")).json.value).toEqual([
      { PrimaryKey: "1", name: "Ltd", orgNr: null },
    ]);
    for (const [path, code] of [
      ["/api/v1/Contact?$filter=orgNr%20eq%20'1'", "property-hidden"],
      ["/api/v1/Contact?$filter=or(gNr", "content-uncheckable"],
      ["/api/v1/Contact?$select=contact/orgNr", "property-hidden"],
    ]) {
      const answer = await call({ path: path ?? "" }, "kiosk");
      expect({ status: answer.status, code: answer.json.code }).toEqual({ status: 403, code });
    }
  });

  it("gets long answers masked as they stream, and packed ones unpacked", async () => {
    const long = `{"PersonNumber":"${canary}","a":[${`{"x_creditCard":"${canary}"},`.repeat(2_000)}1]}`;
    upstream.answer((response) => response.writeHead(200, json).end(long));
    const answer = await call({ path: "/api/v1/Person/5" });
    expect(answer.text).not.toContain(canary);
    expect(answer.json.a).toHaveLength(2_001);
    upstream.answer((response) =>
      response.writeHead(200, { ...json, "content-encoding": "gzip" }).end(gzipSync(person)),
    );
    const unpacked = await call({ path: "/api/v1/Person/5" });
    expect(unpacked.headers["content-encoding"]).toBeUndefined();
    expect(unpacked.json).toMatchObject({ PersonNumber: null, PersonId: 5 });
  });

  it.each([
    ["XML", 200, "application/xml", `<a>${canary}</a>`],
    ["a file", 200, "application/octet-stream", canary],
    ["another character set", 200, "application/json; charset=utf-16", canary],
    ["no JSON", 200, "application/json", `{'PersonNumber':'${canary}'}`],
  ])("gets nothing of an answer that cannot be looked through: %s", async (_, status, type, body) => {
    upstream.answer((response) => response.writeHead(status, { "content-type": type }).end(body));
    const answer = await call({ path: "/api/v1/Person/5" });
    expect({ status: answer.status, code: answer.json.code }).toEqual({
      status: 502,
      code: "answer-withheld",
    });
    expect(answer.text).not.toContain(canary);
  });

  it("gets of an error what can be looked through, and else its status alone", async () => {
    upstream.answer((response) => response.writeHead(409, { "content-type": "text/html" }).end(canary));
    const html = await call({ path: "/api/v1/Person/5" });
    expect({ status: html.status, text: html.text }).toEqual({ status: 409, text: "" });
    upstream.answer((response) =>
      response.writeHead(409, json).end(`{"Error":true,"x_creditcard":"${canary}"}`),
    );
    expect((await call({ path: "/api/v1/Person/5" })).text).toBe('{"Error":true,"x_creditcard":null}');
  });

  it.each([
    ["GET", "/api/v1/Person?$select=personId,personNumber", "query"],
    ["GET", "/api/v1/Person?$filter=PERSONNUMBER%20begins%20'1'", "query"],
    ["GET", "/api/v1/Contact?%24orderBy=person/personNumber%20desc", "query"],
    ["GET", "/api/v1/Contact?$select=Count(x_creditcard):Footer", "query"],
    ["GET", "/api/v1/Person/CustomField/x_creditcard", "path"],
  ])("is refused %s %s", async (method, path, where) => {
    const answer = await call({ method, path });
    const { code, in: place, property } = answer.json;
    expect({ status: answer.status, code, place }).toEqual({
      status: 403,
      code: "property-hidden",
      place: where,
    });
    expect(property).toMatch(/^(?:personNumber|x_creditcard)$/i);
    expect(upstream.seen).toEqual([]);
  });

  it.each([
    ["POST", "/api/v1/Person", { Firstname: "x", personNUMBER: "1" }, undefined],
    ["POST", "/api/v1/Contact", { Persons: [{ PersonNumber: "1" }] }, undefined],
    ["PUT", "/api/v1/Person/5", { Firstname: "x" }, undefined],
    ["POST", "/api/v1/Agents/Person/SavePersonEntity", { Firstname: "x" }, undefined],
    ["POST", "/api/v1/Agents/Contact/AddPerson", { NewPersonEntity: { Firstname: "x" } }, undefined],
    [
      "POST",
      "/api/v1/Agents/BulkUpdate/ExecuteByEntityIds",
      { FieldValueInfos: [{ Key: "x_CreditCard" }] },
      undefined,
    ],
    ["PATCH", "/api/v1/Person/5", { PersonNumber: null }, "application/merge-patch+json"],
    [
      "PATCH",
      "/api/v1/Person/5",
      [{ op: "test", path: "personnumber", value: "1" }],
      "application/json-patch+json",
    ],
    ["PATCH", "/api/v1/Person/5", [{ op: "add", path: "/Contact", value: { orgNr: 1 } }], "application/json"],
    [
      "POST",
      "/api/v1/Agents/Archive/GetArchiveListByColumns",
      { ProviderName: "Person", Columns: ["personId", "personNumber"] },
      undefined,
    ],
    [
      "POST",
      "/api/v1/Agents/Archive/GetArchiveListByColumns",
      {
        Columns: ["personId"],
        Restriction: [{ Name: "person/PersonNumber", Operator: "begins", Values: ["1"] }],
      },
      undefined,
    ],
    [
      "POST",
      "/api/v1/Agents/Selection/SetDynamicSelectionCriteria2",
      { SelectionId: 1, Filter: "x_creditcard begins '1'" },
      undefined,
    ],
  ])("is refused a body that reaches it: %s %s %j", async (method, path, body, type) => {
    const answer = await send(method, path, body, type);
    expect({ status: answer.status, code: answer.json.code, in: answer.json.in }).toEqual({
      status: 403,
      code: "property-hidden",
      in: "body",
    });
    expect(upstream.seen).toEqual([]);
  });

  it.each([
    ["POST", "/api/v1/Person", { Firstname: "x", PersonNumber: null }, undefined],
    ["PATCH", "/api/v1/Person/5", { Firstname: "x" }, "application/merge-patch+json"],
    [
      "PATCH",
      "/api/v1/Person/5",
      [{ op: "replace", path: "/Firstname", value: "x" }],
      "application/json-patch+json",
    ],
    ["POST", "/api/v1/Agents/Archive/GetArchiveListByColumns", { Columns: ["personId"] }, undefined],
  ])("is let through with what does not: %s %s %j", async (method, path, body, type) => {
    const answer = await send(method, path, body, type);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(canary);
    expect(upstream.seen[0]?.body.toString()).toBe(JSON.stringify(body));
  });

  it.each<[string, Ask]>([
    ["XML", { path: "/api/v1/Person/5", headers: { accept: "application/xml" } }],
    ["$format", { path: "/api/v1/Person?$format=XML" }],
    ["files", { path: "/api/v1/Person/5/Image" }],
    [
      "XML sent",
      { method: "POST", path: "/api/v1/Person", headers: { "content-type": "text/xml" }, body: "<a/>" },
    ],
    [
      "a name twice",
      { method: "POST", path: "/api/v1/Person", headers: json, body: '{"Title":"a","Title":"b"}' },
    ],
    [
      "much",
      { method: "POST", path: "/api/v1/Person", headers: json, body: `{"Title":"${"a".repeat(5_000)}"}` },
    ],
  ])("is refused what cannot be checked: %s", async (_, request) => {
    const answer = await call(request);
    expect({ status: answer.status, code: answer.json.code }).toEqual({
      status: 403,
      code: "content-uncheckable",
    });
    expect(upstream.seen).toEqual([]);
  });

  it("learns no length from HEAD, and no part by a range", async () => {
    expect(
      (await call({ method: "HEAD", path: "/api/v1/Person/5" })).headers["content-length"],
    ).toBeUndefined();
    await call({ path: "/api/v1/Person/5", headers: { range: "bytes=0-9" } });
    expect(upstream.seen.at(-1)?.headers.range).toBeUndefined();
  });
});

it("a caller works with a tenant through its limits: lists, reads, creates and patches", async () => {
  const folder = await mkdtemp(join(tmpdir(), "so-proxy-"));
  const caller = async (name: string, policy: object): Promise<object> => ({
    name,
    apiKeys: [await hashApiKey(name, "0123456789abcdef")],
    policy,
  });
  const callers = [await caller("shop", { hidden: ["Contact.OrgNr"] }), await caller("all", {})];
  await writeFile(join(folder, "limits.json"), JSON.stringify({ callers }));
  const program = await startNode({ CONFIG: join(folder, "limits.json"), VALIDATION: "enforce" });
  try {
    const sandbox = { authorization: "Basic dGplMDpUamUw" };
    const call = (key: string, method: string, path: string, body?: unknown): Promise<Answer> =>
      ask(program.address, {
        method,
        path,
        headers: { ...sandbox, ...json, "x-api-key": key },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    const made = await call("all", "POST", "/api/v1/Contact", { Name: "Ltd", OrgNr: "canary-1" });
    expect(made.json).toMatchObject({ OrgNr: "canary-1" });
    const path = `/api/v1/Contact/${made.json.ContactId}`;
    const seen = await call("shop", "GET", path);
    expect(seen.json).toMatchObject({ Name: "Ltd", OrgNr: null });
    const patch = [{ op: "replace", path: "/Name", value: "Ltd 2" }];
    const patched = await call("shop", "PATCH", path, patch);
    expect(patched.json).toMatchObject({ Name: "Ltd 2", OrgNr: null });
    expect((await call("all", "GET", path)).json).toMatchObject({ Name: "Ltd 2", OrgNr: "canary-1" });
    const list = await call("shop", "GET", "/api/v1/Contact?$select=name,contactId");
    expect(list.json.value.length).toBeGreaterThan(0);
    const created = await call("shop", "POST", "/api/v1/Contact", { Name: "New", OrgNr: null });
    expect({ status: created.status, name: created.json.Name }).toEqual({ status: 200, name: "New" });
    expect(seen.text + patched.text + list.text).not.toContain("canary");
  } finally {
    await program.stop();
    await rm(folder, { recursive: true });
  }
});
