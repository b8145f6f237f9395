import { basic, createClient } from "@so-webapi/client";
import { contact } from "@so-webapi/client/entities/contact";
import { and, field } from "@so-webapi/client/filter";
import { rows } from "@so-webapi/client/lists";
import type { Checks } from "./check.ts";
import { same } from "./expect.ts";

const auth = basic("tje0", "Tje0");

/** Lists, page by page. */
export const listChecks: Checks = {
  "rows come page after page, filtered and in order": async ({ sandbox }) => {
    const so = createClient({ baseUrl: sandbox, auth, apis: [contact], throws: true });
    const group = `O'${crypto.randomUUID()}`;
    for (const letter of ["c", "a", "b", "d", "e"]) {
      await so.contact.create({ Name: `${group} ${letter}`, Department: letter === "d" ? "Bergen" : "Oslo" });
    }
    const found = rows<{ readonly name: string }>(so.contact.list, {
      filter: and(field("name").begins(group), field("department").eq("Oslo")),
      select: ["name"],
      orderBy: ["name desc"],
      pageSize: 2,
    });
    const letters: string[] = [];
    for await (const { name } of found) letters.push(name.slice(-1));
    same(letters, ["e", "c", "b", "a"]);
  },
};
