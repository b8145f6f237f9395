// The yardstick: reads every page of agent and rest and parses it with markdown-it as it comes.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import MarkdownIt from "markdown-it";

const [reference] = process.argv.slice(2);
const parser = new MarkdownIt();
let tokens = 0;
for (const release of ["agent", "rest"]) {
  const folder = join(reference, release);
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (file.endsWith(".md")) tokens += parser.parse(readFileSync(join(folder, file), "utf8"), {}).length;
  }
}
console.log(`${tokens} tokens, peak ${Math.round(process.resourceUsage().maxRSS / 1024)}`);
