import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, printTable, say } from "../statistics.mjs";
import { start } from "./program.mjs";

// GetMyActiveContacts over tables of several sizes and windows of several lengths. The made-up activities lie evenly in the
// year before the seeding, so that a window of n activities is n / total of a year.

const sizes = [1_000, 10_000, 100_000];
const windows = [50, 500, 5_000];
const YEAR = 365 * 24 * 3_600_000;
const REQUESTS = 20;

export async function runActive({ program, headers, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), "so-bench-sandbox-"));
  try {
    const tables = [];
    for (const size of sizes) tables.push(await seed(program, join(folder, `${size}.db`), size));
    say("");
    printTable(
      ["seeding a file", "contacts", "activities", "s", "MB"],
      tables.map(({ size, seconds, file }) => [
        "",
        size,
        size * 10,
        seconds.toFixed(1),
        Math.round(statSync(file).size / 1e6),
      ]),
    );
    const times = new Map();
    for (let round = 0; round < rounds; round++)
      for (const table of tables) await measureTable(program, headers, table, times);
    say(
      `\nGetMyActiveContacts, ms of one request at a time (median of ${rounds} rounds of ${REQUESTS}); target < 20 for 50 of 100,000`,
    );
    printTable(
      ["activities in the window", ...sizes.map((size) => `${size} contacts`)],
      windows.map((window) => [
        window,
        ...sizes.map((size) => median(times.get(`${size}/${window}`)).toFixed(2)),
      ]),
    );
    printTable(
      ["contacts in the answer", ...sizes.map((size) => `${size} contacts`)],
      windows.map((window) => [window, ...sizes.map((size) => times.get(`rows ${size}/${window}`))]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function seed(program, file, size) {
  const before = Date.now();
  const server = await start([program, "serve", "--port", "0", "--file", file, "--seed-size", String(size)]);
  const seconds = server.readyMs / 1000;
  await server.stop();
  return { file, size, seconds, until: before };
}

async function measureTable(program, headers, { file, size, until }, times) {
  const server = await start([program, "serve", "--port", "0", "--file", file]);
  try {
    for (const window of windows) {
      const since = until - (window * YEAR) / (size * 10);
      const body = JSON.stringify({
        ActivityStartTime: new Date(since).toISOString(),
        ContactCategories: [],
        ActionType: "All",
      });
      const ask = async () => {
        const began = performance.now();
        const response = await fetch(`${server.url}/api/v1/Agents/Contact/GetMyActiveContacts`, {
          method: "POST",
          headers,
          body,
        });
        const text = await response.text();
        if (!response.ok) throw new Error(`${response.status}: ${text}`);
        return { ms: performance.now() - began, rows: JSON.parse(text).length };
      };
      for (let warm = 0; warm < 5; warm++) await ask();
      const answers = [];
      for (let request = 0; request < REQUESTS; request++) answers.push(await ask());
      const key = `${size}/${window}`;
      times.set(key, [...(times.get(key) ?? []), median(answers.map(({ ms }) => ms))]);
      times.set(`rows ${key}`, answers[0].rows);
    }
  } finally {
    await server.stop();
  }
}
