import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run, samplesWith, tree } from "../support/run.ts";

const executablePath = "/usr/bin/chromium";
const args = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-sync",
];

let browser: Browser;
let page: Page;
const requests: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  const samples = samplesWith((text, file) =>
    file === "response.http"
      ? text.replace('"ContactId": 920', '"ContactId": "</script><b>x"').replace('"Department": "",\n', "")
      : text,
  );
  const good = samplesWith((text) => text, "v1PocketAgent_GetMyCallerIDs");
  const report = join(tree(), "report.html");
  const { status } = await run(["check", samples, good, "--report", `html=${report}`]);
  expect(status).toBe(1);
  browser = await chromium.launch({ executablePath, args });
  page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  // Half a minute is Playwright's own, and short on a busy machine.
  page.setDefaultTimeout(120_000);
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(pathToFileURL(report).href);
});
afterAll(() => browser?.close());

const rows = (): Promise<string[]> =>
  page.locator("#matrix tbody tr:not(.detail) td:first-child").allInnerTexts();

describe("the HTML report", () => {
  it("shows every sample against every check, and says at once that something failed", async () => {
    expect(await page.locator("h1").textContent()).toBe("The contract and the samples disagree");
    expect(await rows()).toHaveLength(2);
    const bad = page.locator("#matrix tbody tr", { hasText: "GetMyActiveContacts" });
    expect(await bad.locator("td").allInnerTexts()).toEqual([
      expect.stringContaining("v1ContactAgent_GetMyActiveContacts"),
      "ok",
      "FAILED",
      "FAILED",
      "ok",
    ]);
  });

  it("draws the figure's bar over the whole width", async () => {
    const [bar, main] = await Promise.all([
      page.locator(".bar.wide").boundingBox(),
      page.locator("header").boundingBox(),
    ]);
    expect(bar?.width).toBe(main?.width);
  });

  it("filters by text, by what failed and by the check that failed", async () => {
    const section = page.locator("#matrix");
    await section.getByRole("searchbox").fill("callerids");
    expect(await rows()).toEqual([expect.stringContaining("GetMyCallerIDs")]);
    await section.getByRole("searchbox").fill("");
    await section.getByRole("checkbox").check();
    expect(await rows()).toEqual([expect.stringContaining("GetMyActiveContacts")]);
    await section.getByRole("combobox").selectOption("spec.request");
    expect(await section.locator("tbody").textContent()).toBe("Nothing matches.");
    await section.getByRole("combobox").selectOption("spec.response");
    expect(await rows()).toHaveLength(1);
    await section.getByRole("combobox").selectOption("");
    await section.getByRole("checkbox").uncheck();
  });

  it("opens a sample with the keyboard: what is wanted beside what was found, the lines that differ marked", async () => {
    const open = page.locator("#matrix button.open");
    expect(await open.count()).toBe(1);
    await open.focus();
    await page.keyboard.press("Enter");
    expect(await open.getAttribute("aria-expanded")).toBe("true");
    const detail = page.locator("#matrix tr.detail");
    expect(await detail.locator("p").allInnerTexts()).toContain(
      "spec.response, response: /0/ContactId must be int32 — ContactActivity.ContactId",
    );
    const sides = detail.locator(".sides").filter({ hasText: "</script><b>x" }).first();
    expect(await sides.locator("figcaption").allInnerTexts()).toEqual(["expected", "found"]);
    expect(await sides.locator("pre").first().textContent()).toContain('"format": "int32"');
    expect(await sides.locator("pre").last().locator(".differs").count()).toBe(1);
    await page.keyboard.press("Enter");
    expect(await detail.count()).toBe(0);
  });

  it("asks nobody for anything and complains of nothing", () => {
    expect(requests).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  it("stays within a narrow window", async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    const width = await page.evaluate("document.documentElement.scrollWidth");
    expect(width).toBe(390);
  });
});
