import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeApiKey } from "../../src/lib/index.ts";
import { startConfigured } from "../support/configured.ts";
import { type Program, startNode, startWorker } from "../support/programs.ts";
import { sampleOf, samples } from "../support/sample-requests.ts";

const executablePath = "/usr/bin/chromium";
const args = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A page and everything that it asked for or complained of. */
interface Visit {
  readonly page: Page;
  readonly requests: string[];
  readonly complaints: string[];
}

/** Where the reference has an operation. */
const docsOf = (operationId: string): string =>
  /^v1ContactEntity_/.test(operationId)
    ? "/docs/entities/contact"
    : `/docs/agents/${/^v1(\w+)Agent_/.exec(operationId)?.[1]?.toLowerCase()}`;

let launched: Promise<Browser> | undefined;
/** Started by the first test that needs it: without the browser each test fails, and none is skipped. */
const browserOf = (): Promise<Browser> => {
  launched ??= chromium.launch({ executablePath, args });
  return launched;
};
afterAll(async () => (await launched?.catch(() => undefined))?.close());

async function visit(address: string, path: string, colorScheme: "light" | "dark" = "light"): Promise<Visit> {
  const browser = await browserOf();
  const page = await browser.newPage({ colorScheme, viewport: { width: 1440, height: 900 } });
  // Half a minute is Playwright's own, and short on a busy machine.
  page.setDefaultTimeout(120_000);
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
  await page.goto(address + path, { waitUntil: "load" });
  await page.getByRole("heading", { name: "SuperOffice WebAPI" }).first().waitFor();
  return { page, requests, complaints };
}

describe.each([
  { runtime: "node", start: startNode },
  { runtime: "workerd", start: startWorker },
])("/docs in Chromium, served by $runtime", ({ start }) => {
  let program: Program;
  beforeAll(async () => {
    program = await start({ UPSTREAM: "samples" });
  });
  afterAll(() => program?.stop());

  const elsewhere = (requests: readonly string[]): string[] =>
    requests.filter((url) => !url.startsWith(program.address) && !/^(?:data|blob):/.test(url));

  async function expectScheme(page: Page, scheme: "light" | "dark"): Promise<void> {
    const background = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    const [red = 0] = String(background).match(/\d+/g)?.map(Number) ?? [];
    expect(red < 128).toBe(scheme === "dark");
  }

  async function picture(page: Page, name: string): Promise<void> {
    if (process.env["SCREENSHOTS"])
      await page.screenshot({ path: `${process.env["SCREENSHOTS"]}/${name}.png` });
  }

  it.each(["light", "dark"] as const)(
    "lists every group in %s, with nothing from elsewhere",
    async (scheme) => {
      const { page, requests, complaints } = await visit(program.address, "/docs", scheme);
      expect(await page.getByText("3,116 operations").isVisible()).toBe(true);
      expect(await page.locator("#groups a").count()).toBe(142);
      const titles = await page.locator("#groups section").first().locator("a").allTextContents();
      expect(new Set(titles.map((title) => title.split(" ")[0])).size).toBe(titles.length);
      await expectScheme(page, scheme);
      await picture(page, `docs-${scheme}`);
      expect(elsewhere(requests)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  it("finds an operation and leads to its place in the reference", async () => {
    const { page, requests, complaints } = await visit(program.address, "/docs");
    await page.getByRole("searchbox").fill("contact activecontacts");
    await picture(page, "docs-search");
    await page.getByRole("link", { name: "/api/v1/Agents/Contact/GetMyActiveContacts" }).click();
    await page.waitForURL("**/docs/agents/contact#tag/**");
    await expect
      .poll(() => page.url())
      .toMatch(/#tag\/contactagent\/POST\/api\/v1\/Agents\/Contact\/GetMyActiveContacts$/);
    expect(elsewhere(requests)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each(["light", "dark"] as const)(
    "shows the operations of a group in %s, with nothing from elsewhere",
    async (scheme) => {
      for (const docs of new Set(samples.map(({ operationId }) => docsOf(operationId)))) {
        const { page, requests, complaints } = await visit(program.address, docs, scheme);
        for (const { operationId, request } of samples) {
          if (docsOf(operationId) !== docs) continue;
          const path = page.getByText(request.target, { exact: true }).first();
          await path.scrollIntoViewIfNeeded();
          await expect.poll(() => path.isVisible()).toBe(true);
        }
        expect(await page.title()).toMatch(/ · SuperOffice WebAPI$/);
        await expectScheme(page, scheme);
        await page.evaluate("scrollTo(0, 0)");
        await picture(page, `${docs.slice(1).replaceAll("/", "-")}-${scheme}`);
        expect(elsewhere(requests)).toEqual([]);
        expect(complaints).toEqual([]);
        await page.close();
      }
    },
  );

  it("tries a call against the proxy itself and gets the documented answer", async () => {
    const { page, complaints } = await visit(program.address, "/docs/agents/contact");
    const { request, response } = sampleOf("v1ContactAgent_GetMyActiveContacts");
    await page.getByText(request.target).first().click();
    await page
      .getByRole("button", { name: `Test Request (${request.method.toLowerCase()} ${request.target})` })
      .click();
    const [answer] = await Promise.all([
      page.waitForResponse((candidate) => candidate.url().includes(request.target)),
      page.getByRole("button", { name: "Send post request" }).click(),
    ]);
    expect(answer.request().method()).toBe("POST");
    expect(answer.status()).toBe(200);
    expect(await answer.json()).toEqual(JSON.parse(response.body));
    await page.getByText("200 OK").first().waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe("/docs in Chromium, in front of the sandbox", () => {
  let program: Program;
  beforeAll(async () => {
    program = await startNode();
  });
  afterAll(() => program?.stop());

  it("tries a call as the user who was typed in, and gets the sandbox's own data", async () => {
    const { page, complaints } = await visit(program.address, "/docs/agents/contact");
    const { request } = sampleOf("v1ContactAgent_GetMyActiveContacts");
    await page.getByRole("button", { name: /Selected Auth Type/ }).click();
    await page.getByRole("option", { name: "Basic" }).click();
    await page.getByRole("option", { name: "Bearer" }).click();
    await page.keyboard.press("Escape");
    await page.getByText("Username").first().click();
    await page.keyboard.type("tje0");
    await page.getByPlaceholder("********").first().fill("Tje0");
    await page.getByText(request.target).first().click();
    await page
      .getByRole("button", { name: `Test Request (${request.method.toLowerCase()} ${request.target})` })
      .click();
    const [answer] = await Promise.all([
      page.waitForResponse((candidate) => candidate.url().includes(request.target)),
      page.getByRole("button", { name: "Send post request" }).click(),
    ]);
    expect(await answer.request().headerValue("authorization")).toBe(`Basic ${btoa("tje0:Tje0")}`);
    expect(answer.status()).toBe(200);
    const rows = (await answer.json()) as readonly { readonly Name: string }[];
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ Name }) => Name)).not.toContain("");
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe("/docs in Chromium, where tenants are set and callers have keys", () => {
  let tenant: Program;
  let program: Program;
  let key: string;
  beforeAll(async () => {
    const made = await makeApiKey();
    key = made.key;
    tenant = await startNode();
    const password = { env: "OFFICE_PASSWORD" };
    program = await startConfigured(
      { runtime: "node", start: startNode },
      { OFFICE_PASSWORD: "Tje0" },
      {
        tenants: {
          Office: { address: tenant.address, credentials: { basic: { user: "tje0", password } } },
        },
        callers: [{ name: "shop", apiKeys: [made.hash] }],
      },
    );
  });
  afterAll(async () => {
    await program?.stop();
    await tenant?.stop();
  });

  it("tries a call with the caller's key at the tenant that was typed in, and names no tenant itself", async () => {
    const { page, complaints } = await visit(program.address, "/docs/agents/contact");
    const { request } = sampleOf("v1ContactAgent_GetMyActiveContacts");
    expect((await page.content()).toLowerCase()).not.toContain("office:");
    await page.getByLabel("tenant", { exact: true }).first().fill("Office");
    await page.getByLabel("Value", { exact: true }).first().fill(key);
    await page.getByText(request.target).first().click();
    await page
      .getByRole("button", { name: `Test Request (${request.method.toLowerCase()} ${request.target})` })
      .click();
    const [answer] = await Promise.all([
      page.waitForResponse((candidate) => candidate.url().includes(request.target)),
      page.getByRole("button", { name: "Send post request" }).click(),
    ]);
    expect(new URL(answer.url()).pathname).toBe(`/Office${request.target}`);
    expect(await answer.request().headerValue("x-api-key")).toBe(key);
    expect(answer.status()).toBe(200);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("has a contract whose server takes the name of a tenant", async () => {
    const answer = await fetch(`${program.address}/openapi.json`);
    const { servers } = (await answer.json()) as { readonly servers: readonly object[] };
    expect(servers).toEqual([
      {
        url: "/{tenant}",
        variables: { tenant: { default: "Cust12345", description: "Name of the tenant." } },
        description: "This proxy.",
      },
    ]);
  });
});
