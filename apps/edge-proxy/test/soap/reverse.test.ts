import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, ask } from "../support/client.ts";
import { httpUpstream } from "../support/http-upstream.ts";
import { type Program, runtimes, startNode } from "../support/programs.ts";

const headers = { authorization: `Basic ${btoa("tje0:Tje0")}`, "content-type": "application/json" };
const post = (address: string, path: string, body?: object): Promise<Answer> =>
  ask(address, {
    method: "POST",
    path: `/api/v1/Agents/${path}`,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

/** The SOAP side of the sandbox: what stands for a server that speaks nothing else. */
let server: Program;
beforeAll(async () => {
  server = await startNode();
});
afterAll(() => server?.stop());

describe.each(runtimes)("an upstream that speaks SOAP only, on $runtime", ({ start }) => {
  let proxy: Program;
  beforeAll(async () => {
    proxy = await start({ UPSTREAM: `soap86+${server.address}`, LOG: "off" });
  });
  afterAll(() => proxy?.stop());

  it("serves the agents' operations, held to the contract", async () => {
    const saved = await post(proxy.address, "Contact/SaveContactEntity", { Name: "Grønn & Sønn" });
    expect(saved.status, saved.text).toBe(200);
    const id: number = saved.json.ContactId;
    const read = await post(proxy.address, `Contact/GetContactEntity?contactEntityId=${id}`);
    expect(read.json.Name).toBe("Grønn & Sønn");
    const active = await post(proxy.address, "Contact/GetMyActiveContacts", { ActionType: "Created" });
    expect(active.headers["so-proxy-validation"]).toBe("request=ok, answer=ok");
    // REST has properties that SOAP lacks: the answer is reported and passes.
    expect(saved.headers["so-proxy-validation"]).toContain("answer=invalid");
    expect(active.json).toContainEqual(expect.objectContaining({ ContactId: id, Action: "Created" }));
  });

  it("says of entities that the server has none", async () => {
    const answer = await ask(proxy.address, { path: "/api/v1/Contact/59", headers });
    expect(answer.status, answer.text).toBe(501);
  });

  it("refuses in enforce mode what the contract refuses", async () => {
    const answer = await post(proxy.address, "Contact/GetMyActiveContacts", { ActionType: "Lorem" });
    expect(answer.status).toBe(400);
  });
});

it("a server that is gone, or that answers no SOAP, is 502", async () => {
  const other = await httpUpstream();
  other.answer((response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>hello"));
  const proxy = await startNode({ UPSTREAM: `soap+${other.url}` });
  expect((await post(proxy.address, "Contact/GetMyActiveContacts", {})).status).toBe(502);
  await other.close();
  const gone = await post(proxy.address, "Contact/GetMyActiveContacts", {});
  expect({ status: gone.status, code: gone.json.code }).toEqual({
    status: 502,
    code: "upstream-unreachable",
  });
  await proxy.stop();
});
