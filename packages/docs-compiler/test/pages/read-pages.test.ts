import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { formatDiagnostic } from "../../src/diagnostic.ts";
import { parsePage } from "../../src/pages/parse-page.ts";
import { listPages, readPages, walkPages } from "../../src/pages/read-pages.ts";
import { fixtures } from "./fixtures/specs.ts";
import { type PageSpec, renderPage } from "./render-page.ts";

const dirs: string[] = [];

const folder = (files: Readonly<Record<string, string>>): string => {
  const dir = mkdtempSync(join(tmpdir(), "so-docs-pages-"));
  dirs.push(dir);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), text);
  }
  return dir;
};

afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true });
});

const spec = (uid: string): PageSpec => {
  const found = fixtures.find((one) => one.uid === uid);
  if (found === undefined) throw new Error(uid);
  return found;
};

const indexOf = (path: string, uids: readonly string[]): string =>
  ["---", `title: ${path}`, "---", "", "```http", `/api/v1/${path}`, "```", ""]
    .concat(uids.flatMap((uid) => ["", `* [${uid}](${uid}.md)`]))
    .join("\n");

const moor = spec("v1HarbourAgent_Moor");
const scrap = spec("v1BoatEntity_Scrap");

const reference = {
  "agent/toc.yml": "items: []\n",
  "agent/index.md": "# Harbour\n\nWelcome.\n",
  "agent/Harbour_Agent/index.md": indexOf("Harbour/Agent", [moor.uid]),
  [`agent/Harbour_Agent/${moor.uid}.md`]: renderPage(moor),
  "rest/Boat/index.md": indexOf("Boat", [scrap.uid]),
  [`rest/Boat/${scrap.uid}.md`]: renderPage(scrap),
  "seeds/one.txt": renderPage(moor, { frontMatter: ["generated: true"], finalNewline: true }),
  "seeds/two.txt": "---\ntitle: x\nuid: Services86-Harbour-Moor\n---\n\n# Services86\n",
};

describe("a reference folder", () => {
  it("is read in one order, with its operations, indexes and others counted", async () => {
    const dir = folder({ ...reference, "agent/picture.png": "", "soap/x.md": "# x" });
    expect(listPages(dir).map(({ file }) => file)).toEqual([
      "agent/Harbour_Agent/index.md",
      `agent/Harbour_Agent/${moor.uid}.md`,
      "agent/index.md",
      "agent/toc.yml",
      "rest/Boat/index.md",
      `rest/Boat/${scrap.uid}.md`,
      "seeds/one.txt",
      "seeds/two.txt",
    ]);
    const { counts, diagnostics, indexes } = await readPages(dir);
    expect(diagnostics).toEqual([]);
    expect(counts).toEqual({
      agent: { pages: 4, operations: 1, indexes: 1, others: 2, unread: 0 },
      rest: { pages: 2, operations: 1, indexes: 1, others: 0, unread: 0 },
      seeds: { pages: 2, operations: 1, indexes: 0, others: 1, unread: 0 },
    });
    expect(indexes[0]).toMatchObject({
      title: "Harbour/Agent",
      path: "/api/v1/Harbour/Agent",
      links: [{ line: 10, text: moor.uid, target: `${moor.uid}.md` }],
    });
  });

  it("marks the page that a seed supersedes, and keeps it", async () => {
    const { operations } = await readPages(folder(reference));
    expect(operations.map(({ release, folder: tag, supersededBy }) => [release, tag, supersededBy])).toEqual([
      ["agent", "Harbour_Agent", "seeds/one.txt"],
      ["rest", "Boat", undefined],
      ["seeds", "", undefined],
    ]);
  });

  it("may consist of seeds alone, or of nothing", async () => {
    const seeds = await readPages(folder({ "seeds/one.txt": reference["seeds/one.txt"] }));
    expect(seeds.operations).toHaveLength(1);
    expect(seeds.diagnostics).toEqual([]);
    expect((await readPages(folder({}))).operations).toEqual([]);
  });

  it("gives pages one by one and tells how far it is", async () => {
    const dir = folder(reference);
    for await (const { file } of walkPages(dir)) {
      expect(file).toBe("agent/Harbour_Agent/index.md");
      break;
    }
    const steps: string[] = [];
    await readPages(dir, { onPage: ({ release }, done, total) => steps.push(`${release} ${done}/${total}`) });
    expect(steps.at(0)).toBe("agent 1/8");
    expect(steps.at(-1)).toBe("seeds 8/8");
  });

  it("tells pages that share uid or operation within a release, and is silent about collisions", async () => {
    const renamed = { ...scrap, uid: "v1BoatEntity_Sink" };
    const collides = {
      ...scrap,
      uid: "v1BoatEntity_ScrapByName",
      path: "Boat/{name}",
      pathTable: [["name", "string", "Its name"]] as const,
    };
    const pages = await readPages(
      folder({
        "rest/A/v1BoatEntity_Scrap.md": renderPage(scrap),
        "rest/B/v1BoatEntity_Scrap.md": renderPage(scrap),
        "rest/B/v1BoatEntity_ScrapByName.md": renderPage(collides),
        "rest/B/v1BoatEntity_Sink.md": renderPage(renamed),
      }),
    );
    expect(pages.diagnostics.map(formatDiagnostic)).toEqual([
      "rest/B/v1BoatEntity_Scrap.md:3: duplicate-uid: v1BoatEntity_Scrap is also the uid of rest/A/v1BoatEntity_Scrap.md",
      "rest/B/v1BoatEntity_Scrap.md:9: duplicate-operation: rest/A/v1BoatEntity_Scrap.md describes it too",
      "rest/B/v1BoatEntity_Sink.md:9: duplicate-operation: rest/A/v1BoatEntity_Scrap.md describes it too",
    ]);
    expect(pages.collisions).toEqual([
      {
        method: "DELETE",
        path: "/api/v1/Boat/{}",
        files: ["rest/A/v1BoatEntity_Scrap.md", "rest/B/v1BoatEntity_ScrapByName.md"],
      },
    ]);
  });

  it("tells pages that an index does not list, and links to none", async () => {
    const { diagnostics } = await readPages(
      folder({ ...reference, "rest/Boat/index.md": indexOf("Boat", ["v1BoatEntity_Lost"]) }),
    );
    expect(diagnostics.map(({ file, line, code }) => `${file}:${line}: ${code}`)).toEqual([
      "rest/Boat/index.md:10: index-lists-no-page",
      `rest/Boat/${scrap.uid}.md:1: page-not-listed`,
    ]);
  });
});

describe("an index page", () => {
  const text = reference["agent/Harbour_Agent/index.md"];

  it("that is cut off gives a diagnostic, unless whole links are gone", () => {
    const whole = parsePage("agent/x/index.md", text);
    for (let end = 0; end < text.length; end++) {
      const { page, diagnostics } = parsePage("agent/x/index.md", text.slice(0, end));
      if (diagnostics.length === 0) expect(page, String(end)).toEqual(whole.page);
    }
  });

  it("has nothing but its path and links", () => {
    const codes = (edited: string) =>
      parsePage("rest/x/index.md", edited).diagnostics.map(({ code }) => code);
    expect(codes(`${text}\n\nSee also the map.\n`)).toEqual(["bad-link"]);
    expect(codes(`${text}\n\n## More\n`)).toEqual(["unknown-heading"]);
    expect(codes(text.replace("/api", "GET /api"))).toEqual(["missing-operation", "unexpected-fence"]);
  });
});
