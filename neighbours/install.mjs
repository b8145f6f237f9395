// Installs the neighbours from their own lock file, once; prints nothing when they are there.
// Usage: node neighbours/install.mjs. Needs the npm registry the first time (about 550 MB on disk, most of it shared with the workspace).
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { installApart } from "../scripts/install-apart.mjs";

installApart(dirname(fileURLToPath(import.meta.url)), "the neighbours");
