import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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

let launched: Promise<Browser> | undefined;
/** Started by the first test that needs it: without the browser each test fails, and none is skipped. */
const browserOf = (): Promise<Browser> => {
  launched ??= chromium.launch({ executablePath, args });
  return launched;
};
afterAll(async () => (await launched?.catch(() => undefined))?.close());

async function visit(address: string, colorScheme: "light" | "dark"): Promise<Visit> {
  const browser = await browserOf();
  const page = await browser.newPage({ colorScheme, viewport: { width: 1440, height: 900 } });
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
  await page.goto(`${address}/docs`, { waitUntil: "load" });
  await page.getByRole("heading", { name: "SuperOffice WebAPI" }).first().waitFor();
  return { page, requests, complaints };
}

describe.each([
  { runtime: "node", start: startNode },
  { runtime: "workerd", start: startWorker },
])("/docs in Chromium, served by $runtime", ({ start }) => {
  let program: Program;
  beforeAll(async () => {
    program = await start();
  });
  afterAll(() => program?.stop());

  it.each(["light", "dark"] as const)(
    "shows every operation in %s, with nothing from elsewhere",
    async (scheme) => {
      const { page, requests, complaints } = await visit(program.address, scheme);
      for (const { request } of samples) {
        const path = page.getByText(request.target, { exact: false }).first();
        await path.scrollIntoViewIfNeeded();
        await expect.poll(() => path.isVisible()).toBe(true);
      }
      const elsewhere = requests.filter(
        (url) => !url.startsWith(program.address) && !/^(?:data|blob):/.test(url),
      );
      expect(elsewhere).toEqual([]);
      expect(complaints).toEqual([]);
      expect(await page.title()).toBe("SuperOffice WebAPI");
      const background = await page.evaluate("getComputedStyle(document.body).backgroundColor");
      const [red = 0] = String(background).match(/\d+/g)?.map(Number) ?? [];
      expect(red < 128).toBe(scheme === "dark");
      if (process.env["SCREENSHOTS"]) {
        await page.evaluate("scrollTo(0, 0)");
        await page.screenshot({ path: `${process.env["SCREENSHOTS"]}/docs-${scheme}.png` });
      }
      await page.close();
    },
  );

  it("tries a call against the proxy itself and gets the documented answer", async () => {
    const { page, complaints } = await visit(program.address, "light");
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
