import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { greenhouse, greenhouseReference } from "../compile/greenhouse-reference.ts";
import { readTree } from "../compile/write-tree.ts";
import { run } from "./run.ts";

const broken = (): Record<string, string> => {
  const pages = greenhouseReference();
  const path = "rest/Bed/v1BedEntity_GetBed.md";
  return { ...pages, [path]: (pages[path] ?? "").replace("| BedId | int32 |", "| BedId | ?? |") };
};

test("a run writes the contract, sums up and exits with 0; --check then finds nothing to do", async () => {
  const { reference, contract } = greenhouse();
  const first = await run(["compile", reference, "--out", contract]);
  expect(first.status).toBe(0);
  expect(first.out).toMatch(/^3 pages: 3 operations, 2 classes, 2 enums, 2 SOAP versions\n/);
  expect(first.out).toMatch(/\n.*: \d+ files written, \d+ unchanged, 0 removed\n0 diagnostics, 0 accepted; /);
  const second = await run(["compile", reference, "--out", contract, "--check"]);
  expect(second.status).toBe(0);
  expect(second.out).toContain("0 files differ");
});

test("--check writes nothing and exits with 1 when anything would change", async () => {
  const { reference, contract } = greenhouse();
  const before = readTree(contract);
  const { status, out } = await run(["compile", reference, "--out", contract, "--check"]);
  expect(status).toBe(1);
  expect(out).toContain("differs: agents/greenhouse.yaml\n");
  expect(readTree(contract)).toEqual(before);
});

test("a diagnostic is printed with its place, keeps the run from writing and gives 1", async () => {
  const { reference, contract } = greenhouse(broken());
  const before = readTree(contract);
  const { status, err, out } = await run(["compile", reference, "--out", contract]);
  expect(status).toBe(1);
  expect(err).toMatch(/rest\/Bed\/v1BedEntity_GetBed\.md:\d+: unknown-type: /);
  expect(out).toContain("nothing written");
  expect(readTree(contract)).toEqual(before);
  const kept = await run(["compile", reference, "--out", contract, "--keep-going"]);
  expect(kept.status).toBe(1);
  expect(Object.keys(readTree(contract))).toContain("agents/greenhouse.yaml");
});

test("a recorded diagnostic is accepted; a record that nothing needs fails, and so does one without a reason", async () => {
  const { reference, contract } = greenhouse(broken());
  const { err } = await run(["compile", reference, "--out", contract]);
  const places = err.split("\n").flatMap((line) => /^(\S+:\d+): (\S+):/.exec(line)?.slice(1, 3) ?? []);
  const records = [];
  for (let index = 0; index < places.length; index += 2)
    records.push(`- at: ${places[index]}\n  code: ${places[index + 1]}\n  reason: The page is like that.\n`);
  const file = join(contract, "accepted-diagnostics.yaml");
  writeFileSync(file, records.join(""));
  const accepted = await run(["compile", reference, "--out", contract]);
  expect(accepted.status).toBe(0);
  expect(accepted.out).toContain(`0 diagnostics, ${records.length} accepted`);
  const good = greenhouse();
  const stale = await run(["compile", good.reference, "--out", good.contract, "--accepted", file]);
  expect(stale.status).toBe(1);
  expect(stale.err).toMatch(/accepted-diagnostics\.yaml:1: stale-acceptance: /);
  writeFileSync(file, "- at: a.md:1\n  code: unknown-type\n");
  const reasonless = await run(["compile", good.reference, "--out", good.contract, "--accepted", file]);
  expect(reasonless.err).toMatch(/accepted-diagnostics\.yaml:1: bad-acceptance: /);
});

test("--json prints the run as JSON and nothing else on standard output", async () => {
  const { reference, contract } = greenhouse();
  const { out } = await run(["compile", reference, "--out", contract, "--json"]);
  expect(JSON.parse(out)).toMatchObject({
    status: 0,
    wrote: true,
    counts: { operations: 3 },
    facts: { total: expect.any(Number) },
    files: { removed: [] },
    diagnostics: [],
  });
});

test.each([
  [["compile"], 2, "missing required argument"],
  [["compile", "x", "--nonsense"], 2, "unknown option"],
  [["compil"], 2, "Did you mean compile?"],
  [["compile", "/no/such/folder"], 3, "is no folder"],
  [["explain", "Bed", "--contract", "/no/such/folder"], 3, "holds no evidence"],
  [["proof", "/no/such/folder"], 3, "has no pages"],
  [["soap-parity", "/no/such/folder"], 3, "has no WSDL"],
  [["samples", "/no/such/folder"], 2, "--out"],
  [["--help"], 0, ""],
  [["compile", "--help"], 0, ""],
])("so-docs %j exits with %i", async (args, status, message) => {
  const result = await run(args);
  expect(result.status).toBe(status);
  expect(result.err).toContain(message);
});

test("a group that does not exist is a usage error", async () => {
  const { reference, contract } = greenhouse();
  const { status, err } = await run(["compile", reference, "--out", contract, "--only", "shed"]);
  expect(status).toBe(2);
  expect(err).toContain("no group shed");
});

test("every command has help with examples, and the help of the program names the exit statuses", async () => {
  const { out } = await run(["--help"]);
  for (const status of [0, 1, 2, 3]) expect(out).toMatch(new RegExp(`\\n {2}${status} {2}`));
  const names = [...out.matchAll(/^ {2}([a-z-]+) \[options\]/gm)].map(([, name]) => name ?? "");
  expect(names).toEqual(["compile", "explain", "report", "samples", "soap-parity", "proof"]);
  for (const name of names) expect((await run([name, "--help"])).out).toMatch(/\nExamples?:\n {2}so-docs /);
});

test("progress is a bar on a terminal, plain lines elsewhere, and can be switched off", async () => {
  const { reference, contract } = greenhouse();
  const plain = await run(["compile", reference, "--out", contract]);
  expect(plain.err).toMatch(/^Reading pages: 3 in \d+\.\d s\nReading WSDLs: in /);
  expect(plain.err).not.toContain("\u001b");
  const terminal = await run(["compile", reference, "--out", contract], { isTerminal: true });
  expect(terminal.err).toMatch(/█+ 3\/3/);
  expect(terminal.err.endsWith("\r\u001b[2K")).toBe(true);
  expect((await run(["compile", reference, "--out", contract, "--no-progress"])).err).toBe("");
});

test("--watch compiles again when a page changes, and ends with its signal", async () => {
  const { reference, contract } = greenhouse();
  const stop = new AbortController();
  let out = "";
  let err = "";
  const running = run(["compile", reference, "--out", contract, "--watch"], {
    signal: stop.signal,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  await expect.poll(() => err, { timeout: 60_000 }).toContain("Watching");
  rmSync(join(reference, "rest"), { recursive: true });
  await expect.poll(() => out, { timeout: 60_000 }).toContain("2 pages: 2 operations");
  stop.abort();
  await running;
  expect(out).toMatch(/3 pages: [\s\S]*2 pages: 2 operations/);
  expect(Object.keys(readTree(contract))).not.toContain("entities/bed.yaml");
});

test("--watch sees a page that changes while the first run goes on", async () => {
  const { reference, contract } = greenhouse();
  const stop = new AbortController();
  let out = "";
  const running = run(["compile", reference, "--out", contract, "--watch"], {
    signal: stop.signal,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      if (text.startsWith("Reading pages")) rmSync(join(reference, "rest"), { recursive: true, force: true });
    },
  });
  await expect.poll(() => out, { timeout: 60_000 }).toContain("2 pages: 2 operations");
  stop.abort();
  await running;
  expect(out).toMatch(/3 pages: [\s\S]*2 pages: 2 operations/);
});
