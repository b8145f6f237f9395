import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { greenhouse } from "../compile/greenhouse-reference.ts";
import { readTree, writeTree } from "../compile/write-tree.ts";
import { run } from "./run.ts";

const compiled = async () => {
  const folders = greenhouse();
  await run(["compile", folders.reference, "--out", folders.contract]);
  return folders;
};

test("explain prints type, state, rule and the text of each source's line", async () => {
  const { reference, contract } = await compiled();
  const { status, out } = await run([
    "explain",
    "Bed.Weather",
    "--contract",
    contract,
    "--reference",
    reference,
  ]);
  expect(status).toBe(0);
  expect(out).toMatch(
    /^Bed\.Weather: Weather\n {2}inferred \(a rule concludes it\) by wsdl-behind-blunt-word: /,
  );
  expect(out).toMatch(/GetBed\.md:\d+ +\| Weather \| string \| Above the bed\. \|\n/);
  expect(out).toMatch(/wsdl\/WSDL-Services88-Greenhouse\.xml:\d+ +<xs:element .*name="Weather"/);
});

test.each([
  ["report", "--contract", "--html"],
  ["compile", "--hand-written", "--out"],
])("%s says which file it cannot write, and exits with 3", async (command, from, to) => {
  const { reference, contract } = await compiled();
  const page = join(reference, Object.keys(readTree(reference))[0] ?? "");
  const { status, err } = await run([command, reference, from, contract, to, join(page, "x")]);
  expect(status).toBe(3);
  expect(err).toMatch(/^so-docs: \S+ cannot be written \(ENOTDIR\)$/m);
});

test("explain gives places alone where the reference is not at hand", async () => {
  const { contract } = await compiled();
  const { out } = await run(["explain", "bed.weather", "--contract", contract]);
  expect(out).toMatch(/GetBed\.md:\d+\n/);
  expect(out).not.toContain("Above the bed.");
});

test.each([
  ["Bed", "Bed, a class of "],
  ["Tools", "Tools.Hose: "],
  ["v1GreenhouseAgent_WaterBeds", "v1GreenhouseAgent_WaterBeds.request.Beds: Plant[]"],
  ["v1BedEntity_GetBed.id", "v1BedEntity_GetBed.path.id: int32"],
  ["v1GreenhouseAgent_GetBed.query.$select", "v1GreenhouseAgent_GetBed.query.$select: string"],
])("explain knows %s", async (subject, text) => {
  const { contract } = await compiled();
  expect((await run(["explain", subject, "--contract", contract])).out).toContain(text);
});

test.each([
  ["Bed.Wether", "did you mean Bed.Weather"],
  ["Bet", "did you mean Bed"],
  ["GreenhouseAgent_GetBed", "did you mean v1GreenhouseAgent_GetBed"],
])("explain suggests the nearest names for %s and exits with 2", async (subject, text) => {
  const { contract } = await compiled();
  const { status, err } = await run(["explain", subject, "--contract", contract]);
  expect(status).toBe(2);
  expect(err).toContain(text);
});

test("explain --json gives the facts", async () => {
  const { contract } = await compiled();
  const { out } = await run(["explain", "Bed.BedId", "--contract", contract, "--json"]);
  expect(JSON.parse(out)).toEqual([
    expect.objectContaining({
      subject: "Bed.BedId",
      type: "int32",
      state: "confirmed",
      rule: "page-and-wsdl",
    }),
  ]);
});

test("the report counts states, rules, groups and classes, and lists what is unknown", async () => {
  const { contract } = await compiled();
  const { out } = await run(["report", "--contract", contract]);
  expect(out).toContain("3 operations, 2 classes, 2 enums");
  expect(out).toContain("Bed.Colour: unknown (string)");
  const json = JSON.parse((await run(["report", "--contract", contract, "--json"])).out);
  expect(json.total.total).toBe(
    json.rules.reduce((sum: number, rule: { counts: { total: number } }) => sum + rule.counts.total, 0),
  );
  expect(json.unknown.map(({ subject }: { subject: string }) => subject)).toEqual(["Bed.Colour"]);
});

test("the HTML report stands alone: no request, and no text that ends its script", async () => {
  const { reference, contract } = await compiled();
  const file = join(contract, "report.html");
  await run(["report", reference, "--contract", contract, "--html", file]);
  const page = readFileSync(file, "utf8");
  expect(page).not.toMatch(/(?:src|href)="(?!#)|@import|url\(|https?:/);
  expect(page.match(/<\/script>/g)).toHaveLength(2);
  const data = JSON.parse(/<script type="application\/json" id="data">(.*)<\/script>/.exec(page)?.[1] ?? "");
  const rows = (section: string) => data.sections.find(({ id }: { id: string }) => id === section).rows;
  const filler = rows("samples").find(
    ({ cells }: { cells: { text: string }[] }) => cells[0]?.text === "filler-in-enum",
  );
  expect(filler.cells.at(-1)).toEqual({ type: "number", value: 1 });
  expect(rows("proofs").length).toBeGreaterThan(5);
});

test("samples are extracted as printed, and what stands beside them stays", async () => {
  const { reference, contract } = await compiled();
  const out = writeTree({ "v1BedEntity_GetBed/sample.yaml": "page: mine\nfaults: []\n" });
  const { status } = await run(["samples", reference, "--contract", contract, "--out", out]);
  expect(status).toBe(0);
  const files = readTree(out);
  expect(Object.keys(files)).toHaveLength(9);
  expect(files["v1BedEntity_GetBed/sample.yaml"]).toBe("page: mine\nfaults: []\n");
  expect(files["v1GreenhouseAgent_GetBed/sample.yaml"]).toBe(
    "page: agent/Greenhouse_Agent/v1GreenhouseAgent_GetBed.md\n",
  );
  expect(files["v1GreenhouseAgent_GetBed/request.http"]).toMatch(
    /^POST \/api\/v1\/Agents\/Greenhouse\/GetBed\n[\s\S]*\n\n\{\n {2}"BedId": 1\n\}\n$/,
  );
});

test("samples --validate classifies each failure", async () => {
  const { reference, contract } = await compiled();
  const { out, status } = await run(["samples", reference, "--contract", contract, "--validate", "--json"]);
  const { classes, unclassified, messages } = JSON.parse(out);
  expect(messages).toBe(6);
  expect(classes).toMatchObject({
    "filler-in-enum": 1,
    "member-of-rest-only": 1,
    "path-not-filled": 1,
    "null-after-204": 1,
  });
  expect(unclassified).toEqual([]);
  expect(status).toBe(0);
});

test("proof tells how often each rule is right, and exits with 1 where one is not right enough", async () => {
  const { reference } = await compiled();
  const { out, status } = await run(["proof", reference]);
  expect(out).toMatch(/^page-exact +100\.00 % +\d+\/\d+ /m);
  // The page of the entity shows a weather that no WSDL knows.
  expect(out).toMatch(
    /^wsdl-behind-blunt-word .*TOO LOW\n +v1BedEntity_GetBed\.response\.Weather: Weather, is "Fog"/m,
  );
  expect(status).toBe(1);
});

test("soap-parity compares the versions and REST", async () => {
  const { reference } = await compiled();
  const { out, status } = await run(["soap-parity", reference]);
  expect(status).toBe(0);
  expect(out).toMatch(/^Services84, Services88, REST: /);
  expect(out).toContain("+ operation Greenhouse.OpenRoof");
});
