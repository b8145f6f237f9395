// The harness itself under test: each subject is replaced by one that is broken in a known way, and the matrix must
// go red in exactly the columns that look at it.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createClient } from "@so-webapi/client";
import { pocketAgent } from "@so-webapi/client/agents/pocket";
import type { OperationValidators } from "@so-webapi/validators";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckId } from "../src/checks/check.ts";
import { type ClientTarget, clientRequest, clientResponse } from "../src/checks/client.ts";
import { realClient } from "../src/checks/real-client.ts";
import { lineProblems } from "../src/checks/types.ts";
import { columnsOf, type Subjects } from "../src/matrix/columns.ts";
import { mutationsOf } from "../src/mutation/mutations.ts";
import { prove } from "../src/mutation/proof.ts";
import type { Lab } from "../src/servers/lab.ts";
import { startRecorder } from "../src/servers/recorder.ts";
import { compileProject } from "../src/types/compile.ts";
import { type Breakage, startBrokenProxy } from "./setup/broken-proxy.ts";
import { closedDocument, compiledFiles, noLab, pureSubjects, samples } from "./setup/subjects.ts";

let whole: Subjects;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const [types, recorder] = await Promise.all([compiledFiles(), startRecorder()]);
  stops.push(recorder.close);
  whole = { ...pureSubjects(), types, recorder, lab: noLab };
});

afterAll(async () => {
  await Promise.all(stops.map((stop) => stop()));
});

/** Columns that fail for any sample. Columns whose id is not wanted do not run. */
async function failing(
  subjects: Subjects,
  wanted: (id: CheckId) => boolean = (id) => !id.startsWith("proxy."),
) {
  const failed = new Set<CheckId>();
  for (const { id, run, appliesTo } of columnsOf(subjects)) {
    if (!wanted(id)) continue;
    for (const sample of samples.filter(appliesTo)) {
      if (!(await run(sample)).ok) failed.add(id);
    }
  }
  return [...failed].sort();
}

/** The real client, with something done to each request on its way and to each answer. */
function brokenClient(change: {
  request?: (request: Request) => Promise<Request> | Request;
  data?: (data: unknown) => unknown;
}): ClientTarget {
  return {
    async call(sample, body, baseUrl) {
      const send = globalThis.fetch;
      globalThis.fetch = (async (input: Request, init?: RequestInit) =>
        send(change.request === undefined ? input : await change.request(input), init)) as typeof fetch;
      try {
        const result = await realClient.call(sample, body, baseUrl);
        return result.ok
          ? { ...result, data: change.data === undefined ? result.data : change.data(result.data) }
          : result;
      } finally {
        globalThis.fetch = send;
      }
    },
  };
}

const withHeader = (request: Request, name: string, value: string): Request => {
  const changed = new Request(request);
  changed.headers.set(name, value);
  return changed;
};
const retext = async (request: Request, write: (text: string) => string): Promise<Request> =>
  new Request(request.url, {
    method: request.method,
    headers: request.headers,
    body: write(await request.text()),
  });
const asText = (_name: string, value: unknown): unknown =>
  typeof value === "number" ? String(value) : value;
const firstObject = (value: unknown): Record<string, unknown> =>
  (Array.isArray(value) ? value[0] : value) as Record<string, unknown>;

describe("with nothing broken", () => {
  it("no column fails", async () => {
    expect(await failing(whole)).toEqual([]);
  });
});

describe("a broken client", () => {
  it.each<[string, Parameters<typeof brokenClient>[0], CheckId[]]>([
    [
      "sends another Accept",
      { request: (one) => withHeader(one, "Accept", "text/json") },
      ["client.request"],
    ],
    [
      "sends a header that nobody asked for",
      { request: (one) => withHeader(one, "X-Lorem", "ipsum") },
      ["client.request"],
    ],
    [
      "sends another credential",
      { request: (one) => withHeader(one, "Authorization", "Basic eDp5") },
      ["client.request"],
    ],
    [
      "sends the body in small letters",
      { request: (one) => retext(one, (text) => text.toLowerCase()) },
      ["client.request"],
    ],
    [
      "sends white space of its own",
      { request: (one) => retext(one, (text) => ` ${text}`) },
      ["client.request"],
    ],
    ["calls another path", { request: (one) => new Request(`${one.url}/`, one) }, ["client.request"]],
    [
      "gives numbers as texts",
      { data: (data) => JSON.parse(JSON.stringify(data), asText) },
      ["client.response"],
    ],
    [
      "drops a property of the answer",
      {
        data: (data) => {
          const copy = structuredClone(data);
          const object = firstObject(copy);
          delete object[Object.keys(object)[0]!];
          return copy;
        },
      },
      ["client.response"],
    ],
    [
      "makes dates of its own",
      { data: (data) => JSON.parse(JSON.stringify(data).replace(/[+-]\d\d:00"/g, 'Z"')) },
      ["client.response"],
    ],
  ])("that %s is found", async (_title, change, expected) => {
    expect(
      await failing({ ...whole, client: brokenClient(change) }, (id) => id.startsWith("client.")),
    ).toEqual(expected);
  });
});

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
      return await failing({ ...whole, lab }, (id) => id === "proxy.node.report");
    } finally {
      await Promise.all([proxy.stop(), upstream.close()]);
    }
  }

  it("that is not there is a failure and no skip", async () => {
    const column = columnsOf(whole).find(({ id }) => id === "proxy.node.report");
    await expect(column?.run(samples[0]!)).rejects.toThrow("the lab has no node.report");
  });
});

describe("a broken validator", () => {
  const always = (count: number) => async (): Promise<OperationValidators> => {
    const check = () =>
      Array.from({ length: count }, () => ({ pointer: "", keyword: "type", message: "is wrong" }));
    return { request: check, responses: { 200: check } };
  };

  it("that accepts all is found by the records of faults and by the second opinion", async () => {
    const loadValidators = always(0);
    const [closed, open] = whole.opinions;
    const subjects = {
      ...whole,
      closed: { ...whole.closed, loadValidators },
      opinions: [{ ...closed!, shipped: loadValidators }, open!],
    };
    expect(await failing(subjects)).toEqual(["spec.response", "validators.agree"]);
  });

  it("that accepts all lets mutants survive", async () => {
    const sample = samples.find(({ operationId }) => operationId === "v1ContactAgent_GetContactSummary")!;
    const mutations = mutationsOf(closedDocument, sample).filter(({ of }) => of === "body");
    const green = new Map([[sample.operationId, new Set<CheckId>(["spec.request"])]]);
    const run = async () => ({ ok: true, problems: [] });
    const check = { id: "spec.request", sees: () => true, run, exact: false, tolerant: false } as const;
    const verdicts = await prove({ document: closedDocument, mutations, checks: [check], green });
    expect(verdicts.filter(({ result }) => result === "survived").length).toBeGreaterThan(100);
    expect(verdicts.filter(({ result }) => result === "killed")).toEqual([]);
  });

  it("that refuses all is found at once", async () => {
    const loadValidators = always(1);
    const subjects = {
      ...whole,
      closed: { ...whole.closed, loadValidators },
      open: { ...whole.open, loadValidators },
    };
    expect(await failing(subjects)).toEqual(["spec.open", "spec.request", "spec.response"]);
  });

  it("cannot kill by a check that was not green on the original", async () => {
    const sample = samples[0]!;
    const mutations = mutationsOf(closedDocument, sample).slice(0, 5);
    const run = async () => ({ ok: false, problems: ["always red"] });
    const check = { id: "spec.request", sees: () => true, run, exact: false, tolerant: false } as const;
    const green = new Map([[sample.operationId, new Set<CheckId>()]]);
    const verdicts = await prove({ document: closedDocument, mutations, checks: [check], green });
    expect(verdicts.flatMap(({ killedBy, seenBy }) => [...killedBy, ...seenBy])).toEqual([]);
  });
});

describe("a broken record of faults", () => {
  const faulty = samples.filter(({ faults }) => faults.length > 0);
  const column = (id: CheckId) => columnsOf(whole).find((one) => one.id === id)!;

  it.each(faulty.map((sample) => [sample.operationId, sample] as const))(
    "of %s is found",
    async (_id, sample) => {
      const [first, ...rest] = sample.faults;
      expect((await column("spec.response").run({ ...sample, faults: rest })).ok).toBe(false);
      const elsewhere = { ...first!, pointer: "" };
      expect(
        (await column("spec.response").run({ ...sample, faults: [...sample.faults, elsewhere] })).ok,
      ).toBe(false);
      const onRequest = { ...first!, in: "request" as const };
      expect(
        (await column("spec.request").run({ ...sample, faults: [...sample.faults, onRequest] })).ok,
      ).toBe(false);
    },
  );
});

describe("a broken table, types or envelope", () => {
  it("is found: another path", async () => {
    const operations = whole.table.operations.map((row) => ({ ...row, path: `${row.path}Lorem` }));
    expect(
      await failing({ ...whole, table: { ...whole.table, operations } }, (id) => id === "table.agrees"),
    ).toEqual(["table.agrees"]);
  });

  it("is found: a compiler that refuses nothing", async () => {
    expect(await failing({ ...whole, types: { ...whole.types, mustFail: [] } })).toEqual([
      "types.request",
      "types.response",
    ]);
  });

  it("is found: files that were not generated", async () => {
    expect(await failing({ ...whole, types: { ...whole.types, read: () => undefined } })).toEqual([
      "types.request",
      "types.response",
    ]);
  });

  it("is found: a type that collapsed to any, in both kinds of file", async () => {
    const folder = new URL("../.results/any/", import.meta.url);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const text = [
      'import type { NotAny } from "../../src/types/not-any.ts";',
      "// biome-ignore lint: the point of the test",
      "type Body = any;",
      'export const body = { Name: "lorem" } satisfies NotAny<Body>;',
      "export const c0 = 7 satisfies Body; // wrong: number-to-string /Name",
    ].join("\n");
    writeFileSync(new URL("any.ts", folder), text);
    writeFileSync(
      new URL("tsconfig.json", folder),
      JSON.stringify({ extends: "../../tsconfig.json", include: ["./*.ts"], exclude: [] }),
    );
    const errors = await compileProject(fileURLToPath(new URL("tsconfig.json", folder)));
    expect(errors.map(({ line }) => line)).toEqual([4]);
    expect(lineProblems(text, errors)).toEqual([
      "line 5 compiles although it is wrong: number-to-string /Name",
      expect.stringContaining("line 4: TS"),
    ]);
  });

  it("is found: an envelope with two arguments exchanged", async () => {
    const soap = whole.soap.map((one) => {
      const [action = ""] = /<Contact:ActionType.*/.exec(one.request) ?? [];
      const request = one.request
        .replace(action, "")
        .replace("<Contact:ActivityStartTime", `${action}<Contact:ActivityStartTime`);
      return { ...one, request };
    });
    expect(await failing({ ...whole, soap })).toEqual(["soap.request"]);
  });
});

describe("a client against an upstream that is gone", () => {
  it("fails, and is not skipped", async () => {
    const sample = samples[0]!;
    const gone = {
      ...whole.recorder,
      url: "http://127.0.0.1:9",
      expect: () => {},
      requests: [],
      close: async () => {},
    };
    expect((await clientRequest(realClient, gone, sample)).problems).toEqual(["the client sent nothing"]);
    expect((await clientResponse(realClient, gone, sample)).problems).toEqual(["the call failed: network"]);
  });

  it("is the package's own client", () => {
    expect(
      typeof createClient({ baseUrl: "http://127.0.0.1:9", apis: [pocketAgent] }).agents.pocket
        .getMyCallerIDs,
    ).toBe("function");
  });
});
