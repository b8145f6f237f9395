import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Served, serveSite } from "./serve.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const args = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--no-first-run",
];

/** One page of each kind, none of the longest: the check of accessibility takes its time for every element. */
const pages = {
  front: "/",
  guide: "/proxy/settings/",
  decision: "/decisions/0002-enums-in-answers-stay-open/",
  "source file": "/source/openapi/overlays/leaked-class-names.yaml/",
  reference: "/reference/",
  agent: "/reference/agents/pocket/",
  entity: "/reference/entities/relationDefinition/",
  headers: "/reference/headers/",
  class: "/reference/classes/ContactActivity/",
  enum: "/reference/classes/ContactAction/",
  configuration: "/configuration/",
  evidence: "/evidence/",
  corrections: "/evidence/corrections/",
  unknown: "/evidence/unknown/",
  reports: "/reports/",
  "contract report": "/reports/contract.html",
  benchmarks: "/benchmarks/",
  changelogs: "/changelogs/",
} as const;

const sizes = [
  { name: "phone", width: 390, height: 844 },
  { name: "desktop", width: 1440, height: 900 },
] as const;

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

let site: Served;
let browser: Browser;
beforeAll(async () => {
  site = await serveSite();
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args });
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Opens a page; everything that it complains of or asks of others is in the list. */
async function open(path: string, options: Parameters<Browser["newPage"]>[0] = {}) {
  const page = await browser.newPage(options);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "warning") complaints.push(message.text());
  });
  page.on("response", (answer) => {
    // A report is a page by itself and names no icon; the browser looks for one all the same.
    if (answer.status() >= 400 && !answer.url().endsWith("/favicon.ico"))
      complaints.push(`${answer.status()} ${answer.url()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(site.origin) && !request.url().startsWith("data:"))
      complaints.push(`asks elsewhere: ${request.url()}`);
  });
  await page.goto(site.origin + path, { waitUntil: "load" });
  return { page, complaints };
}

/** What axe finds wrong; only of colours where the rest has been looked at before. */
async function violations(page: Page, rules?: "color-contrast"): Promise<string[]> {
  const options = rules === undefined ? {} : { runOnly: [rules] };
  const found = (await page.evaluate(
    `axe.run(${JSON.stringify(options)}).then(({ violations }) => violations)`,
  )) as readonly Violation[];
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

async function isDark(page: Page): Promise<boolean> {
  const ground = String(await page.evaluate("getComputedStyle(document.body).backgroundColor"));
  const [red = 255] = ground.match(/\d+/g)?.map(Number) ?? [];
  return red < 128;
}

describe.each(sizes)("on a $name", ({ name, width, height }) => {
  it.each(Object.entries(pages))(
    "the %s page fits, is accessible in light and dark, asks nobody else",
    async (kind, path) => {
      const { page, complaints } = await open(path, { viewport: { width, height }, colorScheme: "light" });
      const picture = async (scheme: string): Promise<void> => {
        const folder = process.env["SCREENSHOTS"];
        if (folder)
          await page.screenshot({ path: `${folder}/${kind.replaceAll(" ", "-")}-${name}-${scheme}.png` });
      };
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      await page.evaluate(axe);
      await picture("light");
      expect(await isDark(page)).toBe(false);
      expect(await violations(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      await expect.poll(() => isDark(page)).toBe(true);
      await picture("dark");
      expect(await violations(page, "color-contrast")).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );
});

describe("the search of the site", () => {
  it("finds an operation and leads to its place", async () => {
    const { page, complaints } = await open("/");
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("textbox").fill("GetMyActiveContacts");
    await page.locator('dialog a[href*="#v1ContactAgent_GetMyActiveContacts"]').first().click();
    await page.waitForURL("**/reference/agents/contact/**");
    const heading = page.locator("#v1ContactAgent_GetMyActiveContacts");
    await expect.poll(() => heading.isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe("the search of the reference", () => {
  it("knows all operations and leads to the place of one", async () => {
    const { page, complaints } = await open("/reference/");
    const field = page.getByRole("searchbox", { name: "Search operations" });
    await field.fill("/api/v1/");
    await page.getByText("3016 more: add a word.").waitFor();
    await field.fill("contact activecontacts");
    await page.getByRole("link", { name: "POST /api/v1/Agents/Contact/GetMyActiveContacts" }).click();
    await page.waitForURL("**/reference/agents/contact/#v1ContactAgent_GetMyActiveContacts");
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("says where a type stands when its state is opened", async () => {
    const { page } = await open("/reference/classes/ContactActivity/");
    const row = page.locator("tr#Action");
    await row.getByText("inferred").click();
    expect(await row.getByText("soap/Services88/Services88-Contact.md:720").isVisible()).toBe(true);
    await page.close();
  });
});
