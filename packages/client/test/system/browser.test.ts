import { join } from "node:path";
import { createSandbox } from "@so-webapi/sandbox";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type BrowserPlaces, crossOriginChecks, sameOriginChecks } from "../packed/program/browser-checks.ts";
import type { Outcome } from "../packed/program/check.ts";
import { installPacked } from "../packed/support/install.ts";
import { openPlaces } from "../packed/support/places.ts";
import { serveFetch } from "../packed/support/serve-fetch.ts";

const executablePath = "/usr/bin/chromium";
const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
const open = new AsyncDisposableStack();
afterAll(() => open.disposeAsync());

type Handler = (request: Request) => Promise<Response>;

const html = async () =>
  new Response("<!doctype html><title>A page</title>", { headers: { "Content-Type": "text/html" } });

/** Lets pages of every origin call. */
const withCors =
  (handle: Handler): Handler =>
  async (request) => {
    const { headers, method } = request;
    const answer = method === "OPTIONS" ? new Response(null, { status: 204 }) : await handle(request);
    const copy = new Response(answer.body, answer);
    copy.headers.set("Access-Control-Allow-Origin", headers.get("Origin") ?? "*");
    copy.headers.set("Access-Control-Allow-Headers", headers.get("Access-Control-Request-Headers") ?? "");
    copy.headers.set("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
    return copy;
  };

const outcomes: Record<string, Outcome[]> = {};

beforeAll(async () => {
  const project = open.use(installPacked());
  const [places, sandbox] = [await openPlaces(open), await createSandbox()];
  open.defer(() => sandbox.close());
  const serve = async (handle: Handler) => open.use(await serveFetch(handle)).url;
  const redirect: Handler = async () =>
    new Response(null, { status: 307, headers: { Location: `${places.elsewhere}/stolen` } });

  const { outputFiles } = await build({
    absWorkingDir: project.folder,
    entryPoints: [join(project.folder, "program/browser.ts")],
    bundle: true,
    minify: true,
    write: false,
    platform: "browser",
    target: "es2022",
  });
  const program = outputFiles[0]?.text ?? "";
  const crm = await serve((request) => (request.url.endsWith("/page") ? html() : sandbox.fetch(request)));
  const pages = { "cross-origin": await serve(html), "same-origin": crm };
  const found: BrowserPlaces = {
    ...places,
    sandbox: await serve(withCors(sandbox.fetch)),
    moved: await serve(withCors(redirect)),
  };

  const browser = await chromium.launch({ executablePath, args });
  open.defer(() => browser.close());
  for (const [from, url] of Object.entries(pages)) {
    const page = await browser.newPage();
    // Half a minute is Playwright's own, and short on a busy machine.
    page.setDefaultTimeout(120_000);
    await page.goto(`${url}/page`);
    await page.addScriptTag({ content: program });
    outcomes[from] = await page.evaluate(
      ([name, where]) => (globalThis as unknown as PageGlobals).runChecks(name, where),
      [from, found] as const,
    );
  }
});

interface PageGlobals {
  runChecks(from: string, places: BrowserPlaces): Promise<Outcome[]>;
}

it.each(Object.keys(crossOriginChecks))("in Chromium, on a page of another origin: %s", (title) => {
  expect(outcomes["cross-origin"]?.find((one) => one.title === title)).toEqual({ title });
});

it.each(Object.keys(sameOriginChecks))("in Chromium, on a page beside SuperOffice: %s", (title) => {
  expect(outcomes["same-origin"]?.find((one) => one.title === title)).toEqual({ title });
});
