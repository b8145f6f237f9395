import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SampleError, sampleFolder } from "../../src/samples/sample-folder.ts";
import { openTestTenant } from "../harness/tenant.ts";

const OPERATION = "v1BLOBAgent_GetBlobEntity";
const PATH = "Agents/BLOB/GetBlobEntity";

function folderWith(messages: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "so-samples-"));
  for (const [operationId, text] of Object.entries(messages)) {
    mkdirSync(join(folder, operationId));
    writeFileSync(join(folder, operationId, "response.http"), text);
  }
  return folder;
}

/** What the sandbox answers when the sample is this message; not held to the contract, as samples are not. */
async function answerOf(message: string): Promise<Response> {
  const { sandbox } = await openTestTenant({ samples: sampleFolder(folderWith({ [OPERATION]: message })) });
  return sandbox.fetch(post(PATH));
}

function post(path: string): Request {
  return new Request(`http://sandbox/api/v1/${path}`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa("tje0:Tje0")}`, "content-type": "application/json" },
    body: "{}",
  });
}

describe("samples", () => {
  test("an operation without behaviour answers its sample, marked, and one with behaviour does not", async () => {
    const printed = 'HTTP/1.1 200 OK\nContent-Type: application/json; charset=utf-8\n\n{\n  "A": 1.50\n}\n';
    const samples = sampleFolder(
      folderWith({ [OPERATION]: printed, v1ContactEntity_GetContactEntity: printed }),
    );
    const { sandbox, ask } = await openTestTenant({ samples });
    const answer = await sandbox.fetch(post(PATH));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("so-sandbox-sample")).toBe(OPERATION);
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(await answer.text()).toBe('{\n  "A": 1.50\n}');
    const contact = await ask("GET", "Contact/716");
    expect(contact.body.ContactId).toBe(716);
    expect(contact.headers.get("so-sandbox-sample")).toBeNull();
  });

  test("an operation that the folder does not have is 501, and a caller without credentials 401", async () => {
    const { sandbox } = await openTestTenant({ samples: sampleFolder(folderWith({ [OPERATION]: "" })) });
    expect((await sandbox.fetch(post("Agents/BLOB/ChangeContactImage"))).status).toBe(501);
    const nobody = new Request(`http://sandbox/api/v1/${PATH}`, { method: "POST", body: "{}" });
    expect((await sandbox.fetch(nobody)).status).toBe(401);
  });

  test("samples can be a list", async () => {
    const sample = { operationId: OPERATION, status: 200, body: "null", contentType: "application/json" };
    const { sandbox } = await openTestTenant({ samples: [sample] });
    const answer = await sandbox.fetch(post(PATH));
    expect([answer.headers.get("so-sandbox-sample"), await answer.text()]).toEqual([OPERATION, "null"]);
  });

  test("a 204 has no body though its sample prints null", async () => {
    const answer = await answerOf("HTTP/1.1 204 No Content\nContent-Type: application/json\n\nnull\n");
    expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([204, null, ""]);
  });

  test.each([
    [
      'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\n  "A": 1,\n}\n',
      `${OPERATION}/response.http:6:1: `,
    ],
    ["HTTP/1.1 200 OK\r\n\r\n{]\r\n", `${OPERATION}/response.http:3:2: `],
    ["{}", `${OPERATION}/response.http:1:1: a status line`],
    [
      "HTTP/1.1 200 OK\nContent-Type application/json\n\n{}",
      `${OPERATION}/response.http:2:1: a header field`,
    ],
  ])("a sample that is broken is a 500 that names the place, number %#", async (message, place) => {
    const answer = await answerOf(message);
    expect(answer.status).toBe(500);
    expect(answer.headers.get("so-sandbox-sample")).toBeNull();
    const problem = (await answer.json()) as { code: string; detail: string };
    expect(problem.code).toBe("sample-invalid");
    expect(problem.detail).toContain(place);
  });

  test("a folder that is missing, a file and a folder without samples are refused at once", () => {
    const folder = folderWith({});
    const file = join(folder, "file");
    for (const path of [join(folder, "none"), folder]) {
      expect(() => sampleFolder(path)).toThrow(expect.objectContaining({ code: "samples-missing" }));
      expect(() => sampleFolder(path)).toThrow(path);
    }
    writeFileSync(file, "");
    expect(() => sampleFolder(file)).toThrow(SampleError);
  });
});
