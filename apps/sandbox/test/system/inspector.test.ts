import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { credentials, type Program, startSandbox } from "../support/program.ts";

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
const hostile = `<img src=x onerror="window.broken=1"><script>window.broken=1</script>&"'`;

let program: Program;
let browser: Browser;
beforeAll(async () => {
  [program, browser] = await Promise.all([startSandbox(), chromium.launch({ executablePath, args })]);
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

/** A page and what it asked for or complained of. */
interface Visit {
  readonly page: Page;
  readonly elsewhere: string[];
  readonly complaints: string[];
}

const visits: Visit[] = [];
async function visit(width = 1280, height = 800, colorScheme: "light" | "dark" = "light"): Promise<Visit> {
  const page = await browser.newPage({ colorScheme, viewport: { width, height } });
  // Half a minute is Playwright's own, and short on a busy machine.
  page.setDefaultTimeout(120_000);
  const one: Visit = { page, elsewhere: [], complaints: [] };
  page.on("request", (request) => {
    if (!request.url().startsWith(program.address) && !/^(?:data|blob):/.test(request.url()))
      one.elsewhere.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") one.complaints.push(message.text());
  });
  page.on("pageerror", (error) => one.complaints.push(String(error)));
  await page.goto(`${program.address}/-/sandbox`);
  await page.getByText("live", { exact: true }).waitFor();
  visits.push(one);
  return one;
}

beforeEach(async () => {
  await control("POST", "/reset");
});
afterEach(async () => {
  for (const { page, elsewhere, complaints } of visits.splice(0)) {
    expect(elsewhere).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  }
});

/** A refusal is an answer of 400, which Chromium tells of by itself. */
function forgiveRefusal(): void {
  const complaints = visits[0]?.complaints ?? [];
  expect(complaints.splice(0, 1)).toEqual([expect.stringContaining("400")]);
}

function control(method: string, path: string, body?: object): Promise<Response> {
  return fetch(`${program.address}/-/sandbox${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

async function createContact(name: string): Promise<Response> {
  return fetch(`${program.address}/api/v1/Contact`, {
    method: "POST",
    headers: { ...credentials, "so-apptoken": "canary-5ec" },
    body: JSON.stringify({ Name: name }),
  });
}

async function picture(page: Page, name: string): Promise<void> {
  if (process.env["SCREENSHOTS"])
    await page.screenshot({ path: `${process.env["SCREENSHOTS"]}/inspector-${name}.png` });
}

/** Nothing may be wider than the window, or a phone scrolls sideways. */
const overflow = (page: Page): Promise<unknown> =>
  page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

describe("the inspector in Chromium", () => {
  it.each([
    ["desktop", 1280, 800, "light"],
    ["desktop", 1280, 800, "dark"],
    ["phone", 390, 844, "light"],
    ["phone", 390, 844, "dark"],
  ] as const)("fits a %s (%i by %i) in %s, each view of it", async (device, width, height, scheme) => {
    const { page } = await visit(width, height, scheme);
    for (const name of ["Fjord Works", "Harbour Tools"]) await createContact(name);
    await fetch(`${program.address}/api/v1/Contact/999999`, { headers: credentials });
    await fetch(`${program.address}/api/v1/Agents/Contact/GetMyActiveContacts?$select=ContactId,Name`, {
      method: "POST",
      headers: credentials,
      body: "{}",
    });
    await page.getByRole("button", { name: "POST /api/v1/Contact" }).first().click();
    await page.getByRole("heading", { name: "POST /api/v1/Contact" }).waitFor();
    await page.evaluate("scrollTo(0, 0)");
    for (const view of ["Requests", "Data", "Clock and faults"]) {
      await page.getByRole("tab", { name: view }).click();
      if (view === "Data") await page.getByRole("columnheader", { name: "contactId" }).waitFor();
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await picture(page, `${device}-${scheme}-${view.split(" ")[0]?.toLowerCase()}`);
    }
    const background = String(await page.evaluate("getComputedStyle(document.body).backgroundColor"));
    expect(Number(/\d+/.exec(background)?.[0]) < 128).toBe(scheme === "dark");
  });

  it("shows requests as they come, and one's headers, bodies and verdict when it is chosen", async () => {
    const { page } = await visit();
    expect(await page.locator("#request-list li").count()).toBe(0);
    await createContact("Fjord Works");
    const line = page.getByRole("button", { name: "POST /api/v1/Contact" });
    await line.waitFor();
    expect(await line.textContent()).toMatch(/200.*v1ContactEntity_PostContactEntity/);
    await line.focus();
    await page.keyboard.press("Enter");
    const detail = page.locator("#request-detail");
    await detail.getByText("kept", { exact: true }).waitFor();
    const text = (await detail.textContent()) ?? "";
    expect(text).toContain('"Name": "Fjord Works"');
    expect(text).toContain("Basic (hidden)");
    expect(text).not.toContain("canary-5ec");
    expect(text).not.toContain(btoa("tje0:Tje0"));
    await page.getByRole("searchbox", { name: "Filter" }).fill("person");
    expect(await line.isVisible()).toBe(false);
    await page.getByRole("searchbox", { name: "Filter" }).fill("contact 200");
    expect(await line.isVisible()).toBe(true);
    await page.getByRole("button", { name: "Clear" }).click();
    await expect.poll(() => page.locator("#request-list li").count()).toBe(0);
  });

  it("shows what data holds as text and never as markup", async () => {
    const { page } = await visit();
    await createContact(hostile);
    await fetch(`${program.address}/api/v1/${encodeURIComponent(hostile)}?x=${hostile}`, {
      headers: credentials,
    });
    await page.getByRole("button", { name: "POST /api/v1/Contact" }).click();
    await page.locator("#request-detail pre").first().waitFor();
    expect(await page.locator("#request-detail pre").first().textContent()).toContain("<img src=x onerror=");
    await page.getByRole("tab", { name: "Data" }).click();
    await page
      .locator("td", { hasText: hostile.slice(0, 40) })
      .first()
      .waitFor();
    await control("POST", "/faults", { kind: "reset", path: `/${hostile}`, times: "always" });
    await page.getByRole("tab", { name: "Clock and faults" }).click();
    await page.getByText(`path /${hostile}`).waitFor();
    expect(await page.evaluate("window.broken")).toBeUndefined();
    expect(await page.locator("main img, main script").count()).toBe(0);
  });

  it("turns the pages of a table", async () => {
    for (let index = 0; index < 40; index++) await createContact(`Company ${index}`);
    const { page } = await visit();
    await page.getByRole("tab", { name: "Data" }).click();
    await page.getByText(/^1 to 50 of \d+$/).waitFor();
    expect(await page.getByRole("button", { name: "Previous" }).isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByText(/^51 to /).waitFor();
    await page.getByRole("cell", { name: "Company 39" }).waitFor();
    await page.getByRole("combobox", { name: "Table" }).selectOption("users");
    await page.getByRole("cell", { name: "tje0" }).waitFor();
    expect(await page.getByRole("cell", { name: "(hidden)" }).count()).toBeGreaterThan(0);
  });

  it("moves the clock, adds and removes a fault, and says what is wrong with one, by keyboard", async () => {
    const { page } = await visit();
    await page.getByRole("tab", { name: "Requests" }).focus();
    await page.keyboard.press("ArrowLeft");
    await page.locator("#controls").waitFor();
    const offset = async (): Promise<number> =>
      ((await (await control("GET", "/clock")).json()) as { offset: number }).offset;
    await page.getByRole("button", { name: "+1 day" }).press("Enter");
    await expect.poll(offset).toBe(86_400_000);
    await page.getByLabel("Set to (UTC)").fill("2031-05-06T07:08:09");
    await page.getByRole("button", { name: "Set", exact: true }).press("Enter");
    await page.getByText(/clock 2031-05-06T07:08/).waitFor();
    await page.getByLabel("Path, * for any characters").fill("/api/v1/Contact/*");
    await page.getByLabel("Status", { exact: true }).fill("503");
    await page.getByRole("button", { name: "Add fault" }).press("Enter");
    await page.getByText("status, path /api/v1/Contact/*, status 503").waitFor();
    expect((await fetch(`${program.address}/api/v1/Contact/716`, { headers: credentials })).status).toBe(503);
    await page.getByRole("list", { name: "Faults" }).getByRole("listitem").waitFor({ state: "detached" });
    await page.getByLabel("Operation").fill("v1Nothing");
    await page.getByRole("button", { name: "Add fault" }).press("Enter");
    await page.getByRole("alert").getByText("/operationId must be an operationId of the contract").waitFor();
    await page.getByLabel("Operation").fill("");
    await page.getByLabel("Times").fill("");
    await page.getByRole("button", { name: "Add fault" }).press("Enter");
    await page.getByRole("button", { name: /^Remove fault/ }).press("Enter");
    await expect
      .poll(async () => ((await (await control("GET", "/faults")).json()) as { faults: unknown[] }).faults)
      .toEqual([]);
    forgiveRefusal();
  });

  it("keeps what went wrong and the focus in place while others change things", async () => {
    const { page } = await visit();
    await page.getByRole("tab", { name: "Clock and faults" }).click();
    const addFault = (): Promise<Response> => control("POST", "/faults", { kind: "reset", path: "/nowhere" });
    await addFault();
    const lines = page.getByRole("list", { name: "Faults" }).getByRole("listitem");
    await lines.first().waitFor();
    await page.getByLabel("Operation").fill("v1Nothing");
    await page.getByRole("button", { name: "Add fault" }).press("Enter");
    const refusal = page.getByRole("alert").getByText("/operationId must be");
    await refusal.waitFor();
    await page.getByRole("button", { name: /^Remove fault/ }).focus();
    await addFault();
    await lines.nth(1).waitFor();
    expect(await refusal.isVisible()).toBe(true);
    expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toMatch(/^Remove fault/);
    forgiveRefusal();
  });

  it("resets to the seed when that is confirmed, and not before", async () => {
    await createContact("Fjord Works");
    const { page } = await visit();
    await page.getByRole("tab", { name: "Data" }).click();
    await page.getByRole("cell", { name: "Fjord Works" }).waitFor();
    await page.getByRole("tab", { name: "Clock and faults" }).click();
    page.once("dialog", (dialog) => dialog.dismiss());
    await page.getByRole("button", { name: "Reset to the seed" }).click();
    page.once("dialog", (dialog) => dialog.accept());
    await page.getByRole("button", { name: "Reset to the seed" }).click();
    await page.getByRole("tab", { name: "Data" }).click();
    await page.getByRole("cell", { name: "Fjord Works" }).waitFor({ state: "detached" });
  });

  it("names every control for those who cannot see it", async () => {
    const { page } = await visit(390, 844);
    const unnamed = await page.evaluate(`[...document.querySelectorAll("button, input, select")]
      .filter((element) => element.labels?.length === 0 && !element.getAttribute("aria-label") && element.textContent.trim() === "")
      .map((element) => element.outerHTML)`);
    expect(unnamed).toEqual([]);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to content");
  });
});
