// Checks the repository's own documents: node site/check/documents.ts. Each relative link leads to a file or folder that is
// there, and its anchor to a heading. Exit status 1 and a line for each that does not. Needs nothing installed.
import { brokenLinks, listDocuments } from "../collect/documents.ts";

const broken = brokenLinks();
for (const line of broken) console.error(line);
console.log(`${listDocuments().length} documents, ${broken.length} links that lead nowhere`);
process.exit(broken.length === 0 ? 0 : 1);
