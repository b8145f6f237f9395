// Writes all companies of a tenant to a file, a line each, and holds one page of them at a time.
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { basic, createClient, retries } from "@so-webapi/client";
import { contact } from "@so-webapi/client/entities/contact";
import { rows } from "@so-webapi/client/lists";

const so = createClient({
  baseUrl: process.env.SO_URL ?? "http://127.0.0.1:4010",
  auth: basic(process.env.SO_USER ?? "tje0", process.env.SO_PASSWORD ?? "Tje0"),
  apis: [contact],
  language: "en",
  retry: retries(), // a page that fails is asked for again, not the list
});

const companies = rows(so.contact.list, {
  select: ["contactId", "name", "orgnr", "category", "business", "country", "updatedDate"],
  orderBy: ["contactId"],
});

let count = 0;
async function* lines() {
  for await (const company of companies) {
    yield `${JSON.stringify(company)}\n`;
    count += 1;
    if (count % 2_000 === 0) console.log(`${count} rows, ${memory()} MB`);
  }
}

/** What the program holds once everything that it let go of is collected: `npm start` gives it `--expose-gc`. */
function memory(): string {
  globalThis.gc?.();
  return (process.memoryUsage().heapUsed / 1_000_000).toFixed(1);
}

// The file sets the pace: no page is asked for before the rows of the last one are written.
await pipeline(lines, createWriteStream("companies.jsonl"));
console.log(`${count} rows in companies.jsonl`);
