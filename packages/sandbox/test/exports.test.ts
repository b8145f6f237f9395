import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../", import.meta.url);
const { exports } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as {
  exports: Readonly<Record<string, string | { readonly types: string }>>;
};
const entries = Object.values(exports).flatMap((target) =>
  typeof target === "object" ? [target.types.replace("./dist/", "src/").replace(".d.ts", ".ts")] : [],
);

interface Export {
  readonly name: string;
  readonly file: string;
}

/** What a module exports, and the file in which it is declared. */
function exportsOf(file: string): readonly Export[] {
  const code = readFileSync(new URL(file, root), "utf8");
  const own = [...code.matchAll(/^export (?:async )?(?:function|class|interface|type|const) (\w+)/gm)].map(
    ([, name = ""]) => ({ name, file }),
  );
  const handedOn = [...code.matchAll(/^export (?:type )?\{([^}]*)\} from "(\.[^"]+)";/gms)].flatMap(
    ([, names = "", from = ""]) =>
      [...names.matchAll(/(?:type )?(\w+)\s*(?:,|$)/g)].map(([, name = ""]) => ({
        name,
        file: new URL(from, new URL(file, root)).href.slice(root.href.length),
      })),
  );
  return [...own, ...handedOn];
}

function isDocumented({ name, file }: Export): boolean {
  const code = readFileSync(new URL(file, root), "utf8");
  return new RegExp(`\\*/\\nexport (?:async )?(?:function|class|interface|type|const) ${name}\\b`).test(code);
}

test("every public export has a comment where it is declared", () => {
  const all = entries.flatMap(exportsOf);
  expect(all.length).toBeGreaterThan(25);
  expect(all.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      "createSandbox",
      "SeedError",
      "StorageError",
      "nodeSqlite",
      "d1",
      "sampleFolder",
    ]),
  );
  expect(all.filter((one) => !isDocumented(one))).toEqual([]);
});
