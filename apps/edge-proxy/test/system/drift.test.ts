import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "../support/client.ts";
import { type HttpUpstream, httpUpstream } from "../support/http-upstream.ts";
import { type Program, startNode } from "../support/programs.ts";
import { contactPath, goodAnswer, goodRequest } from "../support/sample-requests.ts";

const json = { "content-type": "application/json" };
const wrong = JSON.stringify({
  ...JSON.parse(goodAnswer),
  Contact: "canary-value",
  Tickets: [{ TicketId: "canary 5" }],
});

let browser: Browser | undefined;
let upstream: HttpUpstream;
let program: Program;
beforeAll(async () => {
  upstream = await httpUpstream();
  program = await startNode({ UPSTREAM: upstream.url, INSPECT_LIMIT: "100 KB" });
  const answers = [goodAnswer, wrong, wrong];
  for (const text of answers) {
    upstream.answer((response) => response.writeHead(200, json).end(text));
    await ask(program.address, goodRequest);
  }
  upstream.answer((response) => response.writeHead(200, json).end(`{"value":["${"a".repeat(200_000)}"]}`));
  await ask(program.address, { path: contactPath });
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
  await upstream?.close();
});

/** The page as somebody sees it who opens it, and what the browser complained of. */
async function open(
  width: number,
  colorScheme: "light" | "dark",
): Promise<{ page: Page; complaints: string[] }> {
  browser ??= await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
    ],
  });
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
  // Half a minute is Playwright's own, and short on a busy machine.
  page.setDefaultTimeout(120_000);
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
  await page.goto(`${program.address}/-/drift`, { waitUntil: "load" });
  return { page, complaints };
}

describe.each([
  { width: 1440, scheme: "light" as const },
  { width: 500, scheme: "dark" as const },
])("/-/drift in Chromium, $width wide and $scheme", ({ width, scheme }) => {
  it("says per operation and property what was seen, how often and when, and what the contract says and why", async () => {
    const { page, complaints } = await open(width, scheme);
    if (process.env["SCREENSHOTS"])
      await page.screenshot({ path: `${process.env["SCREENSHOTS"]}/drift-${width}.png`, fullPage: true });
    expect(await page.getByRole("heading", { level: 2 }).allTextContents()).toEqual([
      "v1ContactAgent_GetContactSummary",
      "v1ContactEntity_GetAll",
    ]);
    const row = page.getByRole("row").filter({ hasText: "/Contact" }).first();
    const cells = await row.getByRole("cell").allInnerTexts();
    expect(cells[0]).toBe("/Contact\nContactSummary.Contact");
    expect(cells.slice(1, 3)).toEqual(["2", '"xxxxxx-xxxxx"']);
    expect(cells[3]).toContain("must be object");
    expect(cells[4]).toMatch(/^confirmed \(page-and-wsdl\)\nrest\/Contact\/.*\.md:\d+/);
    expect(cells[5]).toMatch(/^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\s*){2}$/);
    expect(await page.getByText("too large: 1").count()).toBe(2);
    expect(await page.content()).not.toContain("canary");
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("stays within the window", async () => {
    const { page } = await open(width, scheme);
    expect(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
    const [background, ink] = (await page.evaluate(
      "(({ backgroundColor, color }) => [backgroundColor, color])(getComputedStyle(document.body))",
    )) as [string, string];
    expect(background).not.toBe(ink);
    await page.close();
  });
});
