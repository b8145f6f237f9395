import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../pages.ts";

const sample = join(root, "openapi/samples/v1ContactAgent_GetMyActiveContacts");

/** A recording in which an id came as text. */
export function recordedMonday(folder: string): void {
  cpSync(join(sample, "request.http"), join(folder, "request.http"));
  const answer = readFileSync(join(sample, "response.http"), "utf8");
  writeFileSync(join(folder, "response.http"), answer.replace('"ContactId": 920', '"ContactId": "920"'));
}

/** The same recording after someone mended what was found. */
export function mendedMonday(folder: string): void {
  cpSync(join(sample, "response.http"), join(folder, "response.http"));
}

/** The body of that answer, with a property that the contract does not know. */
export function recordedAnswer(file: string): void {
  const [, body = ""] = readFileSync(join(sample, "response.http"), "utf8").split(/\r?\n\r?\n/);
  const changed = body
    .replace('"ContactId": 920', '"ContactId": "920"')
    .replace('"ContactId"', '"NewInVersion12": true,\n    "ContactId"');
  writeFileSync(file, changed);
}
