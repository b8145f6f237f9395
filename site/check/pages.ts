// Checks the built site: node site/check/pages.ts [folder]. Every link within it leads to a page and to an id that is there,
// no id stands twice on a page. Exit status 1 and a line for each that does not hold.
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { base, root } from "../collect/repository.ts";

const dist = process.argv[2] ?? join(root, "site/dist");
const files = globSync("**/*.html", { cwd: dist });
const idsOf = new Map<string, ReadonlySet<string>>();
const wrong: string[] = [];
const texts = new Map(
  files.map((file) => [
    file,
    readFileSync(join(dist, file), "utf8").replace(/<script[\s\S]*?<\/script>/g, ""),
  ]),
);

for (const [file, text] of texts) {
  const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id = ""]) => unescaped(id));
  idsOf.set(file, new Set(ids));
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  for (const id of twice) wrong.push(`${file}: the id ${id} stands there twice`);
}

let count = 0;
for (const [file, text] of texts) {
  const here = new URL(`${base}${file.replace(/index\.html$/, "")}`, "http://site.invalid");
  for (const [, target = ""] of text.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
    const url = new URL(unescaped(target), here);
    if (url.origin !== here.origin) continue;
    count++;
    const fault = faultOf(url);
    if (fault !== undefined) wrong.push(`${file}: ${target} ${fault}`);
  }
}

function faultOf(url: URL): string | undefined {
  const path = decodeURIComponent(url.pathname);
  if (!path.startsWith(base)) return `leads out of ${base}`;
  const asked = path.slice(base.length);
  const file = asked === "" || asked.endsWith("/") ? `${asked}index.html` : asked;
  if (!existsSync(join(dist, file))) return "leads nowhere";
  const id = decodeURIComponent(url.hash.slice(1));
  if (id === "" || id === "_top" || !file.endsWith(".html")) return undefined;
  return idsOf.get(file)?.has(id) ? undefined : "names an id that is not there";
}

function unescaped(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&#38;", "&")
    .replaceAll("&amp;", "&");
}

for (const line of wrong.slice(0, 50)) console.error(line);
if (wrong.length > 50) console.error(`and ${wrong.length - 50} more`);
console.log(
  `${files.length} pages, ${count.toLocaleString("en")} links within the site, ${wrong.length} that do not hold`,
);
process.exit(wrong.length === 0 && files.length > 0 ? 0 : 1);
