// The harness itself under test: a proxy that is broken in a known way
// goes red in exactly the columns that look at it.

import { startRecorder } from "@so-webapi/contract-kit/servers";
import { describe, expect, it } from "vitest";
import type { CheckId } from "../../src/checks/check.ts";
import { columnsOf } from "../../src/matrix/columns.ts";
import type { Lab } from "../../src/servers/lab.ts";
import { type Breakage, startBrokenProxy } from "../setup/broken-proxy.ts";
import { failing, firstObject, useSubjects } from "../setup/failing.ts";
import { noLab, samples } from "../setup/subjects.ts";

const whole = useSubjects();

describe("a broken proxy", () => {
  const reversed = (text: string): string => {
    const body = JSON.parse(text);
    const object = firstObject(body);
    const turned = Object.fromEntries(Object.entries(object).reverse());
    return JSON.stringify(Array.isArray(body) ? [turned, ...body.slice(1)] : turned, null, 2);
  };
  const dropped = (text: string): string => {
    const body = JSON.parse(text);
    const object = firstObject(body);
    delete object[Object.keys(object)[0]!];
    return JSON.stringify(body, null, 2);
  };
  const without = (name: string) => (raw: readonly string[]) =>
    raw.filter((_, index) => raw[index - (index % 2)]?.toLowerCase() !== name);

  it.each<[string, Breakage]>([
    ["puts an answer's properties in another order", { answerBody: reversed }],
    ["drops a property of an answer", { answerBody: dropped }],
    ["rewrites an answer's white space", { answerBody: (text) => JSON.stringify(JSON.parse(text)) }],
    ["drops a property of a request", { requestBody: dropped }],
    ["drops Accept-Language", { requestHeaders: without("accept-language") }],
    ["drops the credential", { requestHeaders: without("authorization") }],
    [
      "adds a header upstream that it does not declare",
      { requestHeaders: (raw) => [...raw, "X-Lorem", "ipsum"] },
    ],
    [
      "adds a header to the answer that it does not declare",
      { answerHeaders: (raw) => [...raw, "X-Lorem", "ipsum"] },
    ],
    ["drops the media type of an answer", { answerHeaders: without("content-type") }],
    ["changes the status", { status: () => 203 }],
    ["sends a request twice", { times: 2 }],
    ["leaves links to the upstream in answers", { keepsLinks: true }],
  ])("that %s is found", async (_title, breakage) => {
    expect(await failingProxy(breakage)).toEqual(["proxy.node.report"]);
  });

  it("that has nothing broken passes", async () => {
    expect(await failingProxy({})).toEqual([]);
  });

  async function failingProxy(breakage: Breakage): Promise<CheckId[]> {
    const upstream = await startRecorder();
    const proxy = await startBrokenProxy(upstream.url, breakage);
    const lab: Lab = {
      ...noLab,
      proxy: () => ({ address: proxy.address, upstream, mode: "report", runtime: "node" }),
    };
    try {
      return await failing({ ...whole(), lab }, (id) => id === "proxy.node.report");
    } finally {
      await Promise.all([proxy.stop(), upstream.close()]);
    }
  }

  it("that is not there is a failure and no skip", async () => {
    const column = columnsOf(whole()).find(({ id }) => id === "proxy.node.report");
    await expect(column?.run(samples[0]!)).rejects.toThrow("the lab has no node.report");
  });
});
