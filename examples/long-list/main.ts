// Reads all companies of a tenant page by page, counts them by category, and keeps none.
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

interface Company {
  readonly name: string;
  readonly category: string;
}

const companies = rows<Company>(so.contact.list, { select: ["name", "category"], orderBy: ["name"] });

const byCategory = new Map<string, number>();
let count = 0;
for await (const { category } of companies) {
  byCategory.set(category, (byCategory.get(category) ?? 0) + 1);
  count += 1;
  if (count % 2_000 === 0) console.log(`${count} rows, ${memory()} MB`);
}
console.log(`${count} rows in all`);
for (const [category, number] of byCategory) console.log(`${category || "no category"}: ${number}`);

/** What the program holds, once what it let go of is collected: `npm start` gives it `--expose-gc`. */
function memory(): string {
  globalThis.gc?.();
  return (process.memoryUsage().heapUsed / 1_000_000).toFixed(1);
}
