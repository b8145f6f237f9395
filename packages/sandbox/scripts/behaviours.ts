// Writes behaviours/README.md and behaviours/unknown.md from the tables in behaviours/ and the sandbox's handlers. A test
// holds them to what this would write.
import { writeFileSync } from "node:fs";
import { handlers } from "../src/handlers.ts";
import { behaviourPages } from "./behaviour-pages.ts";
import { readBehaviours } from "./behaviour-tables.ts";

const folder = new URL("../behaviours/", import.meta.url);
const facts = { folder, behaviours: readBehaviours(folder), handled: Object.keys(handlers) };
for (const [file, text] of Object.entries(behaviourPages(facts))) writeFileSync(new URL(file, folder), text);
