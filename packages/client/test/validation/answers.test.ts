import { createSandbox } from "@so-webapi/sandbox";
import { afterAll, describe, expect, it } from "vitest";
import { contactAgent } from "../../src/generated/agents/contact.ts";
import { contact } from "../../src/generated/entities/contact.ts";
import { basic, createClient, SoContractError } from "../../src/index.ts";
import { type AnswersOptions, answers, type Drift } from "../../src/validation/index.ts";

const sandbox = await createSandbox({ clock: () => Date.UTC(2026, 10, 20, 12), random: () => 0.5 });
afterAll(() => sandbox.close());
const sandboxClient = (options: Partial<AnswersOptions> = {}) => {
  const drift: Drift[] = [];
  const so = createClient({
    baseUrl: "http://sandbox",
    auth: basic("tje0", "Tje0"),
    apis: [contact, contactAgent],
    fetch: sandbox.fetch,
    validate: answers({ mode: "enforce", onDrift: (one) => drift.push(one), ...options }),
  });
  return { so, drift };
};

/** The sandbox, with an answer changed on its way. */
const drifting = (
  change: (data: Record<string, unknown>) => unknown,
  options: Partial<AnswersOptions> = {},
) => {
  const drift: Drift[] = [];
  const so = createClient({
    baseUrl: "http://sandbox",
    auth: basic("tje0", "Tje0"),
    apis: [contact],
    async fetch(request) {
      const response = await sandbox.fetch(request);
      const { status, headers } = response;
      return new Response(JSON.stringify(change((await response.json()) as Record<string, unknown>)), {
        status,
        headers: { "Content-Type": headers.get("Content-Type") ?? "" },
      });
    },
    validate: answers({ mode: "enforce", onDrift: (one) => drift.push(one), ...options }),
  });
  return { so, drift };
};

const secret = "a secret value";
const wrong = (data: Record<string, unknown>) => ({ ...data, ContactId: secret, Name: 7 });
const violations = [
  { pointer: "/ContactId", keyword: expect.any(String), message: expect.any(String) },
  { pointer: "/Name", keyword: expect.any(String), message: expect.any(String) },
];

describe("checked answers", () => {
  it("of the sandbox keep the contract: entities, lists, agents, null and no body", async () => {
    const { so, drift } = sandboxClient();
    const created = await so.contact.create({ Name: "Dare Group" });
    if (!created.ok) throw created.error;
    const id = created.data.ContactId;
    const results = await Promise.all([
      so.contact.get(id),
      so.contact.list(),
      so.contact.patch(id, { Department: "Oslo" }),
      so.agents.contact.getContactSummary({ ContactId: id }),
      so.agents.contact.getContactSummary({ ContactId: 99_999 }),
    ]);
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
    expect(results.at(-1)?.data).toBeNull();
    expect(await so.contact.delete(id)).toMatchObject({ ok: true });
    expect(drift).toEqual([]);
  });

  it("that disagree fail the call, and are told of, with every place and no value", async () => {
    const { so, drift } = drifting(wrong);
    const { ok, error, response } = await so.contact.createDefault();
    expect(ok).toBe(false);
    expect(error).toBeInstanceOf(SoContractError);
    expect(error).toMatchObject({ code: "contract", violations });
    expect(response?.status).toBe(200);
    expect(drift).toEqual([{ operationId: "v1ContactEntity_DefaultContactEntity", status: 200, violations }]);
    expect(JSON.stringify([drift, error?.message])).not.toContain(secret);
  });

  it("are given all the same where drift is only reported", async () => {
    const { so, drift } = drifting(wrong, { mode: "report" });
    expect(await so.contact.createDefault()).toMatchObject({ ok: true, data: { ContactId: secret } });
    expect(drift).toMatchObject([{ violations }]);
  });

  it("may have null where a select left something out, and nowhere else", async () => {
    const { so, drift } = sandboxClient();
    const created = await so.contact.create({ Name: "Dare Group" }, { select: ["ContactId", "category/id"] });
    expect(created).toMatchObject({ ok: true, data: { Name: null, Xstop: null } });
    expect(drift).toEqual([]);
    const { so: other } = drifting((data) => ({ ...data, ContactId: null }));
    const { error } = await other.contact.create({ Name: "Dare Group" }, { select: ["contactid"] });
    expect(error).toMatchObject({ code: "contract", violations: [{ pointer: "/ContactId" }] });
  });

  it("may have properties that the contract does not know", async () => {
    const { so, drift } = drifting((data) => ({ ...data, Added: 1 }));
    expect(await so.contact.createDefault()).toMatchObject({ ok: true, data: { Added: 1 } });
    expect(drift).toEqual([]);
  });

  it("are not kept from the caller by a listener that throws", async () => {
    const onDrift = () => {
      throw new Error("listener");
    };
    const { so } = drifting(wrong, { mode: "report", onDrift });
    expect(await so.contact.createDefault()).toMatchObject({ ok: true });
  });
});

describe("validators that do not load", () => {
  const cause = new Error("no network");
  const load = () => Promise.reject(cause);

  it("fail the call where the contract is enforced", async () => {
    const { so } = sandboxClient({ load });
    const { error } = await so.contact.createDefault();
    expect(error).toMatchObject({ code: "contract", violations: [], cause });
  });

  it("are told of where drift is only reported, and the answer is given", async () => {
    const failures: unknown[] = [];
    const { so } = sandboxClient({ mode: "report", load, onFailure: (one) => failures.push(one) });
    expect(await so.contact.createDefault()).toMatchObject({ ok: true });
    expect(failures).toEqual([cause]);
  });

  it("are an operation's own that is not there, too", async () => {
    const { so } = sandboxClient({ load: async () => undefined });
    expect((await so.contact.createDefault()).error).toMatchObject({ code: "contract", violations: [] });
  });
});

it.each([{ mode: "report" }, { mode: "strict" }, {}])(
  "options that check nothing are refused: %j",
  (options) => {
    expect(() => answers(options as AnswersOptions)).toThrow(TypeError);
  },
);
