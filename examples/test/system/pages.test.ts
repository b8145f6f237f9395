// The two pages as somebody sees them, in Debian's Chromium. `SCREENSHOTS=<folder>` keeps pictures.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { follow } from "../support/follow.ts";

const open = new AsyncDisposableStack();
afterAll(() => open.disposeAsync());

let browser: Browser;
beforeAll(async () => {
  const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args });
  open.defer(() => browser.close());
});

describe.each(["contacts-page", "react-page"])("%s", (name) => {
  let address: string;
  beforeAll(async () => {
    const { example } = open.use(await follow(name));
    address = `http://127.0.0.1:${example.port("3000")}`;
  });

  it.each([
    { device: "desktop", width: 1280, height: 800, colorScheme: "light" },
    { device: "desktop", width: 1280, height: 800, colorScheme: "dark" },
    { device: "phone", width: 390, height: 844, colorScheme: "light" },
    { device: "phone", width: 390, height: 844, colorScheme: "dark" },
  ] as const)(
    "shows the companies on a $device, $colorScheme",
    async ({ device, colorScheme, ...viewport }) => {
      const page = await browser.newPage({ viewport, colorScheme });
      const errors: string[] = [];
      page.on("pageerror", ({ message }) => errors.push(message));
      page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
      await page.goto(address);
      await page.getByText("Thimblewick Tea Ltd").waitFor();
      const { SCREENSHOTS } = process.env;
      const picture = `${name}-${device}-${colorScheme}.png`;
      if (SCREENSHOTS) await page.screenshot({ path: join(SCREENSHOTS, picture) });
      // Nothing leads beyond the edge, and the background follows the scheme.
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
      const background = await page.evaluate(
        () => getComputedStyle(document.documentElement).backgroundColor,
      );
      expect(background).toBe(colorScheme === "dark" ? "rgb(20, 24, 30)" : "rgb(246, 247, 249)");
      expect(errors).toEqual([]);
      await page.close();
    },
  );
});

it("react-page asks again for another kind, and says when the CRM is out", async () => {
  const { example } = open.use(await follow("react-page"));
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${example.port("3000")}`);
  await page.getByText("Thimblewick Tea Ltd").waitFor();
  await page.getByLabel("created").check();
  await page.getByText("Mondkalb Medien GmbH").waitFor();
  await page.route("**/api/**", (route) => route.abort());
  await page.getByLabel("updated").check();
  await page.getByRole("alert").waitFor();
  await page.close();
});

it("react-page has no secret in its bundle and none in what the browser sends and gets", async () => {
  const [user, password, hidden] = ["ada", "planted-secret-5c0ffee5a17", "900072983"];
  const { example, shell } = open.use(
    await follow("react-page", {
      root: { SANDBOX_SEED: join(import.meta.dirname, "planted.seed.yaml") },
      environment: { SO_USER: user, SO_PASSWORD: password },
    }),
  );
  const page = await browser.newPage();
  const answers: Promise<string>[] = [];
  const seen: string[] = [];
  page.on("request", (request) => seen.push(request.url(), request.postData() ?? ""));
  page.on("response", (response) =>
    answers.push(
      (async () => {
        const headers = [await response.request().allHeaders(), await response.allHeaders()];
        return JSON.stringify(headers) + (await response.text());
      })(),
    ),
  );
  const address = `http://127.0.0.1:${example.port("3000")}`;
  await page.goto(address);
  await page.getByText("Thimblewick Tea Ltd").waitFor();
  seen.push(...(await Promise.all(answers)), await page.content());
  seen.push(await page.evaluate(() => JSON.stringify([document.cookie, { ...localStorage }])));
  const bundle = globSync("dist/**/*.*", { cwd: example.folder });
  expect(bundle.length).toBeGreaterThanOrEqual(3);
  for (const file of bundle) seen.push(readFileSync(join(example.folder, file), "utf8"));

  const traffic = seen.join("\n");
  expect(traffic).toContain("/api/v1/Agents/Contact/GetMyActiveContacts");
  for (const secret of [password, btoa(`${user}:${password}`), hidden]) expect(traffic).not.toContain(secret);
  expect(traffic).not.toMatch(/"authorization"/i);
  await page.close();

  // It is the right tenant: whoever has the secret sees what the page does not.
  const asOwner = `curl -s -u ${user}:${password} http://127.0.0.1:${example.port("8787")}/api/v1/Contact/59`;
  const told = await shell.run({ commands: asOwner, line: 0, prints: undefined, isServer: false });
  expect(told).toContain(hidden);
});
