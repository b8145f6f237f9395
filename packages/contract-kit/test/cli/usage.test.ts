// What a caller can get wrong on the command line, one case each: a message that says what to do, and the status of its kind.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packedContract } from "@so-webapi/contract-kit";
import { operationById } from "@so-webapi/contract-kit/contract";
import { describe, expect, it } from "vitest";
import { commands } from "../../src/cli/commands.ts";
import { run, tree } from "../support/run.ts";

const folder = tree({
  "empty.json": "",
  "page.html": "<html>",
  "cut.json": '{"a": 1,}',
  "client.mjs": "export const call = (",
  "no-call.mjs": "export const other = 1;",
});
const own = (file: string): string => join(folder, file);
const id = "v1ContactAgent_GetMyActiveContacts";

describe("wrong words", () => {
  it.each([
    [["chek"], "so-contract: unknown command 'chek'\n(Did you mean check?)"],
    [["check", "--tagret", "x"], "so-contract: unknown option '--tagret'\n(Did you mean --target?)"],
    [["check", "--target", "localhost:8080"], "so-contract: --target: no http or https address"],
    [
      ["check", "--target", "http://ada:secret@127.0.0.1"],
      "--target holds credentials: give them with --header-env",
    ],
    [["check", "--header", "X-A: b"], "headers are sent to --target, and there is none"],
    [["check", "--only", "lorem"], "--only: there is no sample of lorem"],
    [["check", "--proxy", "http://127.0.0.1:1"], "--proxy and --upstream belong together"],
    [["check", "--report", "pdf=x"], "--report pdf=x: the formats are text, html, json, junit, sarif"],
    [["validate", "x.json"], "say --operation or --infer"],
    [["validate", "-o", id, "x.json", "--status", "abc"], "--status abc: give a whole number of 100 to 599"],
    [
      ["validate", "-o", "GetMyActiveContacts", "x.json"],
      `the contract has no operation GetMyActiveContacts; did you mean ${id}`,
    ],
    [["mutate", "--of", "x"], "--of x: say samples or contract"],
    [["mutate", "--threshold", "x"], "--threshold x: give a percentage, 0 to 100"],
    [["live", "--target", "http://127.0.0.1:1"], "required option '--operations <list...>' not specified"],
    [
      ["live", "--target", "http://127.0.0.1:1", "--operations", "v1ContactEntity_GetContact"],
      "the contract has no operation v1ContactEntity_GetContact; did you mean v1ContactEntity_",
    ],
    [["fuzz", "--target", "http://example.com"], "--target is not on this machine"],
  ])("%j", async (args, message) => {
    const { status, out, err } = await run(args);
    expect([status, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });
});

describe("what cannot be read", () => {
  it.each([
    [["check", own("nowhere")], "nowhere: the folder cannot be read (ENOENT)"],
    [["check", "--spec", own("nowhere")], "nowhere: the spec cannot be read (ENOENT)"],
    [["check", "--client", own("client.mjs")], "client.mjs cannot be imported: "],
    [
      ["check", "--client", own("no-call.mjs")],
      "no-call.mjs exports no function call(sample, body, baseUrl)",
    ],
    [["validate", "-o", id, own("empty.json")], "empty.json has no body"],
    [["validate", "-o", id, own("page.html")], "page.html is a web page or XML, and no JSON"],
    [["validate", "-o", id, own("cut.json")], "cut.json is no JSON: line 1, column 9"],
    [["validate", "-o", id, folder], " cannot be read (EISDIR)"],
  ])("%j", async (args, message) => {
    const { status, err } = await run(args);
    expect(status).toBe(5);
    expect(err).toContain(message);
  });

  it.each([
    [
      ["check", "--report", `json=${own("empty.json/r.json")}`],
      "empty.json/r.json cannot be written (ENOTDIR)",
    ],
    [["check", "--report", `html=${folder}`], " cannot be written (EISDIR)"],
    [["mutate", "--json", "/proc/nowhere/a.json"], "/proc/nowhere/a.json cannot be written (E"],
  ])("or written: %j", (args, message) => {
    // In a process of its own: what tries for ever does not listen to a time-out.
    const program = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, [program, ...args], {
      encoding: "utf8",
      timeout: 60_000,
    });
    expect([status, stderr]).toEqual([5, expect.stringContaining(message)]);
  });

  it("ends the program: nothing that was started keeps it alive", () => {
    const program = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
    const args = [program, "check", "--client", own("client.mjs")];
    const { status, signal } = spawnSync(process.execPath, args, { timeout: 290_000 });
    expect([status, signal]).toEqual([5, null]);
  });
});

describe("what people read first", () => {
  it("says its version", async () => {
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect(await run(["--version"])).toEqual({ status: 0, out: `so-contract ${version}\n`, err: "" });
  });

  it("names operations that there are, in the README, the examples of --help and the workflow", async () => {
    const { open } = await packedContract();
    const texts = ["README.md", "action.yml", "examples/contract.yml"].map((file) =>
      readFileSync(new URL(`../../${file}`, import.meta.url), "utf8"),
    );
    const names = ["check", "validate", "mutate", "coverage", "diff", "live", "fuzz"];
    expect(names).toHaveLength(commands.length);
    for (const name of names) texts.push((await run([name, "--help"])).out);
    const ids = texts.join("\n").match(/\bv1\w+_\w+\b(?![\w*])/g) ?? [];
    expect(ids.length).toBeGreaterThan(5);
    expect(ids.filter((one) => operationById(open.document, one) === undefined)).toEqual([]);
  });
});
